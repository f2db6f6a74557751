import { StoreError } from "../ports/store.ts";

const ATTEMPTS = 4;

/**
 * Runs a decision that reads, then commits. When somebody else made the version first it reads again, so that the loser
 * of a race hears what is true now (`app.already_accepted` …) instead of a conflict; after four losses the conflict stands.
 */
export async function decide<Outcome>(attempt: () => Promise<Outcome>): Promise<Outcome> {
  for (let left = ATTEMPTS - 1; ; left -= 1) {
    try {
      return await attempt();
    } catch (error) {
      const lost = error instanceof StoreError && error.code === "store.version_conflict";
      if (!lost || left === 0) throw error;
    }
  }
}
