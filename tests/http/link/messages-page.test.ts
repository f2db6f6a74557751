import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenHouse, openHouse } from "../open-house.ts";

let open: OpenHouse;
beforeAll(async () => {
  open = await openHouse();
});
afterAll(() => open.close());

const typed = (body: BodyInit, type = "application/x-www-form-urlencoded") =>
  open.app.request("/messages", {
    method: "POST",
    body,
    headers: { "content-type": type },
    duplex: "half",
  } as RequestInit);

describe("the form of the messages page, which anybody may send", () => {
  it("is read no further than a key is long, whatever comes and however it calls itself", async () => {
    for (const type of ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b"]) {
      let given = 0;
      const endless = new ReadableStream<Uint8Array>({
        pull: (controller) => {
          given += 1;
          if (given > 1000) controller.close();
          else controller.enqueue(new Uint8Array(1024).fill(0x61));
        },
      });
      expect((await typed(endless, type)).status, type).toBe(403);
      expect(given, type).toBeLessThan(20);
    }
  });

  it("shows nothing to a key that is none", async () => {
    for (const body of ["", "key=", "key=zq_test_0", "key=%00%ff", "k%", "key=a&key=b"]) {
      const answer = await typed(body);
      expect(answer.status, body).toBe(403);
      expect(await answer.text(), body).not.toContain("/s/");
    }
  });

  it("shows a live key none of the texts that went out", async () => {
    const key = open.keys["agency"] ?? "";
    const answer = await typed(new URLSearchParams({ key }).toString());
    expect(answer.status).toBe(200);
    expect(await answer.text()).not.toContain("/s/");
  });
});
