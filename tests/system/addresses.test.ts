// Search criteria and agents that go (AGT-7), through the real programs: a printer whose address is taken out stays in the
// list as not communicating and comes back with its address; an agent that is uninstalled keeps its printers.
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
const folder = mkdtempSync(join(tmpdir(), "platen-addresses-"));
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
// Hours of a quiet office are minutes here.
const clock = new BusinessClock(join(folder, "clock"), Date.parse("2026-11-20T09:00:00Z"));
clock.run(60);
let api: Api;
let running: ChildProcess;
let agentId: string;

const address = (n: number): string => `127.32.0.${n}:${snmpPort}`;
const search = (numbers: number[]): Row => ({
    include: numbers.map(address),
    exclude: [],
    communities: ["public"],
    v3_users: [],
    discovery_interval_seconds: 900,
    polling_interval_seconds: 300,
});
const include = async (numbers: number[]): Promise<void> => {
    const { name, site_id, version } = await api.get(`/agents/${agentId}`);
    await api.put(`/agents/${agentId}`, { name, site_id, search: search(numbers) }, { version: Number(version) });
};
// "1 ok" or "1 silent" of each printer of the list, by its address.
const shown = async (): Promise<string> =>
    (await api.all("/printers"))
        .map((printer) => {
            const last = String(printer.address).split(".").at(-1);
            return `${last} ${printer.state === "not_communicating" ? "silent" : "ok"}`;
        })
        .sort()
        .join(", ");
const shows = (wanted: string): Promise<boolean> =>
    until(wanted, 180, async () => (await shown()) === wanted || undefined);

before(async () => {
    children.start("platen-sim", simulator, [
        "run",
        "--printers",
        String(printers),
        "--base",
        "127.32.0.1",
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
    const agent = await api.post("/agents", { site_id: site.id, name: "Agent", search: search([1, 2, 3]) });
    agentId = String(agent.id);
    const data = join(folder, "agent");
    mkdirSync(data, { recursive: true, mode: 0o700 });
    writeFileSync(join(data, "token"), `${agent.enrollment_token}\n`, { mode: 0o600 });
    const program = join(programs, "agent/platen-agent");
    await run(program, ["enroll", "--server", base, "--token-file", join(data, "token"), "--data", data]);
    running = children.start("agent", program, ["run", "--data", data, "--clock", clock.file]);
    await shows("1 ok, 2 ok, 3 ok");
});
after(async () => {
    await children.stop();
    rmSync(folder, { recursive: true, force: true });
});

test("a printer whose address is taken out stays, falls silent and comes back with its address (AGT-7)", async () => {
    const before = (await api.all("/printers")).map((printer) => printer.id).sort();
    await include([1, 3]);
    await shows("1 ok, 2 silent, 3 ok");
    // However long it is away, nobody has deregistered it.
    assert.deepEqual((await api.all("/printers")).map((printer) => printer.id).sort(), before);
    assert.deepEqual((await api.get("/printers/deregistered")).items, []);
    await include([1, 2, 3]);
    await shows("1 ok, 2 ok, 3 ok");
    assert.deepEqual((await api.all("/printers")).map((printer) => printer.id).sort(), before);
});

test("what the simulator's printers tell is enough for their registration (PRN-6)", async () => {
    await until("the registrations", 60, async () => {
        const states = (await api.all("/printers")).map((printer) =>
            printer.serial_number ? printer.registration : "registered",
        );
        return states.every((state) => state === "registered") || undefined;
    });
});

test("an agent that is uninstalled keeps its printers (AGT-7)", async () => {
    const before = (await api.all("/printers")).map((printer) => printer.id).sort();
    const ended = new Promise<void>((resolve) => running.once("exit", () => resolve()));
    running.kill("SIGTERM");
    await ended;
    rmSync(join(folder, "agent"), { recursive: true });
    await shows("1 silent, 2 silent, 3 silent");
    const { printer_count } = await api.get(`/agents/${agentId}`);
    assert.equal(printer_count, printers);
    assert.deepEqual((await api.all("/printers")).map((printer) => printer.id).sort(), before);
});
