// Signing in through an identity provider (IDN-4), a real one: the code flow with PKCE from the button to the session, and
// what is refused on the way. Nobody becomes a user by it.
import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Api, type Refused } from "../../tools/demo/api.ts";
import { freePort, Programs, until } from "../../tools/demo/programs.ts";
import { makePassword, tokenIn, tokensBy } from "../../tools/demo/setup.ts";
import type { Row } from "../../tools/demo/shapes.ts";

const programs = process.env.PLATEN_PROGRAMS;
const modules = process.env.PLATEN_OIDC;
if (!programs || !modules) throw new Error("PLATEN_PROGRAMS or PLATEN_OIDC is not set; run ./dev test system");
const { default: Provider } = await import(join(modules, "node_modules/oidc-provider/lib/index.js"));

const folder = mkdtempSync(join(tmpdir(), "platen-oidc-"));
// The private database runs as an unprivileged user, who must get through.
chmodSync(folder, 0o755);
const port = await freePort(0);
const base = `http://127.0.0.1:${port}`;
const providerPort = await freePort(0);
const issuer = `http://127.0.0.1:${providerPort}`;
const redirect = `${base}/sign-in/callback`;
const client = { id: "platen", secret: "a secret of 30 characters: +%&=" };
const children = new Programs(join(folder, "logs"));
const tokenFor = tokensBy(join(programs, "server/platen"), join(folder, "platen.toml"));
const log = join(folder, "logs", "platen.log");

// Who sits at the provider's page, and what it says of them.
let who = "ada";
const people: Record<string, Row> = {
    ada: { email: "Ada@Operator.example", email_verified: true },
    eve: { email: "ada@operator.example", email_verified: false },
    nobody: { email: "nobody@elsewhere.example", email_verified: true },
    nameless: {},
    // Another claim than "email" is used as the address, and says the same, or not.
    alias: { email: "ada@operator.example", email_verified: true, upn: "ADA@operator.example" },
    impostor: { email: "impostor@operator.example", email_verified: true, upn: "ada@operator.example" },
    unnamed: { email_verified: true, upn: "ada@operator.example" },
    // Invited, and comes by the provider instead of the link.
    ben: { email: "ben@operator.example", email_verified: true },
};
// Claims that the provider leaves out of the ID token, and tells only who asks.
let kept: string[] = [];

let server: Server | undefined;
const keys = new Map<string, Row>();
const keyOf = (kid: string): Row => {
    const known = keys.get(kid) ?? {
        ...generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" }),
        kid,
        use: "sig",
        alg: "RS256",
    };
    keys.set(kid, known);
    return known;
};
// `inToken`: whether the claims stand in the ID token, or only in the provider's answer about the user.
async function serveProvider(kid: string, inToken: boolean): Promise<void> {
    if (server) await new Promise((resolve) => server?.close(resolve).closeAllConnections());
    const provider = new Provider(issuer, {
        clients: [
            {
                client_id: client.id,
                client_secret: client.secret,
                redirect_uris: [redirect],
                grant_types: ["authorization_code"],
                response_types: ["code"],
            },
        ],
        jwks: { keys: [keyOf(kid)] },
        cookies: { keys: ["one"] },
        pkce: { required: () => true },
        claims: { openid: ["sub"], email: ["email", "email_verified", "upn"] },
        conformIdTokenClaims: !inToken,
        features: { devInteractions: { enabled: false } },
        interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
        findAccount: (_context: unknown, accountId: string) => ({
            accountId,
            claims: (use: string) =>
                Object.fromEntries(
                    Object.entries({ sub: accountId, ...people[accountId] }).filter(
                        ([name]) => use !== "id_token" || !kept.includes(name),
                    ),
                ),
        }),
        loadExistingGrant: async (context: Row) => {
            const grant = new context.oidc.provider.Grant({
                clientId: client.id,
                accountId: context.oidc.session.accountId,
            });
            grant.addOIDCScope("openid email");
            await grant.save();
            return grant;
        },
    });
    const serve = provider.callback() as (request: IncomingMessage, response: ServerResponse) => void;
    server = createServer((request, response) => {
        if (request.url?.startsWith("/interaction/"))
            void provider.interactionFinished(request, response, { login: { accountId: who } });
        else serve(request, response);
    });
    await new Promise<void>((resolve) => server?.listen(providerPort, "127.0.0.1", resolve));
}

// A browser at an address of its own: keeps cookies for each of the two, and stops at the portal's address.
let browsers = 0;
class Browser {
    readonly #cookies = new Map<string, string>();
    readonly #of: string;
    readonly #address = `127.0.1.${(browsers += 1)}`;

