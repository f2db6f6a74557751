CREATE TABLE `contracts` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`mode` text NOT NULL,
	`external_id` text,
	`created_digest` text NOT NULL,
	`metadata` text NOT NULL,
	`variant` text NOT NULL,
	`title` text NOT NULL,
	`contract_no` text NOT NULL,
	`contract` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`envelope_id` text,
	`filing_id` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `contracts_tenant` ON `contracts` (`tenant_id`,`mode`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `contracts_external_id` ON `contracts` (`tenant_id`,`mode`,`external_id`);--> statement-breakpoint
CREATE TABLE `documents` (
	`contract_id` text NOT NULL,
	`kind` text NOT NULL,
	`step` integer NOT NULL,
	`digest` text NOT NULL,
	`size` integer NOT NULL,
	`created_at` text NOT NULL,
	PRIMARY KEY(`contract_id`, `kind`, `step`),
	FOREIGN KEY (`contract_id`) REFERENCES `contracts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `documents_digest` ON `documents` (`digest`);--> statement-breakpoint
CREATE TABLE `envelopes` (
	`id` text PRIMARY KEY NOT NULL,
	`contract_id` text NOT NULL,
	`tenant_id` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`revision1_digest` text NOT NULL,
	`current_digest` text NOT NULL,
	`pages` integer NOT NULL,
	`created_at` text NOT NULL,
	`completed_at` text,
	FOREIGN KEY (`contract_id`) REFERENCES `contracts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `envelopes_contract_id_unique` ON `envelopes` (`contract_id`);--> statement-breakpoint
CREATE TABLE `steps` (
	`envelope_id` text NOT NULL,
	`seat` text NOT NULL,
	`order` integer NOT NULL,
	`uscc` text NOT NULL,
	`organisation` text NOT NULL,
	`state` text NOT NULL,
	`signer` text,
	`signer_role` text,
	`seal_type` text,
	`signed_at` text,
	`digest` text,
	`audit_salt` text NOT NULL,
	PRIMARY KEY(`envelope_id`, `seat`),
	FOREIGN KEY (`envelope_id`) REFERENCES `envelopes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `steps_order` ON `steps` (`envelope_id`,`order`);--> statement-breakpoint
CREATE TABLE `filings` (
	`id` text PRIMARY KEY NOT NULL,
	`contract_id` text NOT NULL,
	`tenant_id` text NOT NULL,
	`authority_code` text NOT NULL,
	`recipients` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`verdict` text NOT NULL,
	`findings` text NOT NULL,
	`filed_digest` text NOT NULL,
	`filed_size` integer NOT NULL,
	`due_on` text NOT NULL,
	`submitted_at` text NOT NULL,
	`decided_at` text,
	FOREIGN KEY (`contract_id`) REFERENCES `contracts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `filings_contract_id_unique` ON `filings` (`contract_id`);--> statement-breakpoint
CREATE INDEX `filings_authority` ON `filings` (`authority_code`,`id`);--> statement-breakpoint
CREATE INDEX `filings_tenant` ON `filings` (`tenant_id`,`id`);--> statement-breakpoint
CREATE TABLE `numbers` (
	`authority_code` text NOT NULL,
	`year` integer NOT NULL,
	`series` text NOT NULL,
	`number` integer NOT NULL,
	`filing_id` text NOT NULL,
	PRIMARY KEY(`authority_code`, `year`, `series`, `number`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `numbers_filing` ON `numbers` (`filing_id`,`series`);--> statement-breakpoint
CREATE TABLE `receipts` (
	`filing_id` text PRIMARY KEY NOT NULL,
	`contract_id` text NOT NULL,
	`authority_code` text NOT NULL,
	`year` integer NOT NULL,
	`number` integer NOT NULL,
	`state` text NOT NULL,
	`variant` text NOT NULL,
	`title` text NOT NULL,
	`contract_no` text NOT NULL,
	`agency` text NOT NULL,
	`enterprise` text NOT NULL,
	`filed_digest` text NOT NULL,
	`filed_at` text NOT NULL,
	`receipt_digest` text,
	FOREIGN KEY (`filing_id`) REFERENCES `filings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `receipts_filed_digest` ON `receipts` (`filed_digest`);--> statement-breakpoint
CREATE INDEX `receipts_receipt_digest` ON `receipts` (`receipt_digest`);--> statement-breakpoint
CREATE UNIQUE INDEX `receipts_number` ON `receipts` (`authority_code`,`year`,`number`);--> statement-breakpoint
CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`person_id` text,
	`name` text NOT NULL,
	`mode` text NOT NULL,
	`scopes` text NOT NULL,
	`locator` text NOT NULL,
	`digest` text NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`last_used_at` text,
	`revoked_at` text,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_locator_unique` ON `api_keys` (`locator`);--> statement-breakpoint
CREATE INDEX `api_keys_organisation` ON `api_keys` (`organisation_id`);--> statement-breakpoint
CREATE TABLE `organisations` (
	`id` text PRIMARY KEY NOT NULL,
	`role` text NOT NULL,
	`name` text NOT NULL,
	`uscc` text NOT NULL,
	`region_code` text NOT NULL,
	`authority_code` text,
	`agency_filing_no` text,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `organisations_uscc_unique` ON `organisations` (`uscc`);--> statement-breakpoint
CREATE UNIQUE INDEX `organisations_authority_code_unique` ON `organisations` (`authority_code`);--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`title` text,
	`created_at` text NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `people_organisation` ON `people` (`organisation_id`);--> statement-breakpoint
CREATE TABLE `probes` (
	`id` integer PRIMARY KEY NOT NULL,
	`token` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `secrets` (
	`name` text PRIMARY KEY NOT NULL,
	`ciphertext` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `audit_events` (
	`aggregate` text NOT NULL,
	`version` integer NOT NULL,
	`type` text NOT NULL,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`facts` text NOT NULL,
	`previous` text,
	`hash` text NOT NULL,
	PRIMARY KEY(`aggregate`, `version`)
);
--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`tenant_id` text NOT NULL,
	`key` text NOT NULL,
	`request_digest` text NOT NULL,
	`subject` text,
	`status` integer,
	`answer` text,
	`leased_until` text NOT NULL,
	`expires_at` text NOT NULL,
	PRIMARY KEY(`tenant_id`, `key`)
);
--> statement-breakpoint
CREATE INDEX `idempotency_keys_expiry` ON `idempotency_keys` (`expires_at`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`due_at` text NOT NULL,
	`attempts` integer NOT NULL,
	`leased_until` text,
	`done_at` text,
	`last_error` text
);
--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`done_at`,`due_at`);