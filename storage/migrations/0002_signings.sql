CREATE TABLE `signings` (
	`id` text PRIMARY KEY NOT NULL,
	`envelope_id` text NOT NULL,
	`seat` text NOT NULL,
	`bound_to` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`signer` text NOT NULL,
	`signer_role` text NOT NULL,
	`seal_type` text NOT NULL,
	`seal_standing` text NOT NULL,
	`algorithm` text NOT NULL,
	`public_key` text NOT NULL,
	`certificate` text NOT NULL,
	`chain` text NOT NULL,
	`previous_digest` text NOT NULL,
	`prepared_digest` text,
	`trust` text NOT NULL,
	`signed_at` text,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	FOREIGN KEY (`envelope_id`) REFERENCES `envelopes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `signings_envelope` ON `signings` (`envelope_id`);--> statement-breakpoint
ALTER TABLE `steps` ADD `trust` text;