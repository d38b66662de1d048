// Promises 1, 4 and 5 of a server that is killed while readings are on their way: whatever the moment, a batch that is
// sent again until it is acknowledged is stored exactly once, and the server comes back by itself.
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import type { Api } from "../../tools/demo/api.ts";
import { freePort, until } from "../../tools/demo/programs.ts";
import type { Row } from "../../tools/demo/shapes.ts";
import { setUp } from "./operator.ts";

const programs = process.env.PLATEN_PROGRAMS;
if (!programs) throw new Error("PLATEN_PROGRAMS is not set; run ./dev test system");
const program = join(programs, "server/platen");
const folder = mkdtempSync(join(tmpdir(), "platen-faults-"));
// The private database runs as an unprivileged user, who must get through.
chmodSync(folder, 0o755);
const port = await freePort(0);
const base = `http://127.0.0.1:${port}`;
const day = 86_400_000;
// Whole days before today, so that no reading lies in the future.
const firstDay = Math.floor(Date.now() / day) * day - 60 * day;
const printers = 40;

let server: ChildProcess;
let words = "";
let agentKey = "";
let customerId = "";
let api: Api;

const start = (): void => {
    server = spawn(program, ["serve", "--config", join(folder, "platen.toml")], {
        stdio: ["ignore", "ignore", "pipe"],
    });
    server.stderr?.setEncoding("utf8").on("data", (text: string) => (words = (words + text).slice(-20_000)));
};
const ready = (): Promise<unknown> =>
    until("the server", 60, async () => (await fetch(`${base}/readyz`)).ok, 50).catch((error) => {
        throw new Error(`${(error as Error).message}\n${words}`);
    });
const kill = async (): Promise<void> => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGKILL");
    await ended;
};

