import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Rooms whose files take long, longest first: browsers and foreign programs, real processes, houses signing. */
const LONG = ["browser", "conformance", "runtimes", "cli", "app", "fidelity"];

/** Starts the files of rooms that take long before all others, so that at the end no worker waits for one of them. */
export class WaitersFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification): number => {
      const room = /\/tests\/([^/]+)\//.exec(moduleId)?.[1] ?? "";
      return LONG.includes(room) ? LONG.indexOf(room) : LONG.length;
    };
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}
