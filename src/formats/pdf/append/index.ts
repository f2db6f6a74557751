/** Appending a revision: needs the strict reader's file and web standards only. */
export {
  appendRevision,
  type AppendedObjects,
  nextNumber,
  type ObjectBody,
  writeStream,
} from "./append-revision.ts";
export {
  writeDate,
  writeDictionary,
  writeName,
  writeNumber,
  writeObject,
  writeText,
} from "./write-object.ts";
