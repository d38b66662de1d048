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
import { makePassword, tokenIn } from "../../tools/demo/setup.ts";
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
const log = join(folder, "logs", "platen.log");

// Who sits at the provider's page, and what it says of them.
let who = "ada";
const people: Record<string, Row> = {
    ivy: { email: "ivy@operator.example", email_verified: true },
    // Their address stands in a claim of another name.
    max: { email: "Ada@operator.example", email_verified: true, upn: "ada@operator.example" },
    mallory: { email: "mallory@elsewhere.example", email_verified: true, upn: "ada@operator.example" },
    mute: { email_verified: true, upn: "ada@operator.example" },
    ada: { email: "Ada@Operator.example", email_verified: true },
    eve: { email: "ada@operator.example", email_verified: false },
    nobody: { email: "nobody@elsewhere.example", email_verified: true },
    nameless: {},
};

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
// How often the provider was asked about a user.
let asked = 0;
// `inToken`: which claims stand in the ID token; the others are in the provider's answer about the user alone.
const all = ["email", "email_verified", "upn"];
async function serveProvider(kid: string, inToken: string[]): Promise<void> {
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
        claims: { openid: ["sub"], email: all },
        conformIdTokenClaims: false,
        features: { devInteractions: { enabled: false } },
        interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
        findAccount: (_context: unknown, accountId: string) => ({
            accountId,
            claims: (use: string) => ({
                sub: accountId,
                ...Object.fromEntries(
                    Object.entries(people[accountId] ?? {}).filter(
                        ([name]) => use !== "id_token" || inToken.includes(name),
                    ),
                ),
            }),
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
        else {
            if (request.url?.startsWith("/me")) asked += 1;
            serve(request, response);
        }
    });
    await new Promise<void>((resolve) => server?.listen(providerPort, "127.0.0.1", resolve));
}

// A browser: keeps cookies for each of the two, and stops at the portal's address.
let browsers = 0;
class Browser {
    readonly #address = `198.51.100.${(browsers += 1)}`;
    readonly #cookies = new Map<string, string>();

