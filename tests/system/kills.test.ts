// A server that is killed (SIGKILL) between any two steps of an order, through real programs: PostgreSQL behind a proxy that
// holds the server at each statement that writes, a mail server and a receiver of webhooks that hold it at each answer. Whatever the
// moment: one need is one order, every step is taken once, every mail comes, and comes twice only where the mail server had
// it already, with the same Message-ID; an event that comes again has the same id (ORD-2, ORD-3, ASR-7, NOT-1).
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { BusinessClock } from "../../tools/demo/clock.ts";
import { freePort, until } from "../../tools/demo/programs.ts";
import { makePassword, tokenIn } from "../../tools/demo/setup.ts";
import { day, type Row } from "../../tools/demo/shapes.ts";
import { nameOf, PgProxy, type Point, pointsOf, Postgres, type Statement } from "./postgres.ts";
import { HookSink, type Letter, MailSink, smtpSteps } from "./sinks.ts";

const programs = process.env.PLATEN_PROGRAMS;
if (!programs) throw new Error("PLATEN_PROGRAMS is not set; run ./dev test system");
const program = join(programs, "server/platen");
const folder = mkdtempSync(join(tmpdir(), "platen-kills-"));
chmodSync(folder, 0o755);
const port = await freePort(0);
const base = `http://127.0.0.1:${port}`;
const clock = new BusinessClock(join(folder, "clock"), Date.parse("2026-03-02T06:00:00Z"));
clock.run(1);

let postgres: Postgres;
let proxy: PgProxy;
let mails: MailSink;
let hooks: HookSink;
let server: ChildProcess;
let words = "";
let cookie = "";
let agentKey = "";
let customer = "";
let contact = "";
let cartItem = "";
let cartPrinter = "";
let printers = 0;
const password = makePassword();
const email = "ada@operator.example";
const contactEmail = "ida@customer.example";

// ---- the server

const start = (): void => {
    server = spawn(program, ["serve", "--config", join(folder, "platen.toml")], {
        stdio: ["ignore", "ignore", "pipe"],
    });
    words = "";
    server.stderr?.setEncoding("utf8").on("data", (text: string) => (words = (words + text).slice(-20_000)));
    server.once("exit", (code, signal) => (words += `\n[the server has ended: ${code ?? signal}]`));
};
// Fails with the server's words where what is waited for does not come, and at once where the server has ended.
const waitFor = async (what: string, seconds: number, look: () => Promise<boolean>): Promise<void> => {
    const of = server;
    let ended = "";
    await until(
        what,
        seconds,
        async () => {
            if (of.exitCode === null && of.signalCode === null) return look();
            ended = `${what}: the server has ended`;
            return true;
        },
        25,
    ).catch((error) => (ended = (error as Error).message));
    if (ended) throw new Error(`${ended}\n${words}`);
};
const ready = (): Promise<void> => waitFor("the server", 60, async () => (await fetch(`${base}/readyz`)).ok);
const kill = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGKILL");
    await ended;
};
const restart = async (): Promise<void> => {
    start();
    await ready();
};
// Fails where what is waited for does not come.
const within = async <T>(seconds: number, what: string, promise: Promise<T>): Promise<T> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(
            () => reject(new Error(`${what}: not within ${seconds} s\n${words.slice(-3000)}`)),
            seconds * 1000,
        );
    });
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

// ---- its people

