import { Hono } from "hono";
import { methodNotAllowed } from "hono/method-not-allowed";
import { openAPIRouteHandler } from "hono-openapi";
import type { House } from "../app/house.ts";
import { type AddressOf, behindProxy } from "./client-address.ts";
import type { Env } from "./env.ts";
import { type Fault, faultResponse } from "./fault-response.tsx";
import { HttpError } from "./http-error.ts";
import { needKey } from "./need-key.ts";
import { openApiDocument } from "./openapi-document.ts";
import { requestFrame, wireVersion } from "./request-frame.ts";
import { apiKeys } from "./routes/api-keys.ts";
import { checks } from "./routes/checks.ts";
import { contracts } from "./routes/contracts.ts";
import { envelopes } from "./routes/envelopes.ts";
import { filings } from "./routes/filings.ts";
import { forms } from "./routes/forms.ts";
import { reports } from "./routes/reports.ts";
import { organisations } from "./routes/organisations.ts";
import { metrics } from "./routes/metrics.ts";
import { people } from "./routes/people.ts";
import { pki } from "./routes/pki.ts";
import { problemPages } from "./routes/problem-pages.tsx";
import { publicPages } from "./routes/public-pages.tsx";
import { receipts } from "./routes/receipts.ts";
import { type PublicFile, reference } from "./routes/reference.tsx";
import { rulePages, rules } from "./routes/rules.tsx";
import { seals } from "./routes/seals.ts";
import { system } from "./routes/system.ts";
import { signingLinks } from "./routes/signing-links.ts";
import { signPages } from "./routes/sign-pages.tsx";
import { signings } from "./routes/signings.ts";
import { messagePages } from "./routes/message-pages.tsx";
import { messages } from "./routes/messages.ts";
import { work } from "./routes/work.ts";
import { templates } from "./routes/templates.ts";
import { verifyPageFiles } from "./routes/verify-page-files.ts";
import { verifications } from "./routes/verifications.ts";
import { securityHeaders } from "./security-headers.ts";

/** What the runtime lends the app beside the house. */
export type Surroundings = {
  readonly publicFile: PublicFile;
  /** Told once of every fault of ours; the only place where one is logged. */
  readonly report: (fault: Fault) => void;
  /** Where a request comes from; behind a reverse proxy of one's own when not given. */
  readonly addressOf?: AddressOf;
};

/** The whole of HTTP: `/v1`, its description, the public pages. Holds nothing between requests. */
export function createApp(house: House, surroundings: Surroundings): Hono<Env> {
  const app = new Hono<Env>();
  const notAllowed = (methods: readonly string[]) =>
    new HttpError("http.method_not_allowed", `此地址只接受 ${methods.join("、")}。`);
  const answer = { publicUrl: house.publicUrl, report: surroundings.report };

  app.onError((error, c) => faultResponse(c, error, answer));
  app.notFound((c) =>
    faultResponse(c, new HttpError("http.not_found", "没有这个地址，可用的地址见 /openapi.json。"), answer),
  );
  app.use(requestFrame(house, surroundings.addressOf ?? behindProxy), securityHeaders());
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: async (c, methods) => {
        const refused = await faultResponse(c, notAllowed(methods), answer);
        refused.headers.set("Allow", methods.join(", "));
        return refused;
      },
    }),
  );
  app.route("/v1", version1());
  app.route("/s", signingLinks);
  app.get("/openapi.json", openAPIRouteHandler(app, { documentation: openApiDocument(house.publicUrl) }));
  app.route("/problems", problemPages);
  app.route("/pki", pki);
  app.route("/", metrics);
  app.route("/", system);
  app.route("/", reference(surroundings.publicFile));
  app.route("/", signPages(surroundings.publicFile));
  app.route("/", verifyPageFiles(surroundings.publicFile));
  app.route("/", messagePages);
  app.route("/", publicPages);
  app.route("/", rulePages);
  return app;
}

/** `/v1`: receipts, verifications and rules are public, everything else needs a key. */
function version1(): Hono<Env> {
  const v1 = new Hono<Env>();
  v1.use(wireVersion());
  v1.route("/receipts", receipts);
  v1.route("/verifications", verifications);
  v1.route("/rules", rules);
  const keyed = {
    organisations,
    people,
    "api-keys": apiKeys,
    contracts,
    checks,
    envelopes,
    seals,
    signings,
    filings,
    templates,
    forms,
    reports,
    messages,
    work,
  };
  for (const [path, routes] of Object.entries(keyed)) {
    v1.use(`/${path}/*`, needKey());
    v1.route(`/${path}`, routes);
  }
  return v1;
}
