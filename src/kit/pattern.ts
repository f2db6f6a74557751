const compiled = new Map<string, RegExp>();

/** The compiled form of a pattern from our own data, with the u flag, made once. Never for texts of others: it is kept. */
export function pattern(source: string): RegExp {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  const made = new RegExp(source, "u");
  compiled.set(source, made);
  return made;
}
