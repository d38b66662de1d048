// Two machines with one agent identity (reliability 4), through the real programs: the data folder of an agent that runs is copied and
// both go on. The server refuses one of them, which keeps what it read, and a person learns both addresses.
import assert from "node:assert/strict";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createSocket } from "node:dgram";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { DatabaseSync } from "node:sqlite";
import type { Api } from "../../tools/demo/api.ts";
import { freePort, Programs, run, until } from "../../tools/demo/programs.ts";
import { startServer } from "./operator.ts";

const programs = process.env.PLATEN_PROGRAMS;
if (!programs) throw new Error("PLATEN_PROGRAMS is not set; run ./dev test system");
const folder = mkdtempSync(join(tmpdir(), "platen-twins-"));
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
const agentProgram = join(programs, "agent/platen-agent");
const children = new Programs(join(folder, "logs"));
let api: Api;
let agentId = "";
const first = join(folder, "first");
const second = join(folder, "second");

// What waits in the journal of an agent that stands still.
function waiting(data: string): number {
    const journal = new DatabaseSync(join(data, "journal.db"), { readOnly: true });
    try {
        return Number(journal.prepare("SELECT count(*) AS number FROM readings").get()?.number);
    } finally {
        journal.close();
    }
}
const printersRead = async (): Promise<number> => (await api.all("/printers")).length;
const log = (name: string): string => readFileSync(join(folder, "logs", `${name}.log`), "utf8");
async function stopped(child: ReturnType<Programs["start"]>): Promise<void> {
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill("SIGTERM");
    await ended;
}

before(async () => {
    children.start("platen-sim", join(programs, "simulator/platen-sim"), [
        ...["run", "--printers", "4", "--base", "127.32.0.1", "--port", String(snmpPort)],
        ...["--control", join(folder, "sim.sock")],
    ]);
    api = await startServer(children, join(programs, "server/platen"), folder, port);
    const parts = ["street1", "street2", "street3", "building", "floor", "room", "state", "postal_code"];
    const address = { ...Object.fromEntries(parts.map((part) => [part, ""])), city: "Oslo", country: "NO" };
    const site = await api.post("/sites", { name: "Oslo", address });
    const agent = await api.post("/agents", {
        site_id: site.id,
        name: "Agent",
        search: {
            include: [`127.32.0.1-127.32.0.4:${snmpPort}`],
            exclude: [],
            communities: ["public"],
            v3_users: [],
            discovery_interval_seconds: 86_400,
            polling_interval_seconds: 900,
        },
    });
    agentId = String(agent.id);
    mkdirSync(first, { recursive: true, mode: 0o700 });
    writeFileSync(join(first, "token"), `${agent.enrollment_token}\n`, { mode: 0o600 });
    await run(agentProgram, ["enroll", "--server", base, "--token-file", join(first, "token"), "--data", first]);
});
after(async () => {
    await children.stop();
    rmSync(folder, { recursive: true, force: true });
});

test(
    "of two machines with one identity one is refused and loses nothing, and both addresses are told",
    { timeout: 600_000 },
    async () => {
        const one = children.start("first", agentProgram, ["run", "--data", first]);
        await until("the printers", 120, async () => (await printersRead()) === 4);
        await stopped(one);
        cpSync(first, second, { recursive: true });

        // Both read the same printers, each under the same numbers.
        const again = children.start("first-again", agentProgram, ["run", "--data", first]);
        const ask = async (): Promise<void> => {
            const ids = (await api.all("/printers")).map((printer) => String(printer.id));
            const task = await api.post("/printers/status-requests", { printer_ids: ids });
            await until("the answers", 120, async () => {
                const now = await api.get(`/tasks/${task.id}`);
                return now.state !== "queued" && now.state !== "running" && now;
            });
        };
        await ask();
        await stopped(again);
        const twin = children.start("second", agentProgram, ["run", "--data", second]);
        const asking = ask();
        const refused = await until("the refusal", 180, async () => {
            const { items } = await api.get(`/agents/${agentId}/refused-readings`);
            return items.find((one: { code: string }) => one.code === "identity_twice");
        });
        assert.match(JSON.stringify(refused.fields), /127\.0\.0\.1/, "the addresses of both");
        assert.match(log("second"), /uplink\.refused/);
        await stopped(twin);
        assert.ok(waiting(second) > 0, "what the refused machine read waits in its journal");

        // The other one goes on, and loses nothing either.
        const last = children.start("first-last", agentProgram, ["run", "--data", first]);
        await asking.catch(() => undefined);
        await ask();
        await stopped(last);
        assert.equal(waiting(first), 0);
        assert.equal(await printersRead(), 4);
    },
);
