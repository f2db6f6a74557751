CREATE TABLE `filing_letters` (
	`id` text PRIMARY KEY NOT NULL,
	`filing_id` text NOT NULL,
	`contract_id` text NOT NULL,
	`authority_code` text NOT NULL,
	`year` integer NOT NULL,
	`number` integer NOT NULL,
	`kind` text NOT NULL,
	`filing_version` integer NOT NULL,
	`elements` text NOT NULL,
	`reason` text NOT NULL,
	`due_on` text,
	`contact_person` text,
	`phone` text,
	`person_id` text,
	`submitted_at` text NOT NULL,
	`issued_at` text NOT NULL,
	`state` text NOT NULL,
	`digest` text,
	FOREIGN KEY (`filing_id`) REFERENCES `filings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `filing_letters_filing` ON `filing_letters` (`filing_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `filing_letters_number` ON `filing_letters` (`authority_code`,`year`,`kind`,`number`);--> statement-breakpoint
DROP INDEX `filings_contract_id_unique`;--> statement-breakpoint
CREATE INDEX `filings_contract` ON `filings` (`contract_id`);