type Ask = { body?: unknown; as?: string; key?: string; match?: string; bearer?: string };
type Answer = { status: number; body: Row; etag: string };
const ask = async (method: string, path: string, { body, as, key, match, bearer }: Ask = {}): Promise<Answer> => {
    const url = new URL(`/api/v1${path}`, base);
    if (as) url.searchParams.set("organization_id", as);
    const headers: Record<string, string> = { accept: "application/json", origin: base };
    if (bearer) headers.authorization = `Bearer ${bearer}`;
    else if (cookie) headers.cookie = cookie;
    if (body !== undefined) headers["content-type"] = "application/json";
    if (method === "POST") headers["idempotency-key"] = key ?? crypto.randomUUID();
    if (match) headers["if-match"] = match;
    const gzip = path === "/agent/readings";
    if (gzip) headers["content-encoding"] = "gzip";
    const text = body === undefined ? undefined : JSON.stringify(body);
    const response = await fetch(url, { method, headers, body: gzip && text ? gzipSync(text) : text });
    const set = response.headers.getSetCookie().find((one) => one.includes("platen_session="));
    if (set) cookie = set.split(";")[0] ?? "";
    const said = await response.text();
    return {
        status: response.status,
        body: said.startsWith("{") ? (JSON.parse(said) as Row) : {},
        etag: response.headers.get("etag") ?? "",
    };
};
const good = async (method: string, path: string, more: Ask = {}): Promise<Answer> => {
    const answer = await ask(method, path, more);
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer;
};

// A printer that was never read before, of which so much black is left.
const addPrinter = async (percent: number): Promise<string> => {
    const number = ++printers;
    const serial = `KILL${number}`;
    await good("POST", "/agent/readings", {
        bearer: agentKey,
        body: {
            boot_epoch: 1,
            readings: [
                {
                    seq: number,
                    observed_at: new Date(clock.now() - 60_000).toISOString(),
                    reading: {
                        address: `10.1.${number >> 8}.${number & 255}`,
                        port: 161,
                        is_printer: true,
                        manufacturer: "Lexmark",
                        model: "MS431",
                        serial_number: serial,
                        status: "ok",
                        detected_errors: [],
                        alerts: [],
                        meters: [{ kind: "life", value: 1000 + number, unit: "impressions" }],
                        supplies: [
                            {
                                index: "1.1",
                                type: "toner",
                                class: "consumed",
                                colorant: "black",
                                description: "Black Cartridge",
                                unit: "percent",
                                max_capacity_raw: 100,
                                level_raw: percent,
                                level_state: "amount",
                                remaining_percent: percent,
                            },
                        ],
                        inputs: [],
                        features: [],
                        problems: [],
                    },
                },
            ],
            thinned: [],
        },
    });
    const { items } = (await good("GET", `/printers?search=${serial}`, { as: customer })).body;
    const [{ id }] = items as Row[];
    await good("POST", "/printers/contact-assignments", {
        as: customer,
        body: { printer_ids: [id], contact_id: contact },
    });
    return String(id);
};
const enroll = async (printer: string): Promise<void> => {
    const chosen = { printer_ids: [printer] };
    await good("POST", "/printers/contract-changes", { as: customer, body: { ...chosen, under_contract: true } });
    const { body } = await good("POST", "/replenishment/enrollments", {
        as: customer,
        body: { ...chosen, email: contactEmail },
    });
    assert.equal(body.enrolled, 1, JSON.stringify(body));
};
const ordersOf = async (printer: string): Promise<Row[]> =>
    (await good("GET", `/supply-orders?printer_id=${printer}&limit=200`, { as: customer })).body.items as Row[];

// ---- what goes out

// As if the lease of a sender that is gone had ended. Lanes before what waits in them, as a sender locks them.
const endLeases = async (): Promise<void> => {
    await postgres.sql(`UPDATE webhook_endpoints SET held_until = NULL;
        UPDATE webhook_deliveries SET lease_until = NULL WHERE state = 'queued';
        UPDATE mails SET lease_until = NULL WHERE state = 'queued';
        NOTIFY platen_outbox, 'mails'; NOTIFY platen_outbox, 'webhook_deliveries'`);
};
const quiet = (): Promise<void> =>
    waitFor(
        "all that was to be sent and done",
        // A server that was told before it listened looks again after a minute.
        180,
        async () =>
            (await postgres.sql(`SELECT (SELECT count(*) FROM mails WHERE state = 'queued')
                + (SELECT count(*) FROM webhook_deliveries WHERE state = 'queued')
                + (SELECT count(*) FROM tasks WHERE state IN ('queued', 'running'))`)) === "0",
    );
