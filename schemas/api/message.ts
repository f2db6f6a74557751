/**
 * What a message is about. Gateways of China send only templates that were approved beforehand, one a kind:
 * invitation 邀请签署 · code 验证码 · reminder 催签 · completed 已完成 · declined 已拒签 · voided 已撤销 · extended 已延期 ·
 * transferred 已转交.
 */
export const MESSAGE_KINDS = [
  "invitation",
  "code",
  "reminder",
  "completed",
  "declined",
  "voided",
  "extended",
  "transferred",
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];
