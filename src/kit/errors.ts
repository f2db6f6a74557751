/**
 * The one way a stage says "it could not be done". `code` comes from the stage's closed union
 * (`stage.what_happened`) and is public; `facts` are what a caller needs to act, free of secrets and personal data.
 * What is wrong with a contract is a finding (a value), never a HouseError.
 */
export class HouseError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(
    code: Code,
    message: string,
    facts: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
    this.facts = facts;
  }
}
