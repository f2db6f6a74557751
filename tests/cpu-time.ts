/**
 * Milliseconds of CPU this process has spent since `process.cpuUsage()` was asked. Bounds on hostile input are put on this and
 * not on the clock: machines are shared, and a neighbour's load is no fault of ours.
 */
export function cpuMillisecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