const lettersAbout = (number: string): Letter[] => mails.letters.filter(({ subject }) => subject.includes(number));
// Each mail came, and came once but where it says so; each event has one id.
const everythingArrived = (number: string, expected: number, events: string[], twice = false): void => {
    const letters = lettersAbout(number);
    const ids = new Set(letters.map(({ id }) => id));
    assert.equal(ids.size, expected, `${number}: ${JSON.stringify(letters)}`);
    if (!twice) assert.equal(letters.length, expected, `${number} was mailed twice: ${JSON.stringify(letters)}`);
    for (const type of events) {
        const told = hooks.told.filter((one) => one.number === number && one.type === type);
        assert.equal(new Set(told.map(({ id }) => id)).size, 1, `${number} ${type}: ${JSON.stringify(told)}`);
    }
};

before(async () => {
    postgres = await Postgres.start(join(folder, "postgresql"));
    proxy = await PgProxy.start(postgres.port);
    mails = await MailSink.start();
    hooks = await HookSink.start();
    mkdirSync(join(folder, "data"));
    writeFileSync(
        join(folder, "platen.toml"),
        `data = "${join(folder, "data")}"
listen = "127.0.0.1:${port}"
[database]
url = "postgresql://server@127.0.0.1:${proxy.port}/platen"
owner_url = "postgresql://migrator@127.0.0.1:${postgres.port}/platen"
[metrics]
listen = ""
[clock]
file = "${clock.file}"
[smtp]
url = "smtp://127.0.0.1:${mails.port}"
from = "supplies@operator.example"
[webhooks]
internal = true
[sessions]
idle_minutes = 100000
absolute_hours = 8760
[passwords]
hash_memory_mib = 1
hash_passes = 1
[http]
requests_per_second = 0
`,
    );
    await restart();
    const link = await until("the setup link", 30, async () =>
        readFileSync(join(folder, "data/setup-link"), "utf8").trim(),
    );
    const person = { first_name: "Ada", last_name: "Berg", email };
    await good("POST", "/setup", {
        body: { ...person, token: tokenIn(link) ?? link, password, organization_name: "Operator" },
    });
    const operator = (await good("GET", "/session")).body.organization as Row;
    const partner = (await good("POST", "/organizations", { body: { name: "Partner", parent_id: operator.id } })).body;
    const child = { name: "Customer", parent_id: partner.id };
    customer = String((await good("POST", "/organizations", { as: String(partner.id), body: child })).body.id);
    const address = {
        street1: "Storgata 1",
        street2: "",
        street3: "",
        building: "",
        floor: "",
        room: "",
        city: "Oslo",
        state: "",
        postal_code: "0155",
        country: "NO",
    };
    const site = (await good("POST", "/sites", { as: customer, body: { name: "Oslo", address } })).body;
    const search = {
        include: [],
        exclude: [],
        communities: [],
        v3_users: [],
        discovery_interval_seconds: 86_400,
        polling_interval_seconds: 3600,
    };
    const agent = (await good("POST", "/agents", { as: customer, body: { site_id: site.id, name: "Agent", search } }))
        .body;
    const machine = { token: agent.enrollment_token, host_name: "here", version: "0.1.0" };
    agentKey = String((await good("POST", "/agent/enroll", { body: machine })).body.key);
    const phone = { country_code: "", number: "", extension: "" };
    const ida = { first_name: "Ida", last_name: "Dahl", company: "", email: contactEmail, phone, address };
    contact = String((await good("POST", "/contacts", { as: customer, body: ida })).body.id);
    await good("POST", "/catalog-models", {
        body: {
            manufacturer: "Lexmark",
            model: "MS431",
            fleet_agent: true,
            native_agent: false,
            note: "",
            allowed_kinds: ["original"],
        },
    });
    const item = {
        part_number: "K-1",
        manufacturer: "Lexmark",
        name: "Black toner",
        supply_type: "toner",
        colorant: "black",
        yield_pages: 6000,
        active: true,
        models: [{ manufacturer: "Lexmark", model: "MS431" }],
    };
    cartItem = String((await good("POST", "/catalog-items", { body: item })).body.id);
    await good("POST", "/webhooks", {
        body: {
            url: `http://127.0.0.1:${hooks.port}/erp`,
            description: "",
            event_types: [],
            child_organizations: true,
            enabled: true,
        },
    });
    cartPrinter = await addPrinter(90);
});
after(async () => {
    await kill();
    proxy?.stop();
    mails?.stop();
    hooks?.stop();
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
});

