import type { ListQuery } from "../../schemas/api/list.ts";
import type { PageRequest } from "../ports/store.ts";

/** A list query in the store's words. */
export const pageRequest = (query: ListQuery): PageRequest => ({
  limit: query.limit,
  after: query.starting_after,
  before: query.ending_before,
});
