// The OpenAPI document says what is true: every operation is called through the real server with input that is made from
// the document, right and wrong. There is no 5xx, no status, no media type and no body that the document does not have.
// PLATEN_API_SEED=7 makes other input; a failure names the seed and the call.
import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { Api } from "../../tools/demo/api.ts";
import { freePort, Programs, until } from "../../tools/demo/programs.ts";
import { tokensBy } from "../../tools/demo/setup.ts";
import type { Row } from "../../tools/demo/shapes.ts";
import { Ajv2020 } from "../../web/node_modules/ajv/dist/2020.js";
import { Known, Maker, nobody } from "./api_input.ts";
import { startServer } from "./operator.ts";

const programs = process.env.PLATEN_PROGRAMS;
if (!programs) throw new Error("PLATEN_PROGRAMS is not set; run ./dev test system");
const seed = Number(process.env.PLATEN_API_SEED ?? 1);
const seconds = Number(process.env.PLATEN_API_SECONDS ?? 45);
const folder = mkdtempSync(join(tmpdir(), "platen-api-"));
// The private database runs as an unprivileged user, who must get through.
chmodSync(folder, 0o755);
const port = await freePort(0);
const base = `http://127.0.0.1:${port}`;
const children = new Programs(join(folder, "logs"));
const tokenFor = tokensBy(join(programs, "server/platen"), join(folder, "platen.toml"));
const known = new Known();

type Who = "operator" | "customer" | "agent" | "key" | "nobody";
type Operation = { id: string; method: string; path: string; says: Row };
type Answer = { status: number; type: string; etag: string; bytes: string };

let document: Row;
let operations: Operation[] = [];
let maker: Maker;
let validate: (schema: Row, value: unknown) => string;
const signed: Partial<Record<Who, Record<string, string>>> = { nobody: {} };
// Asks for the sign-in of both people; they sign in anew when an operation has ended their session.
const people: { who: "operator" | "customer"; email: string; password: string }[] = [];
const found: string[] = [];
const succeeded = new Set<string>();
// Why input without anything wrong was refused the last time, for whoever makes it better.
const refused = new Map<string, string>();
// What an import takes, by the first word of its path.
const samples = new Map<string, string>();
let calls = 0;

const complain = (words: string): void => {
    if (found.length < 200) found.push(words);
};

async function signIn(who: "operator" | "customer"): Promise<void> {
    const person = people.find((one) => one.who === who);
    if (!person) return;
    const answer = await fetch(`${base}/api/v1/session`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: base },
        body: JSON.stringify({ email: person.email, password: person.password }),
    });
    await answer.arrayBuffer();
    const cookie = answer.headers.getSetCookie().find((one) => one.includes("platen_session="));
    if (cookie) signed[who] = { cookie: cookie.split(";")[0] ?? "", origin: base };
}

// Who may call it: the operator if they may, else the customer's administrator, the agent, or nobody at all.
function callerOf({ says }: Operation): Who {
    const roles: string[] = says["x-roles"];
    if (roles.length === 0) return "nobody";
    if (roles.includes("agent")) return "agent";
    return roles.includes("operator_administrator") ? "operator" : "customer";
}

const parametersOf = ({ says }: Operation): Row[] =>
    ((says.parameters ?? []) as Row[]).map((one) => {
        const name = one.$ref?.match(/parameters\/(.*)$/)?.[1];
        return name ? document.components.parameters[name] : one;
    });

// What `{printer_id}` is named by in the lists: an `id` of /api/v1/printers.
function learnFrom(operation: Operation, text: string): void {
    if (/^get\w+ImportSample$/.test(operation.id)) samples.set(operation.path.split("/")[3] ?? "", text);
    if (!text.startsWith("{")) return;
    const body = JSON.parse(text) as Row;
    known.learn(body);
    if (operation.id === "listWebhookEventTypes")
        for (const { type, name } of body.items as Row[]) known.add("event_type", String(type ?? name));
    for (const { key } of (body.services ?? []) as Row[]) known.add("service", String(key));
    const below = operations.find(({ path }) => path.startsWith(`${operation.path}/{`));
    const name = below?.path.slice(operation.path.length + 2).split("}")[0];
    if (name) for (const row of [body, ...((body.items ?? []) as Row[])]) if (row.id) known.add(name, String(row.id));
}