    constructor(of = organization) {
        this.#of = of;
    }

    async call(url: string, body?: unknown): Promise<Response> {
        const origin = new URL(url).origin;
        const mine = [...this.#cookies].filter(([name]) => name.startsWith(`${origin} `));
        const response = await fetch(url, {
            method: body === undefined ? "GET" : "POST",
            redirect: "manual",
            headers: {
                ...(origin === base ? { "x-forwarded-for": this.#address } : {}),
                cookie: mine.map(([name, value]) => `${name.split(" ")[1]}=${value}`).join("; "),
                ...(body === undefined ? {} : { "content-type": "application/json", origin }),
            },
            body: body === undefined ? undefined : JSON.stringify(body),
        });
        for (const set of response.headers.getSetCookie()) {
            const [pair = ""] = set.split(";");
            const [name = "", ...value] = pair.split("=");
            this.#cookies.set(`${origin} ${name}`, value.join("="));
        }
        return response;
    }
    async post(path: string, body: unknown): Promise<{ status: number; body: Row }> {
        const response = await this.call(`${base}/api/v1${path}`, body);
        return { status: response.status, body: (await response.json()) as Row };
    }
    // From the button to what the provider sends back.
    async answer(): Promise<URLSearchParams> {
        const begun = await this.post("/provider-sign-ins", { organization_id: this.#of });
        assert.equal(begun.status, 201, JSON.stringify(begun.body));
        let url = String(begun.body.authorization_url);
        for (let hop = 0; !url.startsWith(redirect); hop += 1) {
            assert.ok(hop < 8, url);
            const response = await this.call(url);
            assert.ok(response.status >= 300 && response.status < 400, `${url}: ${response.status}`);
            url = new URL(response.headers.get("location") ?? "", url).href;
        }
        return new URL(url).searchParams;
    }
    complete(answer: URLSearchParams): Promise<{ status: number; body: Row }> {
        return this.post("/provider-sign-ins/completions", Object.fromEntries(answer));
    }
    async signIn(): Promise<{ status: number; body: Row }> {
        return this.complete(await this.answer());
    }
}

let api: Api;
let organization = "";
const provider = (more: Row = {}): Row => ({
    issuer,
    client_id: client.id,
    client_secret: client.secret,
    email_claim: "email",
    enabled: true,
    ...more,
});
const setUp = async (more: Row = {}): Promise<Row> => {
    const { version } = await api.get("/identity-provider");
    return api.put("/identity-provider", provider(more), { version });
};

before(async () => {
    await serveProvider("first", true);
    const config = join(folder, "platen.toml");
    writeFileSync(
        config,
        `listen = "127.0.0.1:${port}"\npublic_url = "${base}"\ndata = "${join(folder, "data")}"\n` +
            `[http]\ntrusted_proxies = ["127.0.0.1"]\n[sessions]\ninternal_providers = true\n[metrics]\nlisten = ""\n`,
    );
    children.start("platen", join(programs, "server/platen"), ["serve", "--config", config]);
    const token = await until("the setup link", 120, () => Promise.resolve(tokenIn(readFileSync(log, "utf8"))));
    api = new Api(base);
    const session = await api.post("/setup", {
        token,
        password: makePassword(),
        email: "ada@operator.example",
        first_name: "Ada",
        last_name: "Berg",
        organization_name: "Operator",
    });
    organization = String(session.organization.id);
});
after(async () => {
    await children.stop();
    server?.close().closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
});

test("who is a user signs in through the provider, and the sign-in page offers it (IDN-4)", async () => {
    const set = await setUp();
    assert.equal(set.has_client_secret, true);
    assert.equal(set.redirect_uri, redirect);
    assert.ok(!JSON.stringify(set).includes("30 characters"), "the secret is not shown");
    const offered = (await (await fetch(`${base}/api/v1/sign-in-providers`)).json()) as Row;
    assert.deepEqual(offered.items, [{ organization_id: organization, organization_name: "Operator" }]);

    who = "ada";
    const browser = new Browser();
    const done = await browser.signIn();
    assert.equal(done.status, 201, JSON.stringify(done.body));
    assert.equal(done.body.user.email, "ada@operator.example");
    const sessions = (await (await browser.call(`${base}/api/v1/sessions`)).json()) as Row;
    assert.equal(sessions.items.find((one: Row) => one.current).method, "provider");
    const [event] = await api.all("/audit-events", { query: { action: "session.created" } });
    assert.equal(event?.after.identity_provider, issuer);
});

test("what the provider keeps out of the token is asked from it (IDN-4)", async () => {
    await serveProvider("first", false);
    who = "ada";
    const done = await new Browser().signIn();
    assert.equal(done.status, 201, JSON.stringify(done.body));
    await serveProvider("first", true);
});

test("a provider that has changed its keys is believed with the new ones (IDN-4)", async () => {
    assert.equal((await new Browser().signIn()).status, 201);
    await serveProvider("second", true);
    const done = await new Browser().signIn();
    assert.equal(done.status, 201, JSON.stringify(done.body));
});

// Without it, anybody could come with the address of somebody else at a provider that says so elsewhere only.
test("whether the address is verified is asked from the provider where the token does not say it (IDN-4)", async () => {
    kept = ["email_verified"];
    who = "ada";
    const done = await new Browser().signIn();
    assert.equal(done.status, 201, JSON.stringify(done.body));
    who = "eve";
    assert.equal((await new Browser().signIn()).body.code, "provider_email_unverified");
    kept = [];
    who = "ada";
});

test("a claim other than the e-mail address counts only where it says the verified address (IDN-4)", async () => {
    await setUp({ email_claim: "upn" });
    for (const [person, status, code] of [
        ["alias", 201, undefined],
        ["impostor", 401, "provider_email_unverified"],
        ["unnamed", 401, "provider_email_unverified"],
        ["ada", 401, "provider_token_refused"],
    ]) {
        who = String(person);
        const done = await new Browser().signIn();
        assert.equal(done.status, status, `${who}: ${JSON.stringify(done.body)}`);
        assert.equal(done.body.code, code, who);
    }
    who = "ada";
    await setUp();
});

test("who is invited and comes by the provider is active from then on, and the invitation ends (IDN-1, IDN-5)", async () => {
    const invited = await api.post("/users", {
        email: "ben@operator.example",
        first_name: "Ben",
        last_name: "Berg",
        language: "en",
        time_zone: "UTC",
        roles: ["warehouse"],
    });
    const token = await tokenFor(invited.email, invited.organization_id);
    const browser = new Browser();
    assert.equal((await browser.post("/setup-checks", { token })).status, 200);
    who = "ben";
    assert.equal((await browser.signIn()).status, 201);
    assert.equal((await browser.post("/setup-checks", { token })).body.code, "setup_link_invalid");
    const [event, ...more] = await api.all("/audit-events", {
        query: { action: "user.activated", object_id: invited.id },
    });
    assert.equal(more.length, 0);
    assert.deepEqual([event?.before.state, event?.after.state], ["invited", "active"]);
    assert.equal(event?.actor_name, "ben@operator.example");
    assert.equal((await browser.signIn()).status, 201);
    const again = await api.all("/audit-events", { query: { action: "user.activated", object_id: invited.id } });
    assert.equal(again.length, 1, "once");
    who = "ada";
});

// A customer's organization with a provider of its own.
async function makeCustomer(name: string, more: Row = {}): Promise<string> {
    const { id } = await api.post("/organizations", { name });
    await api.put("/identity-provider", provider(more), { version: 0, as: String(id) });
    return String(id);
}
async function refusals(id: string): Promise<string[]> {
    const rows = await api.all("/audit-events", { query: { outcome: "refused", of_organization_id: id } });
    return rows
        .filter((row) => row.organization_id === id)
        .map((row) => `${row.action} ${row.object_name} ${row.after.reason}`);
}

test("each kind of refusal of a sign-in by provider is told to the organization whose provider it is (IDN-5)", async () => {
    const customer = await makeCustomer("Bakery");
    const before = (await refusals(organization)).length;
    const began = new Browser(customer);
    const answer = await began.answer();

    const otherState = new URLSearchParams(answer);
    otherState.set("state", "another");
    assert.equal((await began.complete(otherState)).body.code, "provider_sign_in_unknown");
    const otherIssuer = new URLSearchParams(answer);
    otherIssuer.set("iss", "https://login.elsewhere.example");
    assert.equal((await began.complete(otherIssuer)).body.code, "provider_token_refused");
    const otherCode = new URLSearchParams(answer);
    otherCode.set("code", "made-up");
    assert.equal((await began.complete(otherCode)).body.code, "provider_token_refused");
    for (const [person, code] of [
        ["ada", "provider_account_unknown"],
        ["eve", "provider_email_unverified"],
        ["nameless", "provider_token_refused"],
    ]) {
        who = String(person);
        assert.equal((await new Browser(customer).signIn()).body.code, code);
    }
    who = "ada";
    const told = (await refusals(customer)).sort();
    assert.deepEqual(told, [
        "session.refused  provider_sign_in_unknown",
        "session.refused  provider_token_refused",
        "session.refused  provider_token_refused",
        "session.refused  provider_token_refused",
        "session.refused ada@operator.example provider_account_unknown",
        "session.refused ada@operator.example provider_email_unverified",
    ]);
    assert.equal(
        (await refusals(organization)).length,
        before,
        "nobody else, not even where the address has an account",
    );
});

test("a provider that hangs keeps nobody of another organization out (IDN-4)", async () => {
    let url = "";
    let asked = () => {};
    const called = new Promise<void>((resolve) => (asked = resolve));
    // It says what it is, and exchanges no code.
    const slow = createServer((request, response) => {
        if (request.url === "/token") asked();
        else
            response.end(
                JSON.stringify({
                    issuer: url,
                    authorization_endpoint: `${url}/authorize`,
                    token_endpoint: `${url}/token`,
                    jwks_uri: `${url}/keys`,
                }),
            );
    });
    const slowPort = await freePort(0);
    await new Promise<void>((resolve) => slow.listen(slowPort, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${slowPort}`;
    const customer = await makeCustomer("Slow", { issuer: url });
    const waiting = Array.from({ length: 5 }, async () => {
        const browser = new Browser(customer);
        const begun = await browser.post("/provider-sign-ins", { organization_id: customer });
        const state = new URL(String(begun.body.authorization_url)).searchParams.get("state") ?? "";
        return browser.complete(new URLSearchParams({ code: "any", state }));
    });
    await called;
    const done = await new Browser().signIn();
    assert.equal(done.status, 201, JSON.stringify(done.body));
    const codes = (await Promise.all(waiting)).map(({ body }) => String(body.code));
    assert.ok(codes.includes("provider_unreachable"), codes.join());
    assert.ok(codes.includes("provider_busy"), codes.join());
    assert.ok(
        codes.every((code) => ["provider_unreachable", "provider_busy"].includes(code)),
        codes.join(),
    );
    slow.close().closeAllConnections();
});

test("nobody becomes a user, and only a verified address counts (IDN-4)", async () => {
    const users = (await api.all("/users")).length;
    for (const [person, code] of [
        ["nobody", "provider_account_unknown"],
        ["eve", "provider_email_unverified"],
        ["nameless", "provider_token_refused"],
    ]) {
        who = String(person);
        const refused = await new Browser().signIn();
        assert.equal(refused.status, 401);
        assert.equal(refused.body.code, code);
    }
    assert.equal((await api.all("/users")).length, users);
    who = "ada";
});

test("an answer counts once, and only in the browser that began it (IDN-4)", async () => {
    const mine = new Browser();
    const answer = await mine.answer();
    const other = new Browser();
    assert.equal((await other.complete(answer)).body.code, "provider_sign_in_unknown");
    // A victim's browser that has begun one of its own does not take the attacker's answer.
    await other.answer();
    assert.equal((await other.complete(answer)).body.code, "provider_sign_in_unknown");
    const foreign = new URLSearchParams(answer);
    foreign.set("iss", "https://login.elsewhere.example");
    assert.equal((await mine.complete(foreign)).body.code, "provider_token_refused");
    assert.equal((await mine.complete(answer)).status, 201);
    assert.equal((await mine.complete(answer)).status, 401);
    const wrong = new Browser();
    const changed = new URLSearchParams(await wrong.answer());
    changed.set("code", "made-up");
    assert.equal((await wrong.complete(changed)).body.code, "provider_token_refused");
});

test("a wrong secret, another issuer and a provider that is not there are named (IDN-4)", async () => {
    await setUp({ client_secret: "another" });
    assert.equal((await new Browser().signIn()).body.code, "provider_token_refused");
    await setUp();
    for (const bad of ["ftp://127.0.0.1", "http://127.0.0.1:1", `${issuer}/`, `${issuer}?x=1`]) {
        await assert.rejects(setUp({ issuer: bad }), (error: Refused) => error.status === 400 || error.status === 422);
    }
    await setUp({ enabled: false });
    assert.equal(
        (await new Browser().post("/provider-sign-ins", { organization_id: organization })).body.code,
        "not_found",
    );
    const offered = (await (await fetch(`${base}/api/v1/sign-in-providers`)).json()) as Row;
    assert.deepEqual(offered.items, []);
    await setUp();
});
