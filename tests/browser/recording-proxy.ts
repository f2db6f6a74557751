import { createServer, request as ask } from "node:http";

/**
 * Passes everything on to a port of this machine and keeps what came: method, address, headers and body of each request. What a
 * browser sends is so seen on the wire, whichever engine it is.
 */
export async function recordingProxy(target: number) {
  const sent: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    const { method, url, headers } = incoming;
    const onward = ask({ host: "127.0.0.1", port: target, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    incoming.on("data", (part: Buffer) => {
      parts.push(part);
      onward.write(part);
    });
    incoming.on("end", () => {
      sent.push([url, JSON.stringify(headers), Buffer.concat(parts).toString("latin1")].join("\n"));
      onward.end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve());
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, sent, close };
}