// One reading of one day: black falls by 1 % a day.
const reading = (printer: number, of: number): Row => ({
    address: `10.1.0.${printer + 1}`,
    port: 161,
    is_printer: true,
    manufacturer: "Lexmark",
    model: "MS431",
    serial_number: `FAULT${printer}`,
    status: "ok",
    detected_errors: [],
    alerts: [],
    meters: [{ kind: "life", value: 1000 + of * 10 + printer, unit: "impressions" }],
    supplies: [
        {
            index: "1.1",
            type: "toner",
            class: "consumed",
            colorant: "black",
            description: "Black Cartridge",
            unit: "percent",
            max_capacity_raw: 100,
            level_raw: 100 - of,
            level_state: "amount",
            remaining_percent: 100 - of,
        },
    ],
    inputs: [],
    features: [],
    problems: [],
});
const batch = (epoch: number, of: number): Row => ({
    boot_epoch: epoch,
    readings: Array.from({ length: printers }, (_, printer) => ({
        seq: of * printers + printer + 1,
        observed_at: new Date(firstDay + of * day + printer * 1000).toISOString(),
        reading: reading(printer, of),
    })),
    thinned: [],
});
const send = async (body: Row): Promise<number> => {
    const response = await fetch(`${base}/api/v1/agent/readings`, {
        method: "POST",
        headers: {
            authorization: `Bearer ${agentKey}`,
            "content-type": "application/json",
            "content-encoding": "gzip",
            "idempotency-key": crypto.randomUUID(),
        },
        body: gzipSync(JSON.stringify(body)),
    });
    const answer = (await response.json()) as Row;
    if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(answer)}`);
    return Number(answer.acknowledged_seq);
};
const historyOf = async (serial: string): Promise<Row[]> => {
    const [printer] = (await api.get("/printers", { query: { search: serial } })).items as Row[];
    const query = { from: new Date(firstDay - day).toISOString(), to: new Date(firstDay + 59 * day).toISOString() };
    return (await api.get(`/printers/${printer.id}/meters`, { query })).items as Row[];
};

before(async () => {
    writeFileSync(
        join(folder, "platen.toml"),
        `data = "${join(folder, "data")}"\nlisten = "127.0.0.1:${port}"\n[metrics]\nlisten = ""\n`,
    );
    start();
    await ready();
    api = await setUp(base, join(folder, "data"));
    const operator = (await api.get("/session")).organization as Row;
    const partner = await api.post("/organizations", { name: "Partner", parent_id: operator.id });
    const customer = await api.post("/organizations", { name: "Customer", parent_id: partner.id }, { as: partner.id });
    customerId = String(customer.id);
    const address = {
        street1: "1",
        street2: "",
        street3: "",
        building: "",
        floor: "",
        room: "",
        city: "Oslo",
        state: "",
        postal_code: "",
        country: "NO",
    };
    const site = await api.post("/sites", { name: "Oslo", address }, { as: customer.id });
    const agent = await api.post(
        "/agents",
        {
            site_id: site.id,
            name: "Agent",
            search: {
                include: [],
                exclude: [],
                communities: [],
                v3_users: [],
                discovery_interval_seconds: 86_400,
                polling_interval_seconds: 3600,
            },
        },
        { as: customer.id },
    );
    agentKey = (await api.post("/agent/enroll", { token: agent.enrollment_token, host_name: "here", version: "0.1.0" }))
        .key;
});
after(async () => {
    await kill();
    rmSync(folder, { recursive: true, force: true });
});

test("a batch is stored exactly once, whenever the server is killed", { timeout: 300_000 }, async () => {
    const days = 8;
    for (let of = 0; of < days; of++) {
        // From "the request has hardly left" to "the answer is on its way".
        const sent = send(batch(1, of)).catch(() => 0);
        await new Promise((resolve) => setTimeout(resolve, of * 4));
        await kill();
        await sent;
        start();
        await ready();
        const acknowledged = await until("the acknowledgement", 60, () => send(batch(1, of)));
        assert.equal(acknowledged, (of + 1) * printers);
    }
    assert.equal((await api.all("/printers")).length, printers);
    for (const printer of [0, 17, printers - 1]) {
        const history = await historyOf(`FAULT${printer}`);
        assert.equal(history.length, days, `FAULT${printer}: ${JSON.stringify(history)}`);
    }
});

test("an import of contacts is whole, once, whenever the server is killed (CON-6)", { timeout: 300_000 }, async () => {
    const columns = (
        "first_name,last_name,company,email,phone_country_code,phone_number,phone_extension,address_1,address_2," +
        "address_3,building,floor,room,city,state_province,postal_code,country"
    ).split(",");
    const rows = 300;
    const kills = 8;
    for (let kill_at = 0; kill_at < kills; kill_at++) {
        const row = (of: number): string =>
            columns
                .map((column) => {
                    const known: Record<string, string> = {
                        first_name: `Row ${of}`,
                        last_name: `Berg ${kill_at}`,
                        company: `Killed ${kill_at}`,
                        email: `row${of}@killed${kill_at}.example`,
                        address_1: "Storgata 1",
                        city: "Oslo",
                        postal_code: "0155",
                        country: "NO",
                    };
                    return known[column] ?? "";
                })
                .join(",");
        const file = [columns.join(","), ...Array.from({ length: rows }, (_, of) => row(of))].join("\r\n");
        const started = await api.post("/contact-imports", file, {
            as: customerId,
            type: "text/csv",
            query: { file_name: "contacts.csv" },
        });
        // From "hardly begun" to "nearly done", by what it says of itself.
        await until(
            "the row to be killed at",
            60,
            async () => {
                const { rows_done, state } = await api.get(`/contact-imports/${started.id}`);
                return rows_done >= (kill_at * rows) / kills || state === "completed";
            },
            0,
        );
        await kill();
        start();
        await ready();
        const done = await until(
            "the report",
            20,
            async () => {
                const report = await api.get(`/contact-imports/${started.id}`);
                return report.state === "completed" ? report : undefined;
            },
            50,
        );
        assert.deepEqual(done.counts, { rows, imported: rows, existing: 0, not_imported: 0, invalid: 0 });
        const kept = await api.all("/contacts", { query: { company: `Killed ${kill_at}` } });
        assert.equal(kept.length, rows);
        assert.equal(new Set(kept.map(({ email }) => email)).size, rows);
    }
});

test("batches out of order and doubled give the same history", { timeout: 120_000 }, async () => {
    const earlier = await historyOf("FAULT5");
    const one = batch(1, 9);
    const two = batch(1, 8);
    assert.equal(await send(one), 8 * printers, "8 is missing: no gap is acknowledged");
    assert.equal(await send(two), 10 * printers);
    assert.equal(await send(one), 10 * printers);
    const history = await historyOf("FAULT5");
    assert.equal(history.length, earlier.length + 2);
    const moments = history.map((point) => Date.parse(point.observed_at));
    assert.deepEqual(
        moments,
        [...moments].sort((a, b) => a - b),
    );
    const [printer] = (await api.get("/printers", { query: { search: "FAULT5" } })).items as Row[];
    assert.equal((printer.supplies as Row[])[0].remaining_percent, 91, "the newest reading is the current state");
});

test("a reading with fields that the server does not know is kept, reported and acknowledged", async () => {
    const odd = batch(1, 10);
    (odd.readings as Row[])[0].reading.new_in_2030 = true;
    assert.equal(await send(odd), 11 * printers);
    const agents = (await api.get("/agents")).items as Row[];
    const refused = (await api.get(`/agents/${agents[0].id}/refused-readings`)).items as Row[];
    assert.equal(refused.length, 1);
    assert.match(JSON.stringify(refused[0]), /new_in_2030/);
});

test("the private database is killed: it comes back by itself and nothing is lost", { timeout: 120_000 }, async () => {
    const postmaster = (): number =>
        Number(readFileSync(join(folder, "data/postgresql/data/postmaster.pid"), "utf8").split("\n")[0]);
    const killed = postmaster();
    process.kill(killed, "SIGKILL");
    await until("another database", 60, async () => postmaster() !== killed, 100);
    assert.equal(await until("the acknowledgement", 60, () => send(batch(1, 11)), 100), 12 * printers);
    assert.ok(((await api.get("/printers", { query: { limit: 1 } })).items as Row[]).length === 1);
});

test("SIGTERM lets a request that is under way end", async () => {
    const asked = api.get("/printers", { query: { limit: 100 } });
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    const answer = await asked.catch((error: Error) => error);
    const code = await ended;
    assert.equal(code, 0);
    if (answer instanceof Error) assert.match(answer.message, /fetch failed/);
    start();
    await ready();
});