    async call(url: string, body?: unknown): Promise<Response> {
        const origin = new URL(url).origin;
        const mine = [...this.#cookies].filter(([name]) => name.startsWith(`${origin} `));
        const response = await fetch(url, {
            method: body === undefined ? "GET" : "POST",
            redirect: "manual",
            headers: {
                "x-forwarded-for": this.#address,
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
        const begun = await this.post("/provider-sign-ins", { organization_id: organization });
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
    await serveProvider("first", all);
    const config = join(folder, "platen.toml");
    writeFileSync(
        config,
        `listen = "127.0.0.1:${port}"\npublic_url = "${base}"\ndata = "${join(folder, "data")}"\n` +
            // Each browser of the tests is at an address of its own.
            `[http]\ntrusted_proxies = ["127.0.0.1"]\n` +
            `[sessions]\ninternal_providers = true\nplain_http = true\n[metrics]\nlisten = ""\n`,
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
    who = "ada";
    // None of them, the address alone, its verification alone: what is missing is asked for.
    for (const [inToken, questions] of [
        [[], 1],
        [["email"], 1],
        [["email_verified"], 1],
        [all, 0],
    ] as const) {
        await serveProvider("first", [...inToken]);
        asked = 0;
        const done = await new Browser().signIn();
        assert.equal(done.status, 201, `${inToken.join()}: ${JSON.stringify(done.body)}`);
        assert.equal(asked, questions, inToken.join());
    }
});

test("a provider that has changed its keys is believed with the new ones (IDN-4)", async () => {
    assert.equal((await new Browser().signIn()).status, 201);
    await serveProvider("second", all);
    const done = await new Browser().signIn();
    assert.equal(done.status, 201, JSON.stringify(done.body));
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

test("an address in another claim has to be the verified one (IDN-4)", async () => {
    await setUp({ email_claim: "upn" });
    for (const [person, status, code] of [
        ["max", 201, undefined],
        ["mallory", 401, "provider_email_unverified"],
        ["mute", 401, "provider_email_unverified"],
    ] as const) {
        who = person;
        const done = await new Browser().signIn();
        assert.equal(done.status, status, JSON.stringify(done.body));
        assert.equal(done.body.code, code);
    }
    who = "ada";
    await setUp();
});

test("who was invited is active after signing in, and the link of the invitation has ended (IDN-4, IDN-5)", async () => {
    const invited = await api.post("/users", {
        email: "ivy@operator.example",
        first_name: "Ivy",
        last_name: "Berg",
        language: "en",
        time_zone: "UTC",
        roles: ["warehouse"],
    });
    who = "ivy";
    for (const _ of ["once", "again"]) assert.equal((await new Browser().signIn()).status, 201);
    who = "ada";
    const token = decodeURIComponent(String(invited.setup_link).split("#")[1] ?? "");
    const stale = await new Browser().post("/setup", { token, password: makePassword() });
    assert.equal(stale.body.code, "setup_link_invalid");
    const events = await api.all("/audit-events", { query: { action: "user.activated" } });
    const mine = events.filter(({ object_id }: Row) => object_id === invited.id);
    assert.equal(mine.length, 1, "once");
    assert.equal(mine[0]?.actor_name, "ivy@operator.example");
    assert.deepEqual([mine[0]?.before.state, mine[0]?.after.state], ["invited", "active"]);
});

test("each sign-in that is refused is in the audit log of the organization (IDN-5)", async () => {
    // A customer with the same provider, where nobody of these people is.
    const customer = await api.post("/organizations", { name: "Northwind" });
    const at = { organization_id: customer.id };
    const { version } = await api.get("/identity-provider", { query: at });
    await api.put("/identity-provider", provider(), { version, query: at });
    const home = organization;
    organization = String(customer.id);
    try {
        who = "ada"; // an account of the operator's, not of the customer's
        assert.equal((await new Browser().signIn()).body.code, "provider_account_unknown");
        who = "eve";
        assert.equal((await new Browser().signIn()).body.code, "provider_email_unverified");
        who = "nameless";
        assert.equal((await new Browser().signIn()).body.code, "provider_token_refused");
        who = "ada";
        const mine = new Browser();
        const answer = await mine.answer();
        const other = new URLSearchParams(answer);
        other.set("state", "another");
        assert.equal((await mine.complete(other)).body.code, "provider_sign_in_unknown");
        other.set("state", answer.get("state") ?? "");
        other.set("iss", "https://login.elsewhere.example");
        assert.equal((await mine.complete(other)).body.code, "provider_token_refused");
        other.set("iss", issuer);
        other.set("code", "made-up");
        assert.equal((await mine.complete(other)).body.code, "provider_token_refused");
        server?.close().closeAllConnections();
        assert.equal((await mine.complete(answer)).body.code, "provider_unreachable");
        await serveProvider("second", all);
    } finally {
        organization = home;
        who = "ada";
    }
    const rows = await api.all("/audit-events", { query: { ...at, outcome: "refused" } });
    const told = rows.filter((row: Row) => row.organization_id === customer.id);
    assert.deepEqual(
        told.map(({ action, object_name, after: why }: Row) => `${action} ${object_name} ${why.reason}`).sort(),
        [
            "session.refused  provider_sign_in_unknown",
            "session.refused  provider_token_refused: code",
            "session.refused  provider_token_refused: issuer",
            "session.refused  provider_token_refused: no_email",
            "session.refused  provider_unreachable: connection",
            "session.refused ada@operator.example provider_account_unknown",
            "session.refused ada@operator.example provider_email_unverified",
        ],
    );
    // An answer to nothing that was begun here is nobody's: the operator reads it.
    const lost = await new Browser().post("/provider-sign-ins/completions", { code: "made-up", state: "made-up" });
    assert.equal(lost.body.code, "provider_sign_in_unknown");
    const seen = await api.all("/audit-events", { query: { organization_id: home, outcome: "refused" } });
    const nobodys = seen.filter(({ organization_id, after: why }: Row) => organization_id === home && why.by);
    assert.ok(nobodys.some(({ after: why }: Row) => why.reason === "provider_sign_in_unknown"));
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
