CREATE TABLE `seal_uses` (
	`id` text PRIMARY KEY NOT NULL,
	`seal_id` text NOT NULL,
	`envelope_id` text NOT NULL,
	`seat` text NOT NULL,
	`person_id` text,
	`key_id` text NOT NULL,
	`digest` text NOT NULL,
	`standing` text NOT NULL,
	`used_at` text NOT NULL,
	FOREIGN KEY (`seal_id`) REFERENCES `seals`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `seal_uses_seal` ON `seal_uses` (`seal_id`,`id`);--> statement-breakpoint
CREATE TABLE `seals` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`mode` text NOT NULL,
	`kind` text NOT NULL,
	`drawing` text NOT NULL,
	`picture_digest` text,
	`user_ids` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `seals_tenant` ON `seals` (`tenant_id`,`mode`,`id`);