async function send(
    { method }: Operation,
    target: string,
    who: Who,
    headers: Record<string, string>,
    body: string | Uint8Array | undefined,
): Promise<{ answer: Answer; given: Headers }> {
    for (let attempt = 1; ; ++attempt) {
        ++calls;
        const response = await fetch(`${base}${target}`, {
            method,
            headers: { ...signed[who], ...headers },
            body: body as RequestInit["body"],
            redirect: "manual",
            signal: AbortSignal.timeout(60_000),
        });
        const bytes = Buffer.from(await response.arrayBuffer());
        const answer = {
            status: response.status,
            type: (response.headers.get("content-type") ?? "").split(";")[0]?.trim() ?? "",
            etag: response.headers.get("etag") ?? "",
            bytes: bytes.toString("utf8"),
        };
        return { answer, given: response.headers };
    }
}

// What an answer has that the document does not.
function check(operation: Operation, how: string, answer: Answer, given: Headers): void {
    const where = `${operation.id} (${how}, seed ${seed}): ${answer.status}`;
    const responses = operation.says.responses as Row;
    let response = responses[answer.status];
    if (answer.status >= 500) return complain(`${where} ${answer.bytes.slice(0, 300)}`);
    if (!response) return complain(`${where} is not in the document: ${answer.bytes.slice(0, 200)}`);
    const name = response.$ref?.match(/responses\/(.*)$/)?.[1];
    if (name) response = document.components.responses[name];
    for (const [header, field] of [
        ["etag", "ETag"],
        ["link", "Link"],
        ["retry-after", "Retry-After"],
        ["idempotency-replayed", "Idempotency-Replayed"],
        ["content-disposition", "Content-Disposition"],
    ] as const)
        if (given.has(header) && !response.headers?.[field]) complain(`${where} has a header ${field}`);
    const types = Object.keys(response.content ?? {});
    if (types.length === 0) {
        if (answer.bytes !== "") complain(`${where} has a body: ${answer.type}`);
        return;
    }
    const type = types.find((one) => one === answer.type || one === "*/*");
    if (!type) return complain(`${where} is ${answer.type}, not ${types.join(", ")}`);
    const schema = response.content[type].schema;
    if (!schema || !/json$/.test(answer.type)) return;
    const wrong = validate(schema, JSON.parse(answer.bytes));
    if (wrong) complain(`${where} body: ${wrong}`);
}

type Call = {
    how: string;
    who?: Who;
    full: boolean | "half";
    wrong?: "path" | "query" | "body" | "json" | "type" | "headers";
};

