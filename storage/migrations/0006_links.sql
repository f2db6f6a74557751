CREATE TABLE `link_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`link_id` text NOT NULL,
	`purpose` text NOT NULL,
	`seed` text NOT NULL,
	`covers` text NOT NULL,
	`tries` integer NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`used_at` text,
	FOREIGN KEY (`link_id`) REFERENCES `links`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `link_codes_link` ON `link_codes` (`link_id`,`purpose`,`id`);--> statement-breakpoint
CREATE INDEX `link_codes_expiry` ON `link_codes` (`expires_at`);--> statement-breakpoint
CREATE TABLE `link_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`digest` text NOT NULL,
	`link_id` text NOT NULL,
	`device_fingerprint` text NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`ended_at` text,
	FOREIGN KEY (`link_id`) REFERENCES `links`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `link_sessions_digest_unique` ON `link_sessions` (`digest`);--> statement-breakpoint
CREATE INDEX `link_sessions_expiry` ON `link_sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `links` (
	`id` text PRIMARY KEY NOT NULL,
	`envelope_id` text NOT NULL,
	`tenant_id` text NOT NULL,
	`mode` text NOT NULL,
	`order` integer NOT NULL,
	`origin` text NOT NULL,
	`version` integer NOT NULL,
	`seed` text NOT NULL,
	`digest` text NOT NULL,
	`name` text NOT NULL,
	`to` text NOT NULL,
	`channel` text NOT NULL,
	`to_fingerprint` text NOT NULL,
	`frame_origin` text,
	`return_url` text,
	`opened_at` text,
	`identity` text,
	`device_fingerprint` text,
	`consent_versions` text,
	`shown_digest` text,
	`shown_at` text,
	`read_digest` text,
	`read_at` text,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`revoked_at` text,
	FOREIGN KEY (`envelope_id`) REFERENCES `envelopes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `links_digest_unique` ON `links` (`digest`);--> statement-breakpoint
CREATE INDEX `links_envelope` ON `links` (`envelope_id`,`order`);--> statement-breakpoint
CREATE INDEX `links_recipient` ON `links` (`tenant_id`,`to_fingerprint`);--> statement-breakpoint
CREATE TABLE `messages` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`mode` text NOT NULL,
	`envelope_id` text NOT NULL,
	`link_id` text NOT NULL,
	`code_id` text,
	`kind` text NOT NULL,
	`channel` text NOT NULL,
	`to` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`via` text,
	`reference` text,
	`error` text,
	`created_at` text NOT NULL,
	`sent_at` text
);
--> statement-breakpoint
CREATE INDEX `messages_envelope` ON `messages` (`envelope_id`,`id`);--> statement-breakpoint
CREATE INDEX `messages_tenant` ON `messages` (`tenant_id`,`mode`,`id`);--> statement-breakpoint
CREATE TABLE `rate_counters` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`expires_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `rate_counters_expiry` ON `rate_counters` (`expires_at`);--> statement-breakpoint
DROP INDEX `envelopes_contract_id_unique`;--> statement-breakpoint
ALTER TABLE `envelopes` ADD `kind` text DEFAULT 'contract' NOT NULL;--> statement-breakpoint
ALTER TABLE `envelopes` ADD `flow` text DEFAULT 'sequential' NOT NULL;--> statement-breakpoint
ALTER TABLE `envelopes` ADD `previous_id` text;--> statement-breakpoint
ALTER TABLE `envelopes` ADD `expires_at` text;--> statement-breakpoint
ALTER TABLE `envelopes` ADD `reason` text;--> statement-breakpoint
ALTER TABLE `envelopes` ADD `terms` text;--> statement-breakpoint
ALTER TABLE `envelopes` ADD `first_document` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `envelopes_contract` ON `envelopes` (`contract_id`);--> statement-breakpoint
CREATE INDEX `envelopes_tenant` ON `envelopes` (`tenant_id`,`id`);--> statement-breakpoint
CREATE INDEX `envelopes_previous` ON `envelopes` (`previous_id`);--> statement-breakpoint
CREATE TABLE `__new_steps` (
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
	`trust` text,
	`audit_salt` text NOT NULL,
	`step` text DEFAULT '用印' NOT NULL,
	`recipient` text,
	PRIMARY KEY(`envelope_id`, `order`),
	FOREIGN KEY (`envelope_id`) REFERENCES `envelopes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_steps`("envelope_id", "seat", "order", "uscc", "organisation", "state", "signer", "signer_role", "seal_type", "signed_at", "digest", "trust", "audit_salt", "step", "recipient") SELECT "envelope_id", "seat", "order", "uscc", "organisation", "state", "signer", "signer_role", "seal_type", "signed_at", "digest", "trust", "audit_salt", '用印', NULL FROM `steps`;--> statement-breakpoint
DROP TABLE `steps`;--> statement-breakpoint
ALTER TABLE `__new_steps` RENAME TO `steps`;--> statement-breakpoint
CREATE INDEX `steps_uscc` ON `steps` (`uscc`);--> statement-breakpoint
ALTER TABLE `signings` ADD `field` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `signings` ADD `strokes_digest` text;