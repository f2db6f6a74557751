// Every property test draws from one seed, so that two runs of the suite ask the same questions. A nightly run asks others:
// `PROPERTY_SEED=$RANDOM npm test`; a failure prints the seed and the path that repeat it.
import { configureGlobal, readConfigureGlobal } from "fast-check";

const FIRST_SEED = 20_261_122;
const asked = process.env.PROPERTY_SEED;
const seed = asked === undefined ? FIRST_SEED : Number(asked);
if (!Number.isSafeInteger(seed))
  throw new RangeError(`PROPERTY_SEED "${asked}" is not a whole number: leave it out, or give one`);

configureGlobal({ ...readConfigureGlobal(), seed });
