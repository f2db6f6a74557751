/** For a Java judge that lives for seconds: no thorough compiling of what soon ends, one thread to collect garbage. */
export const SHORT_LIVED = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"] as const;