// ---- people order

// The version of the cart once it has something in it.
const fillCart = async (): Promise<string> => {
    const lines = [{ printer_id: cartPrinter, supply_slot: 0, item_id: cartItem, quantity: 1 }];
    return (await good("POST", "/supply-cart/lines", { as: customer, body: { lines } })).etag;
};
const place = (match: string, key: string): Promise<Answer> =>
    ask("POST", "/supply-cart/order", { as: customer, body: { comment: "" }, match, key });
const placed = async (): Promise<Row> => {
    const { status, body } = await place(await fillCart(), crypto.randomUUID());
    assert.equal(status, 201, JSON.stringify(body));
    return (body.items as Row[])[0];
};
// The transaction that made it, as it goes when nothing is in the way.
const statementsOf = async (name: string, work: () => Promise<unknown>): Promise<Statement[]> => {
    const before = proxy.committed.length;
    await work();
    const found = proxy.committed.slice(before).find((statements) => statements.some((one) => one.name === name));
    assert.ok(found, `no transaction with ${name}: ${JSON.stringify(proxy.committed.slice(before))}`);
    return found;
};
// Is at `point` of what `work` causes, and is killed there.
const killAt = async (point: Point, work: () => Promise<unknown>): Promise<void> => {
    const reached = proxy.hold(point);
    const answer = work().catch(() => undefined);
    await within(30, nameOf(point), reached);
    await kill();
    await answer;
};

test(
    "a cart is one order, whichever statement of it the server is killed at (ORD-2)",
    { timeout: 600_000 },
    async (t) => {
        const statements = await statementsOf("orders.insert_line", placed);
        const points = pointsOf(statements);
        t.diagnostic(`${points.length} points: ${points.map(nameOf).join(", ")}`);
        assert.ok(points.length > 6, "an order, its line, its history, mail, audit and cart are written");
        for (const point of points) {
            await quiet();
            const before = (await ordersOf(cartPrinter)).length;
            const key = crypto.randomUUID();
            const seen = await fillCart();
            await killAt(point, () => place(seen, key));
            await restart();
            await endLeases();
            const again = await place(seen, key);
            assert.equal(again.status, 201, `${nameOf(point)}: ${JSON.stringify(again.body)}`);
            const orders = await ordersOf(cartPrinter);
            assert.equal(orders.length, before + 1, nameOf(point));
            const cart = (await good("GET", "/supply-cart", { as: customer })).body;
            assert.equal((cart.lines as Row[]).length, 0, nameOf(point));
            await quiet();
            const [order] = again.body.items as Row[];
            everythingArrived(String(order?.number), 1, ["order.created"], point.at === "committed");
        }
    },
);

test("a double click places one order (ORD-2)", async () => {
    const before = (await ordersOf(cartPrinter)).length;
    const seen = await fillCart();
    const key = crypto.randomUUID();
    const both = await Promise.all([place(seen, key), place(seen, key)]);
    // The second click gets the answer of the first, or is told that this one is still at work.
    assert.ok(both.some(({ status }) => status === 201));
    assert.ok(
        both.every(({ status }) => status === 201 || status === 409),
        JSON.stringify(both),
    );
    assert.equal((await place(seen, crypto.randomUUID())).status, 412, "another window");
    assert.equal((await ordersOf(cartPrinter)).length, before + 1);
});

