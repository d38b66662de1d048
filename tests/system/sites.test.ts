// Agents of one site, through the real programs: of two with one search one polls, the other takes over when it is killed, and the
// first one stands by when it returns; what both read while the server was away counts once (AGT-12). A printer that reports itself
// with a credential of its own, and itself only (AGT-6).
import assert from "node:assert/strict";
import { type ChildProcess } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createSocket } from "node:dgram";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Api } from "../../tools/demo/api.ts";
import { BusinessClock } from "../../tools/demo/clock.ts";
import { freePort, Programs, run, until } from "../../tools/demo/programs.ts";
import type { Row } from "../../tools/demo/shapes.ts";
import { startServer } from "./operator.ts";

const programs = process.env.PLATEN_PROGRAMS;
if (!programs) throw new Error("PLATEN_PROGRAMS is not set; run ./dev test system");
const folder = mkdtempSync(join(tmpdir(), "platen-sites-"));
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
const ctl = (...words: string[]): Promise<string> => run(simulator, ["ctl", control, ...words]);
const printers = 3;
const children = new Programs(join(folder, "logs"));
// Real time: who is silent is a question of real seconds.
const clock = new BusinessClock(join(folder, "clock"), Date.parse("2026-11-20T09:00:00Z"));
clock.run(1);
const pollingSeconds = 60;
let api: Api;
let siteId: string;

const search: Row = {
    include: [1, 2, 3].map((n) => `127.33.0.${n}:${snmpPort}`),
    exclude: [],
    communities: ["public"],
    v3_users: [],
    discovery_interval_seconds: 900,
    polling_interval_seconds: pollingSeconds,
};
const program = join(programs, "agent/platen-agent");
const dataOf = (name: string): string => join(folder, name);
const startAgent = (name: string): ChildProcess =>
    children.start(name, program, ["run", "--data", dataOf(name), "--clock", clock.file]);
const newAgent = async (name: string): Promise<string> => {
    const agent = await api.post("/agents", { site_id: siteId, name, search });
    mkdirSync(dataOf(name), { recursive: true, mode: 0o700 });
    writeFileSync(join(dataOf(name), "token"), `${agent.enrollment_token}\n`, { mode: 0o600 });
    await run(program, [
        "enroll",
        "--server",
        base,
        "--token-file",
        join(dataOf(name), "token"),
        "--data",
        dataOf(name),
    ]);
    return String(agent.id);
};
const killed = async (child: ChildProcess): Promise<void> => {
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill("SIGKILL");
    await ended;
};
const duty = async (id: string): Promise<Row | null> => (await api.get(`/agents/${id}`)).duty as Row | null;
// Of which agent each printer's newest reading is, and when it was made.
const readBy = async (): Promise<Row[]> =>
    (await api.all("/printers")).map(({ agent_id, observed_at }) => ({ agent_id, observed_at }));

before(async () => {
    children.start("platen-sim", simulator, [
        "run",
        "--printers",
        String(printers),
        "--base",
        "127.33.0.1",
        "--port",
        String(snmpPort),
        "--control",
        control,
    ]);
    api = await startServer(
        children,
        join(programs, "server/platen"),
        folder,
        port,
        `[clock]\nfile = "${clock.file}"\n`,
    );
    for (const line of (await ctl("list")).trim().split("\n")) await ctl("alive", line.split(" ")[0]);
    const site = await api.post("/sites", {
        name: "Oslo",
        address: {
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
        },
    });
    siteId = String(site.id);
});
after(async () => {
    await children.stop();
    rmSync(folder, { recursive: true, force: true });
});

test("of two agents one polls; the other takes over within two polling intervals, and the first stands by when it returns (AGT-12)", async () => {
    const first = await newAgent("first");
    let running = startAgent("first");
    await until("the printers", 120, async () => (await api.all("/printers")).length === printers || undefined);
    const second = await newAgent("second");
    startAgent("second");
    await until("the second one stands by", 60, async () => (await duty(second))?.polls === false || undefined);
    assert.equal((await duty(second))?.stands_by_for_name, "first");
    assert.deepEqual((await duty(first))?.stood_by, ["second"]);
    // It must have been heard of for long enough to know who is silent.
    await until("the second one has been there for a while", 150, async () => {
        const { last_contact_at } = await api.get(`/agents/${second}`);
        return (
            Date.parse(String(last_contact_at)) - Date.parse(String((await duty(second))?.since)) > 95_000 || undefined
        );
    });
    assert.deepEqual(
        (await readBy()).map(({ agent_id }) => agent_id),
        [first, first, first],
        "the one that stands by reports nothing",
    );

    const killedAt = Date.now();
    await killed(running);
    // Business time, as the server's times are.
    const lastHeard = Date.parse(String((await api.get(`/agents/${first}`)).last_contact_at));
    await until(
        "the second one has read all printers",
        2 * pollingSeconds,
        async () => (await readBy()).every(({ agent_id }) => agent_id === second) || undefined,
    );
    assert.ok(Date.now() - killedAt <= 2 * pollingSeconds * 1000, `${Date.now() - killedAt} ms`);
    assert.equal((await duty(second))?.polls, true);

    running = startAgent("first");
    await until("the first one is heard again, and stands by", 60, async () => {
        const { last_contact_at } = await api.get(`/agents/${first}`);
        return (Date.parse(String(last_contact_at)) > lastHeard && (await duty(first))?.polls === false) || undefined;
    });
    await api.post(`/agents/${first}/duty`, { choice: "make_active" });
    await until(
        "the first one polls again",
        2 * pollingSeconds,
        async () => (await readBy()).every(({ agent_id }) => agent_id === first) || undefined,
    );
});

test("a printer reports itself with its own credential, and nothing else (AGT-6)", async () => {
    const agent = await api.post("/agents", { site_id: siteId, name: "Lobby", kind: "native" });
    const data = dataOf("lobby");
    mkdirSync(data, { recursive: true, mode: 0o700 });
    writeFileSync(join(data, "token"), `${agent.enrollment_token}\n`, { mode: 0o600 });
    const native = (...more: string[]): string[] => [
        "native",
        "--server",
        base,
        "--token-file",
        join(data, "token"),
        "--data",
        data,
        "--seed",
        "77",
        "--address",
        "127.44.0.1",
        "--clock",
        clock.file,
        ...more,
    ];
    const printer = children.start("native", simulator, native());
    const itself = await until("the printer", 60, async () => {
        const own = (await api.get(`/agents/${agent.id}`)).own_printer as Row | null;
        const found = (await api.all("/printers")).find(({ serial_number }) => serial_number === own?.serial_number);
        return own && found;
    });
    assert.equal(itself.agent_id, agent.id);

    // Asked for its status it answers where it waits.
    const before = itself.observed_at;
    const task = await api.post("/printers/status-requests", { printer_ids: [itself.id] });
    await until("its status", 60, async () => (await api.get(`/tasks/${task.id}`)).state === "completed" || undefined);
    const after = (await api.all("/printers")).find(({ id }) => id === itself.id);
    assert.ok(String(after?.observed_at) > String(before), `${after?.observed_at} after ${before}`);

    await killed(printer);
    await assert.rejects(run(simulator, native("--report-as", "SOMEBODY-ELSE-1")), /native_agent_other_printer/);
    const serials = (await api.all("/printers")).map(({ serial_number }) => serial_number);
    assert.ok(!serials.includes("SOMEBODY-ELSE-1"));
});
