// A poorer answer destroys no better one (AGT-4, PRN-5), through the real programs: a printer of platen-sim answers as
// badly as it can while somebody asks for its status; what was known of it stays, with its age, and the task says what
// was not answered.
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createSocket } from "node:dgram";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Api } from "../../tools/demo/api.ts";
import { freePort, Programs, run, until } from "../../tools/demo/programs.ts";
import type { Row } from "../../tools/demo/shapes.ts";
import { startServer } from "./operator.ts";

const programs = process.env.PLATEN_PROGRAMS;
if (!programs) throw new Error("PLATEN_PROGRAMS is not set; run ./dev test system");
const folder = mkdtempSync(join(tmpdir(), "platen-partial-"));
// The private database runs as an unprivileged user, who must get through.
chmodSync(folder, 0o755);
const port = await freePort(0);
const snmpPort = await new Promise<number>((resolve) => {
    const socket = createSocket("udp4");
    socket.bind(0, "127.0.0.1", () => {
        const { port: free } = socket.address();
        socket.close(() => resolve(free));
    });
});
const base = `http://127.0.0.1:${port}`;
const control = join(folder, "sim.sock");
const simulator = join(programs, "simulator/platen-sim");
const printers = 6;
const children = new Programs(join(folder, "logs"));
let api: Api;

const ctl = (...words: string[]): Promise<string> => run(simulator, ["ctl", control, ...words]);
const shown = async (): Promise<Row[]> => {
    const list = await api.all("/printers");
    const details = await Promise.all(list.map((printer) => api.get(`/printers/${printer.id}`)));
    return details.sort((a, b) => String(a.address).localeCompare(String(b.address)));
};
// Asks all printers and waits for the end; gives what became of each, by printer.
const askAll = async (ids: string[]): Promise<Map<string, Row>> => {
    const task = await api.post("/printers/status-requests", { printer_ids: ids });
    const ended = await until("the end of the task", 120, async () => {
        const now = await api.get(`/tasks/${task.id}`);
        return now.state !== "queued" && now.state !== "running" && now;
    });
    const items = (await api.get(`/tasks/${task.id}/items`)).items as Row[];
    assert.equal(items.length, ids.length);
    const whole = items.every((item) => item.outcome === "done");
    assert.equal(ended.state, whole ? "completed" : "completed_with_errors");
    return new Map(items.map((item) => [String(item.object_id), item]));
};

before(async () => {
    children.start("platen-sim", simulator, [
        "run",
        "--printers",
        String(printers),
        "--base",
        "127.31.0.1",
        "--port",
        String(snmpPort),
        "--control",
        control,
    ]);
    api = await startServer(children, join(programs, "server/platen"), folder, port);
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
    const site = await api.post("/sites", { name: "Oslo", address });
    const agent = await api.post("/agents", {
        site_id: site.id,
        name: "Agent",
        search: {
            include: [`127.31.0.1-127.31.0.${printers}:${snmpPort}`],
            exclude: [],
            communities: ["public"],
            v3_users: [],
            discovery_interval_seconds: 86_400,
            polling_interval_seconds: 86_400,
        },
    });
    const data = join(folder, "agent");
    mkdirSync(data, { recursive: true, mode: 0o700 });
    writeFileSync(join(data, "token"), `${agent.enrollment_token}\n`, { mode: 0o600 });
    const program = join(programs, "agent/platen-agent");
    await run(program, ["enroll", "--server", base, "--token-file", join(data, "token"), "--data", data]);
    children.start("agent", program, ["run", "--data", data]);
    for (const line of (await ctl("list")).trim().split("\n")) await ctl("alive", line.split(" ")[0]);
    await until("the printers", 120, async () => (await api.all("/printers")).length === printers);
});
after(async () => {
    await children.stop();
    rmSync(folder, { recursive: true, force: true });
});

// What a supply is; its level may be that of another moment.
const supplyWords = (printer: Row): string[] =>
    (printer.supplies as Row[]).map((supply) =>
        JSON.stringify([
            supply.slot,
            supply.index,
            supply.type,
            supply.class,
            supply.colorant,
            supply.description,
            supply.unit,
            supply.max_capacity_raw,
        ]),
    );

test(
    "a fault of a printer takes nothing away, and the task says what was not answered",
    { timeout: 900_000 },
    async () => {
        const addresses = (await shown()).map((printer) => String(printer.address));
        const ids = (await shown()).map((printer) => String(printer.id));
        const seen = new Set<string>();
        for (const fault of [
            "slow=1500",
            "drop=2",
            "drop=3",
            "drop=5",
            "truncate=120",
            "garbage",
            "loop",
            "wrong-id",
            "huge",
            "max-message=484",
            "max-repetitions=1",
        ]) {
            const whole = await askAll(ids);
            const clean = await shown();
            for (const printer of clean) {
                assert.equal(whole.get(String(printer.id))?.outcome, "done", `${printer.model} before ${fault}`);
                assert.deepEqual(printer.unanswered, []);
            }
            for (const address of addresses) await ctl("fault", address, fault);
            const items = await askAll(ids);
            for (const [index, printer] of (await shown()).entries()) {
                const old = clean[index];
                const what = `${printer.manufacturer} ${printer.model}, ${fault}`;
                const item = items.get(String(printer.id)) ?? assert.fail(what);
                seen.add(String(item.outcome));
                assert.equal(printer.id, old.id, what);
                assert.deepEqual(supplyWords(printer), supplyWords(old), what);
                for (const same of [
                    "manufacturer",
                    "model",
                    "serial_number",
                    "host_name",
                    "location",
                    "hardware_address",
                    "firmware",
                    "alerts",
                ]) {
                    assert.deepEqual(printer[same], old[same], `${what}: ${same}`);
                }
                assert.deepEqual(
                    (printer.meters as Row[]).map((meter) => meter.kind),
                    (old.meters as Row[]).map((meter) => meter.kind),
                    what,
                );
                for (const [at, supply] of (printer.supplies as Row[]).entries()) {
                    const before = (old.supplies as Row[])[at];
                    assert.equal(supply.level_state, before.level_state, `${what}: ${supply.description}`);
                    const fresh = supply.observed_at === printer.observed_at;
                    assert.ok(
                        fresh || supply.observed_at === before.observed_at,
                        `${what}: the age of ${supply.description}`,
                    );
                    assert.ok(
                        fresh || item.outcome !== "done",
                        `${what}: an old level in an answer that is called whole`,
                    );
                }
                const parts = (printer.unanswered as Row[]).map(({ part }) => part);
                if (item.outcome === "partly") {
                    assert.equal(item.reason.code, "printer_answered_partly", what);
                    assert.deepEqual(String(item.reason.args.parts).split(","), parts, what);
                    assert.match(item.reason.text, /^Partly: no answer to [a-z]/, what);
                } else if (item.outcome === "failed") {
                    assert.equal(printer.observed_at, old.observed_at, what);
                } else {
                    assert.deepEqual(parts, [], what);
                }
            }
            for (const address of addresses) {
                await ctl("fault", address, "none");
                await ctl("alive", address);
            }
        }
        assert.deepEqual([...seen].sort(), ["done", "failed", "partly"], "the faults were all three");
    },
);
