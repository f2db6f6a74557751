/** The only source of "now". Tests fix it; production reads the system. Zone questions belong to kit/dates. */
export interface Clock {
  now(): Date;
}
