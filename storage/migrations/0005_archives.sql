CREATE TABLE `archives` (
	`envelope_id` text PRIMARY KEY NOT NULL,
	`level` text NOT NULL,
	`digest` text NOT NULL,
	`work` text NOT NULL,
	`archived_at` text,
	`renew_before` text,
	FOREIGN KEY (`envelope_id`) REFERENCES `envelopes`(`id`) ON UPDATE no action ON DELETE no action
);
