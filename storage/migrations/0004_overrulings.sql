CREATE TABLE `overrulings` (
	`id` text PRIMARY KEY NOT NULL,
	`filing_id` text NOT NULL,
	`finding` text NOT NULL,
	`pointer` text NOT NULL,
	`reason` text NOT NULL,
	`authority_code` text NOT NULL,
	`person_id` text,
	`filing_version` integer NOT NULL,
	`created_at` text NOT NULL,
	`withdrawn_at` text,
	FOREIGN KEY (`filing_id`) REFERENCES `filings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `overrulings_filing` ON `overrulings` (`filing_id`);--> statement-breakpoint
CREATE INDEX `contracts_number` ON `contracts` (`tenant_id`,`mode`,`contract_no`);--> statement-breakpoint
CREATE INDEX `steps_uscc` ON `steps` (`uscc`);