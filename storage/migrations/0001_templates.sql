CREATE TABLE `templates` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`mode` text NOT NULL,
	`name` text NOT NULL,
	`variant` text NOT NULL,
	`form` text NOT NULL,
	`digest` text NOT NULL,
	`size` integer NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` text NOT NULL,
	`published_at` text,
	FOREIGN KEY (`tenant_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `templates_tenant` ON `templates` (`tenant_id`,`mode`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `templates_digest` ON `templates` (`tenant_id`,`mode`,`digest`,`variant`,`form`);--> statement-breakpoint
ALTER TABLE `contracts` ADD `template_id` text;--> statement-breakpoint
ALTER TABLE `contracts` ADD `template_digest` text;