/** What the demo calls its keys, and knows those of earlier starts by. */
export const DEMO_KEY_NAME = "演示";
