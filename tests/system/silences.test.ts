// A silent printer tells why (AGT-11), through the real programs: a printer that is switched off, one with another community,
// one in whose place another answers, an agent that is off; an address looked at step by step, and diagnostics that play.
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
const folder = mkdtempSync(join(tmpdir(), "platen-silences-"));
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
const why = async (printer: Row): Promise<Row> => await api.get(`/printers/${printer.id}/silence`);
// Asks for the status of printers, whatever comes of it.
const askFor = async (printers: Row[]): Promise<void> => {
    const task = await api.post("/printers/status-requests", { printer_ids: printers.map(({ id }) => id) });
    await until("the end of the task", 120, async () => {
        const now = await api.get(`/tasks/${task.id}`);
        return now.state !== "queued" && now.state !== "running" && now;
    });
};
const becomes = async (printer: Row, cause: string): Promise<Row> =>
    await until(`${printer.model}: ${cause}`, 60, async () => {
        const now = await why(printer);
        return now.cause === cause && now;
    });
let agentId = "";
const agents = new Programs(join(folder, "logs"));

before(async () => {
    children.start("platen-sim", simulator, [
        "run",
        "--printers",
        String(printers),
        "--base",
        "127.37.0.1",
        "--port",
        String(snmpPort),
        "--v3-user",
        "anna:sha256:correct horse",
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
            include: [`127.37.0.1-127.37.0.${printers}:${snmpPort}`],
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
    agentId = String(agent.id);
    const program = join(programs, "agent/platen-agent");
    await run(program, ["enroll", "--server", base, "--token-file", join(data, "token"), "--data", data]);
    writeFileSync(join(data, "agent.toml"), "[snmp]\ntimeout_ms = 300\nretries = 1\n[ipp]\nenabled = false\n");
    // Before the agent searches: the next search is a day later.
    for (const line of (await ctl("list")).trim().split("\n")) await ctl("alive", line.split(" ")[0]);
    agents.start("agent", program, ["run", "--data", data, "--config", join(data, "agent.toml")]);
    await until("the printers", 120, async () => (await api.all("/printers")).length === printers);
});
after(async () => {
    await agents.stop();
    await children.stop();
    rmSync(folder, { recursive: true, force: true });
});

test("each kind of silence has its reason, and it goes when the printer answers", { timeout: 600_000 }, async () => {
    const [off, refuses, gone, other, fine] = await shown();
    for (const printer of [off, refuses, gone, other, fine]) assert.equal((await why(printer)).cause, null);
    await ctl("dead", String(off.address));
    await ctl("community", String(refuses.address), "secret");
    // The one goes away, and the other one gets its address.
    await ctl("move", String(gone.address), "127.37.9.9");
    await ctl("move", String(other.address), String(gone.address));
    await askFor([off, refuses, gone]);
    const dark = await becomes(off, "no_answer");
    assert.equal(dark.failure, "no_answer");
    assert.ok(dark.failing_since && dark.checked_at);
    const shut = await becomes(refuses, "access_refused");
    assert.equal(shut.failure, "access_refused");
    const moved = await becomes(gone, "other_printer");
    assert.match(String(moved.seen), new RegExp(String(other.serial_number)));
    assert.equal((await why(fine)).cause, null);

    await ctl("alive", String(off.address));
    await ctl("community", String(refuses.address), "public");
    await askFor([off, refuses]);
    await until("they report again", 60, async () => !(await why(off)).silent && !(await why(refuses)).silent);
});

test("an address is looked at step by step", { timeout: 300_000 }, async () => {
    const look = async (address: string): Promise<Map<string, string>> => {
        const { id } = await api.post(`/agents/${agentId}/address-checks`, { address });
        const done = await until("the check", 90, async () => {
            const now = await api.get(`/agents/${agentId}/address-checks/${id}`);
            return now.state === "done" && now;
        });
        return new Map((done.checks as Row[]).map(({ step, finding }) => [String(step), String(finding)]));
    };
    const [printer] = await shown();
    const good = await look(`${printer.address}:${snmpPort}`);
    assert.equal(good.get("snmp_port"), "ok");
    assert.equal(good.get("access"), "ok");
    assert.equal(good.get("identity"), "ok");
    assert.equal(good.get("ipp"), "off");
    const nobody = await look("127.37.8.8:9");
    assert.equal(nobody.get("snmp_port"), "port_closed");
    assert.equal(nobody.get("identity"), undefined);
    assert.equal((await look("198.51.100.7")).get("address"), "public_address");
});

test("diagnostics come once, without the printer's names", { timeout: 300_000 }, async () => {
    const [printer] = await shown();
    const asked = await api.post(`/agents/${agentId}/diagnostics`, { address: `${printer.address}:${snmpPort}` });
    const file = await until("the file", 180, async () => {
        const { items } = await api.get(`/agents/${agentId}/diagnostics`);
        const one = (items as Row[]).find(({ id }) => id === asked.id);
        return one?.state === "done" && one;
    });
    assert.ok(Number(file.objects) > 20);
});

test("without its agent nothing is known of a printer but that", { timeout: 600_000 }, async () => {
    const [printer] = await shown();
    await agents.stop();
    await ctl("dead", String(printer.address));
    // Three contacts that were missed, in real time.
    await until("the agent counts as silent", 300, async () => {
        const agent = await api.get(`/agents/${agentId}`);
        return agent.state === "not_communicating";
    });
    const silence = await why(printer);
    if (silence.silent) assert.equal(silence.cause, "agent_silent");
});
