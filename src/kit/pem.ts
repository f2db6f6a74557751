import { toBase64 } from "./bytes.ts";

/** A certificate as PEM text (RFC 7468), with its line end; several simply follow one another. */
export const certificatePem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${toBase64(der).replaceAll(/.{64}/g, "$&\n").trimEnd()}\n-----END CERTIFICATE-----\n`;