test(
    "an order is shipped once, whichever statement of it the server is killed at (ORD-3)",
    { timeout: 600_000 },
    async (t) => {
        const ship = (order: Row, key: string): Promise<Answer> =>
            ask("POST", `/supply-orders/${order.id}/shipments`, {
                as: customer,
                body: { carrier: "DHL", tracking_number: String(order.number) },
                match: `"${order.version}"`,
                key,
            });
        const statements = await statementsOf("orders.insert_shipment", async () =>
            assert.equal((await ship(await placed(), crypto.randomUUID())).status, 200),
        );
        const points = pointsOf(statements);
        t.diagnostic(`${points.length} points: ${points.map(nameOf).join(", ")}`);
        for (const point of points) {
            const order = await placed();
            await quiet();
            const key = crypto.randomUUID();
            await killAt(point, () => ship(order, key));
            await restart();
            await endLeases();
            const again = await ship(order, key);
            assert.equal(again.status, 200, `${nameOf(point)}: ${JSON.stringify(again.body)}`);
            const shown = (await good("GET", `/supply-orders/${order.id}`, { as: customer })).body;
            assert.equal(shown.state, "shipped", nameOf(point));
            assert.equal((shown.shipments as Row[]).length, 1, nameOf(point));
            await quiet();
            const events = ["order.created", "order.shipped", "shipment.created"];
            everythingArrived(String(order.number), 2, events, point.at === "committed");
        }
    },
);

// ---- the daily run orders

test(
    "one need is one order, whichever statement of the daily run the server is killed at (ASR-7)",
    { timeout: 900_000 },
    async (t) => {
        // A need that the run of the next day meets.
        const tomorrow = async (): Promise<string> => {
            const printer = await addPrinter(3);
            await enroll(printer);
            await quiet();
            await kill();
            const now = clock.now();
            clock.set(Math.floor(now / day) * day + day + 2.5 * 3_600_000, 1);
            return printer;
        };
        const run = async (): Promise<void> => {
            await restart();
            await endLeases();
            // A server that has just begun has not asked yet whether the run of the day is due.
            const today = Math.floor((clock.now() - 2 * 3_600_000) / day);
            const asked = "SELECT last_period FROM recurring_jobs WHERE name = 'replenishment.daily'";
            await waitFor("the run of the day", 60, async () => Number(await postgres.sql(asked)) >= today);
            await quiet();
        };
        const first = await tomorrow();
        const statements = await statementsOf("orders.insert_line", run);
        assert.equal((await ordersOf(first)).length, 1);
        const points = pointsOf(statements);
        t.diagnostic(`${points.length} points: ${points.map(nameOf).join(", ")}`);
        for (const point of points) {
            const printer = await tomorrow();
            await killAt(point, async () => start());
            await run();
            const orders = await ordersOf(printer);
            assert.equal(orders.length, 1, `${nameOf(point)}: ${JSON.stringify(orders)}`);
            everythingArrived(String(orders[0]?.number), 1, ["order.created"], point.at === "committed");
            // The same day once more, as another server would: everything has been done.
            await kill();
            await run();
            assert.equal((await ordersOf(printer)).length, 1, nameOf(point));
        }
    },
);

// ---- what is told

test("a mail comes, whichever step of its dialogue the server is killed at (NOT-1)", { timeout: 300_000 }, async () => {
    for (const step of smtpSteps) {
        await quiet();
        const held = mails.hold(step);
        const order = await placed();
        await within(30, step, held);
        await kill();
        await restart();
        await endLeases();
        await quiet();
        const letters = lettersAbout(String(order.number));
        assert.equal(new Set(letters.map(({ id }) => id)).size, 1, `${step}: ${JSON.stringify(letters)}`);
        // Only where the mail server had taken it already, which nobody can know.
        assert.equal(letters.length, step === "text" ? 2 : 1, `${step}: ${JSON.stringify(letters)}`);
    }
});

test(
    "an event comes again with its id when the server is killed before the answer (ORD-3)",
    { timeout: 120_000 },
    async () => {
        await quiet();
        const held = hooks.hold("order.created");
        const order = await placed();
        const first = await within(30, "the event", held);
        await kill();
        await restart();
        await endLeases();
        await quiet();
        const told = hooks.told.filter(({ number, type }) => number === order.number && type === "order.created");
        assert.deepEqual(
            told.map(({ id }) => id),
            [first.id, first.id],
        );
    },
);
