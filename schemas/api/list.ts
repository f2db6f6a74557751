import { z } from "zod";

/** How a list is asked for (conventions §1): by cursor, never by offset. Newest first. */
export const ListQuery = z
  .object({
    limit: z.coerce.number().int().min(1).max(100).default(20),
    starting_after: z.string().max(64).optional().describe("id of the last item of the page before"),
    ending_before: z.string().max(64).optional().describe("id of the first item of the page after"),
  })
  .strict()
  .refine((query) => query.starting_after === undefined || query.ending_before === undefined, {
    message: "starting_after 与 ending_before 只能给一个",
    path: ["ending_before"],
  });
export type ListQuery = z.infer<typeof ListQuery>;

/** One page: `has_more` tells whether more items lie in the direction asked for. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ data: z.array(item), has_more: z.boolean() });

/** Text the caller keeps with a resource for itself; we neither read nor show it to others. */
export const Metadata = z
  .record(z.string().min(1).max(40), z.string().max(500))
  .refine((entries) => Object.keys(entries).length <= 20, { message: "metadata 最多 20 项" });
export type Metadata = z.infer<typeof Metadata>;
