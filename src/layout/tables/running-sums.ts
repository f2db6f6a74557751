/** `start`, then the sum after each length: the edges of what lies side by side. */
export function runningSums(start: number, lengths: readonly number[]): number[] {
  const sums = [start];
  let sum = start;
  for (const length of lengths) {
    sum += length;
    sums.push(sum);
  }
  return sums;
}
