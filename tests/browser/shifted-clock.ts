const RealDate = Date;
let shiftMs = 0;

/** The machine's clock and so much more. */
class ShiftedDate extends RealDate {
  constructor(...parts: readonly unknown[]) {
    // What is asked for as a date stays that date; only "now" is another.
    super(...((parts.length === 0 ? [RealDate.now() + shiftMs] : parts) as [number]));
  }
  static override now(): number {
    return RealDate.now() + shiftMs;
  }
}

/** The clock of this process, and of the house that runs in it, goes on by so many seconds: nobody has to wait for a minute to pass. */
export function clockGoesOn(seconds: number): void {
  shiftMs += seconds * 1000;
  globalThis.Date = ShiftedDate as DateConstructor;
}

/** The clock of the machine again. */
export function clockIsRight(): void {
  shiftMs = 0;
  globalThis.Date = RealDate;
}