async function call(operation: Operation, { how, who, full, wrong }: Call): Promise<Answer> {
    const caller = who ?? callerOf(operation);
    let target = operation.path;
    const query = new URLSearchParams();
    const headers: Record<string, string> = {};
    for (const parameter of parametersOf(operation)) {
        const { name } = parameter;
        if (parameter.in === "path") {
            const id = String(maker.valid(parameter.schema, true, name));
            target = target.replace(`{${name}}`, encodeURIComponent(wrong === "path" ? nobody : id));
        } else if (parameter.in === "query" && name !== "organization_id") {
            if (name === "wait" || (!parameter.required && (!full || maker.random() < 0.6))) continue;
            const value = maker.valid(parameter.schema, true, name);
            // A cursor is sealed by the server: whatever one makes up is refused.
            for (const one of [value].flat()) query.append(name, String(one));
        }
    }
    if (wrong === "query") {
        const names = parametersOf(operation).filter((one) => one.in === "query");
        const chosen = names[Math.floor(maker.random() * names.length)]?.name ?? "nothing";
        query.append(maker.random() < 0.5 ? "nonsense" : chosen, "\u0001 %7");
    }
    if (operation.method === "POST" && wrong !== "headers")
        headers["idempotency-key"] = `${seed}-${calls}-${operation.id}`;
    let body: string | Uint8Array | undefined;
    const content = (operation.says.requestBody?.content ?? {}) as Row;
    const type = Object.keys(content)[0];
    if (type === "application/json") {
        const schema = content[type].schema as Row;
        let value = maker.valid(schema, full);
        if (wrong === "body") {
            const spoiled = maker.broken(schema, value);
            value = spoiled.value;
            how += `, ${spoiled.how}`;
        }
        headers["content-type"] = wrong === "type" ? "text/plain" : type;
        body = wrong === "json" ? '{"a": [1, ' : JSON.stringify(value);
        how += ` ${body.slice(0, 160)}`;
        if (operation.id === "sendReadings" && wrong !== "type") {
            headers["content-encoding"] = "gzip";
            body = gzipSync(body);
        }
    } else if (type) {
        headers["content-type"] = type === "*/*" ? "text/csv" : type;
        const sample = samples.get(operation.path.split("/")[3] ?? "") ?? "Printer,Pages\nMS431,7\n";
        body = wrong === "body" || wrong === "json" ? Buffer.from([0, 255, 254, 80, 75, 3, 4]) : sample;
    }
    if (parametersOf(operation).some((one) => one.name === "If-Match") && wrong !== "headers") {
        // The version that is there, as whoever read it would send it.
        // A part of a thing (its contact, its location) has the version of the thing.
        let seen = "";
        for (let depth = operation.path.split("/").length; depth > 3 && !seen; --depth) {
            const path = operation.path.split("/").slice(0, depth).join("/");
            const read = operations.find((one) => one.path === path && one.method === "GET");
            if (!read) continue;
            const at = target.split("/").slice(0, depth).join("/");
            seen = (await send(read, at, caller, {}, undefined)).answer.etag;
        }
        headers["if-match"] = seen || '"1"';
    }
    const text = query.toString();
    const path = target + (text ? `?${text}` : "");
    const { answer, given } = await send(operation, path, caller, headers, body);
    check(operation, `${how} ${path.slice(0, 200)}`, answer, given);
    if (answer.status < 300) {
        if (!wrong) succeeded.add(operation.id);
        if (operation.method !== "DELETE") learnFrom(operation, answer.bytes);
    }
    if (!wrong && answer.status >= 400) {
        const problem = JSON.parse(answer.bytes) as Row;
        const errors = ((problem.errors ?? []) as Row[]).map((one) => `${one.pointer ?? one.parameter} ${one.code}`);
        refused.set(operation.id, `${answer.status} ${problem.code} ${errors.join(", ")}`.trim());
    }
    if (answer.status === 200 && answer.etag && operation.method === "GET") {
        const again = await send(operation, path, caller, { "if-none-match": answer.etag }, undefined);
        check(operation, `${how}, again`, again.answer, again.given);
    }
    if (answer.status === 401 && (caller === "operator" || caller === "customer")) await signIn(caller);
    return answer;
}

