// Printers that answer IPP alone (AGT-10), through the real programs: two of CUPS' own ippeveprinter, found by address, read
// by IPPS, shown with the source of each value; another certificate is in the printer's history, and a dead port is said to be one.
import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Api } from "../../tools/demo/api.ts";
import { freePort, Programs, run, until } from "../../tools/demo/programs.ts";
import type { Row } from "../../tools/demo/shapes.ts";
import { startServer } from "./operator.ts";

const programs = process.env.PLATEN_PROGRAMS;
if (!programs) throw new Error("PLATEN_PROGRAMS is not set; run ./dev test system");
const folder = mkdtempSync(join(tmpdir(), "platen-ipp-"));
// The private database runs as an unprivileged user, who must get through.
chmodSync(folder, 0o755);
const port = await freePort(0);
const base = `http://127.0.0.1:${port}`;
const machines = [
    { maker: "Acme", model: "LaserPro 100", name: "Hall", port: await freePort(0) },
    { maker: "Betta", model: "InkPro 200", name: "Lab", port: await freePort(0) },
];
const servers = new Programs(join(folder, "logs"));
let printers = new Programs(join(folder, "logs"));
let api: Api;

// ippeveprinter of Debian 12 ends at once without a system bus; a private one that nobody answers on is enough for it.
const bus = join(folder, "bus");
const answers = (to: number): Promise<boolean> =>
    new Promise((resolve) => {
        const socket = connect(to, "127.0.0.1", () => {
            socket.destroy();
            resolve(true);
        });
        socket.once("error", () => resolve(false));
    });
async function startPrinters(keys: string): Promise<void> {
    for (const machine of machines) {
        const spool = join(folder, `${keys}-${machine.port}`);
        mkdirSync(spool, { recursive: true });
        printers.start(`printer-${machine.name}`, "/usr/bin/env", [
            `DBUS_SYSTEM_BUS_ADDRESS=unix:path=${bus}`,
            "/usr/sbin/ippeveprinter",
            ...["-r", "off", "-p", String(machine.port), "-K", spool, "-d", spool, "-n", "localhost"],
            ...["-M", machine.maker, "-m", machine.model, "-s", "10,5", machine.name],
        ]);
        await until(`printer ${machine.name}`, 30, () => answers(machine.port));
    }
}
const shown = async (): Promise<Row[]> => {
    const list = await api.all("/printers");
    const details = await Promise.all(list.map((printer) => api.get(`/printers/${printer.id}`)));
    return details.sort((a, b) => String(a.manufacturer).localeCompare(String(b.manufacturer)));
};
const ask = async (ids: string[]): Promise<Row[]> => {
    const task = await api.post("/printers/status-requests", { printer_ids: ids });
    await until("the end of the task", 120, async () => {
        const now = await api.get(`/tasks/${task.id}`);
        return now.state !== "queued" && now.state !== "running" && now;
    });
    return (await api.get(`/tasks/${task.id}/items`)).items as Row[];
};

before(async () => {
    writeFileSync(
        `${bus}.conf`,
        `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>custom</type><listen>unix:path=${bus}</listen><auth>EXTERNAL</auth><policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`,
    );
    servers.start("bus", "dbus-daemon", [`--config-file=${bus}.conf`, "--nofork"]);
    await until("the bus", 30, async () => existsSync(bus));
    await startPrinters("first");
    api = await startServer(servers, join(programs, "server/platen"), folder, port);
    const parts = ["street1", "street2", "street3", "building", "floor", "room", "state", "postal_code"];
    const address = { ...Object.fromEntries(parts.map((part) => [part, ""])), city: "Oslo", country: "NO" };
    const program = join(programs, "agent/platen-agent");
    // An agent each: ippeveprinter listens on every address of the machine, so that a port is what tells the two apart.
    for (const machine of machines) {
        const site = await api.post("/sites", { name: machine.name, address });
        const agent = await api.post("/agents", {
            site_id: site.id,
            name: machine.name,
            search: {
                include: ["127.0.0.1:9"],
                exclude: [],
                communities: ["public"],
                v3_users: [],
                discovery_interval_seconds: 86_400,
                polling_interval_seconds: 86_400,
            },
        });
        const data = join(folder, `agent-${machine.name}`);
        mkdirSync(data, { recursive: true, mode: 0o700 });
        writeFileSync(join(data, "token"), `${agent.enrollment_token}\n`, { mode: 0o600 });
        const config = join(data, "agent.toml");
        writeFileSync(
            config,
            `[snmp]\ntimeout_ms = 200\nretries = 0\n[ipp]\nports = [${machine.port}]\ndns_sd = false\n`,
        );
        await run(program, ["enroll", "--server", base, "--token-file", join(data, "token"), "--data", data]);
        servers.start(`agent-${machine.name}`, program, ["run", "--data", data, "--config", config]);
    }
    await until("the printers", 120, async () => (await api.all("/printers")).length === machines.length);
});
after(async () => {
    await printers.stop();
    await servers.stop();
    rmSync(folder, { recursive: true, force: true });
});

test("a printer without SNMP is found, read by IPPS, and says who told what", { timeout: 300_000 }, async () => {
    for (const [at, printer] of (await shown()).entries()) {
        const machine = machines[at];
        assert.equal(printer.manufacturer, machine.maker);
        assert.equal(printer.model, machine.model);
        assert.equal(printer.state, "ok");
        const origins = printer.origins as Row[];
        assert.deepEqual(
            origins.map((origin) => origin.protocol),
            ["ipps"],
        );
        const values = origins[0].values as string[];
        for (const value of ["manufacturer", "model", "status", "supplies", "inputs"])
            assert.ok(values.includes(value));
        const supplies = printer.supplies as Row[];
        assert.ok(supplies.length > 0);
        for (const supply of supplies) assert.equal(supply.source, "ipp");
        assert.match(String((printer.certificate as Row).sha256), /^[0-9a-f]{64}$/);
        assert.deepEqual(printer.problems, []);
    }
});

test("another certificate is in the printer's history", { timeout: 300_000 }, async () => {
    const old = await shown();
    const ids = old.map((printer) => String(printer.id));
    await printers.stop();
    const dead = await ask(ids);
    for (const item of dead) assert.notEqual(item.outcome, "done");
    printers = new Programs(join(folder, "logs"));
    await startPrinters("second");
    for (const item of await ask(ids)) assert.equal(item.outcome, "done");
    for (const [at, printer] of (await shown()).entries()) {
        assert.equal(printer.id, old[at].id);
        const before = String((old[at].certificate as Row).sha256);
        const now = String((printer.certificate as Row).sha256);
        assert.notEqual(now, before);
        assert.deepEqual(printer.problems, [`IPP: the certificate has changed, from ${before} to ${now}`]);
        const events = (await api.get(`/printers/${printer.id}/timeline`)).items as Row[];
        assert.ok(
            events.some((event) => event.code === "printer_certificate_changed"),
            JSON.stringify(events),
        );
    }
});