before(async () => {
    const password = "Kran-Boje-42-Leuchtturm";
    const api = await startServer(
        children,
        join(programs, "server/platen"),
        folder,
        port,
        "[http]\nrequests_per_second = 0\n",
        password,
    );
    people.push({ who: "operator", email: "ada@operator.example", password });
    await signIn("operator");
    const me = await api.get("/session");
    // Every role of the operator's own, so that nothing is out of reach.
    const roles = ["operator_administrator", "customer_operations_specialist", "mps_offer_manager", "warehouse"];
    const invited = await api.post("/users", {
        ...{ email: "eva@operator.example", first_name: "Eva", last_name: "Dahl", language: "en" },
        ...{ time_zone: "Europe/Oslo", roles },
    });
    await new Api(base).post("/setup", { token: await tokenFor(invited.email, invited.organization_id), password });
    people[0] = { who: "operator", email: "eva@operator.example", password };
    await signIn("operator");
    const customer = await api.post("/organizations", { name: "Fjordprint" });
    const administrator = await api.post(
        "/users",
        {
            ...{ email: "kim@fjordprint.example", first_name: "Kim", last_name: "Lie", language: "nb" },
            ...{ time_zone: "Europe/Oslo", roles: ["administrator"] },
        },
        { as: customer.id },
    );
    await new Api(base).post("/setup", {
        token: await tokenFor(administrator.email, administrator.organization_id),
        password,
    });
    people.push({ who: "customer", email: "kim@fjordprint.example", password });
    await signIn("customer");
    const key = await api.post("/api-keys", {
        ...{ name: "Inventory", roles: ["operator_administrator"] },
        expires_at: new Date(Date.now() + 30 * 86_400_000).toISOString(),
    });
    signed.key = { authorization: `Bearer ${key.token}` };

    document = await api.get("/openapi.json");
    operations = Object.entries(document.paths as Row).flatMap(([path, methods]) =>
        Object.entries(methods as Row).map(([method, says]) => ({
            id: says.operationId as string,
            method: method.toUpperCase(),
            path,
            says,
        })),
    );
    maker = new Maker(document, known, seed);
    const ajv = new Ajv2020({ strict: false, allErrors: false });
    for (const format of ["int32", "int64"]) ajv.addFormat(format, { type: "number", validate: Number.isInteger });
    ajv.addFormat("uuid", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    ajv.addFormat("date", /^\d{4}-\d\d-\d\d$/);
    ajv.addFormat("date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
    ajv.addSchema({ $id: "https://platen.example/api", components: document.components });
    const compiled = new Map<string, ReturnType<typeof ajv.compile>>();
    validate = (schema, value) => {
        const text = JSON.stringify(schema).replaceAll('"#/', '"https://platen.example/api#/');
        const check = compiled.get(text) ?? ajv.compile(JSON.parse(text));
        compiled.set(text, check);
        return check(value) ? "" : ajv.errorsText(check.errors);
    };

    // A site with an agent that has read two printers.
    const address = { street1: "1", street2: "", street3: "", building: "", floor: "", room: "" };
    const site = await api.post("/sites", {
        name: "Oslo",
        address: { ...address, city: "Oslo", state: "", postal_code: "0150", country: "NO" },
    });
    const agent = await api.post("/agents", {
        site_id: site.id,
        name: "Agent",
        search: {
            ...{ include: [], exclude: [], communities: ["public"], v3_users: [] },
            ...{ discovery_interval_seconds: 86_400, polling_interval_seconds: 86_400 },
        },
    });
    const enrolled = await api.post("/agent/enroll", {
        ...{ token: agent.enrollment_token, host_name: "pc", version: "1.0.0" },
    });
    signed.agent = { authorization: `Bearer ${enrolled.key}` };
    const readings = [1, 2].map((seq) => ({
        seq,
        observed_at: new Date(Date.now() - 60_000).toISOString(),
        reading: {
            ...{ address: `10.0.0.${seq}`, port: 161, is_printer: true, manufacturer: "Lexmark", model: "MS431" },
            ...{ serial_number: `API${seq}`, status: "ok", detected_errors: [], alerts: [] },
            meters: [{ kind: "life", value: 1000, unit: "impressions" }],
            supplies: [
                {
                    ...{ index: "1.1", type: "toner", class: "consumed", colorant: "black", description: "Black" },
                    ...{ unit: "percent", max_capacity_raw: 100, level_raw: 80, level_state: "amount" },
                    remaining_percent: 80,
                },
            ],
            ...{ inputs: [], features: [], problems: [] },
        },
    }));
    const kept = await fetch(`${base}/api/v1/agent/readings`, {
        method: "POST",
        headers: { ...signed.agent, "content-type": "application/json" },
        body: JSON.stringify({ boot_epoch: 1, readings, thinned: [] }),
    });
    assert.equal(kept.status, 200, await kept.text());
    const [printer] = await until("the printers", 30, async () => {
        const all = await api.all("/printers");
        return all.length === 2 && all;
    });
    // Somebody who takes deliveries, so that something can be ordered.
    const contact = await api.post("/contacts", {
        ...{ first_name: "Ida", last_name: "Moe", company: "Fjordprint", email: "ida@people.example" },
        phone: { country_code: "47", number: "22334455", extension: "" },
        address: { ...address, city: "Oslo", state: "", postal_code: "0150", country: "NO" },
    });
    await api.post("/printers/contact-assignments", { printer_ids: [printer?.id], contact_id: contact.id });
    for (const { slot } of (printer?.supplies ?? []) as Row[]) known.add("supply_slot", String(slot));
    known.add("printer_id", String(printer?.id));
    known.add("contact_id", String(contact.id));
    known.add("organization_id", customer.id);
    known.learn(me);
});
after(async () => {
    await children.stop();
    rmSync(folder, { recursive: true, force: true });
});

// What ends sessions or takes things away comes last.
const last =
    /^(endSession|endSessions|endUserSessions|signOut|changePassword|deleteSession|resetSecondFactor)$|SecondFactor/;
const takes = /^(deregister|withdraw|cancel|reject|remove|close|hold|setPrinterRegistration)/;
const orderOf = ({ id, method, says }: Operation): number =>
    last.test(id) ? 5 : method === "DELETE" || takes.test(id) ? 4 : method === "GET" ? 0 : says["x-only-reads"] ? 2 : 1;

test("every operation answers right and wrong input as the document says", { timeout: 240_000 }, async () => {
    const end = Date.now() + seconds * 1000;
    const inOrder = [...operations].sort((a, b) => orderOf(a) - orderOf(b));
    const reads = inOrder.filter((one) => orderOf(one) === 0);
    const changes = inOrder.filter((one) => orderOf(one) < 4);
    for (const operation of reads) await call(operation, { how: "as it is", full: false });
    // What only people do is refused to a key that may do everything else: while there is that key.
    for (const operation of changes.filter((one) => one.says["x-people-only"])) {
        const key = await call(operation, { how: "by a key", who: "key", full: false });
        if (key.status !== 403 && key.status !== 404)
            complain(`${operation.id} is for people only, and answers a key with ${key.status}`);
    }
    for (const operation of changes) await call(operation, { how: "all said", full: true });
    for (const operation of changes.filter((one) => one.method !== "GET"))
        await call(operation, { how: "little said", full: false });
    for (const operation of changes.filter((one) => one.method !== "GET" && !succeeded.has(one.id)))
        await call(operation, { how: "something said", full: "half" });
    for (const operation of reads) await call(operation, { how: "once more", full: true });
    const wrongs = ["body", "path", "query", "json", "type", "headers"] as const;
    for (const operation of changes) {
        for (const wrong of wrongs) {
            if (Date.now() > end) break;
            if ((wrong === "json" || wrong === "type") && !operation.says.requestBody) continue;
            if (wrong === "body" && !operation.says.requestBody) continue;
            if (wrong === "path" && !operation.path.includes("{")) continue;
            await call(operation, { how: wrong, full: true, wrong });
        }
    }
    // Without a sign-in; whoever asks so often is told to wait.
    for (const operation of changes) {
        if (operation.says["x-roles"].length === 0 || Date.now() > end) continue;
        const nobodyMay = await call(operation, { how: "nobody", who: "nobody", full: false });
        if (nobodyMay.status !== 401 && nobodyMay.status !== 429)
            complain(`${operation.id}: ${nobodyMay.status} without a sign-in`);
    }
    // As long as there is time: one operation after the other with a body that has something else wrong.
    const bodies = changes.filter((one) => one.says.requestBody && orderOf(one) !== 5);
    for (let round = 0; bodies.length > 0 && Date.now() < end; ++round) {
        const operation = bodies[round % bodies.length];
        if (operation) await call(operation, { how: "body", full: round % 2 === 0, wrong: "body" });
    }
    for (const operation of inOrder.filter((one) => orderOf(one) >= 4)) {
        await call(operation, { how: "unknown", full: false, wrong: "path" });
        await call(operation, { how: "headers", full: false, wrong: "headers" });
        await call(operation, { how: "at the end", full: true });
    }
    console.log(`   ${calls} calls of ${operations.length} operations, ${succeeded.size} of them succeeded`);
    if (process.env.PLATEN_API_MISSED)
        for (const { id } of operations.filter((one) => !succeeded.has(one.id)))
            console.log(`   never: ${id}: ${refused.get(id) ?? ""}`);
    assert.deepEqual(found, []);
    // The input is worth something: most of the API took it.
    assert.ok(succeeded.size > operations.length / 2, `${succeeded.size} operations succeeded`);
});
