// `./dev demo [--check]`: starts mail server, simulator, server and agents on this machine, fills them through
// the API, says who can sign in, lives through months, and then stays (or, with --check, plays the story and ends).
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { BusinessClock, dayText } from "./clock.ts";
import { live, Warehouse } from "./history.ts";
import { Inbox } from "./inbox.ts";
import { freePort, pause, Programs, run, until } from "./programs.ts";
import { joinProgramme } from "./mpsExpress.ts";
import { duration, howFar, Progress } from "./progress.ts";
import { assignContacts, setIntervals, setUp, type Stage, tokenIn, tokensBy } from "./setup.ts";
import { day, type Row } from "./shapes.ts";
import { play } from "./story.ts";
import { siteCount } from "./world.ts";

const checking = process.argv.includes("--check");
const environment = (name: string): string => {
    const value = process.env[name];
    if (!value) throw new Error(`${name} is not set; start the demo with ./dev demo`);
    return value;
};
const programs = environment("PLATEN_PROGRAMS");
const root = environment("PLATEN_ROOT");
const folder = environment("PLATEN_DEMO_FOLDER");
const maildev = environment("PLATEN_MAILDEV");
// A number of the environment; `./dev demo --help` names them all, and refuses nonsense before it installs anything.
function size(name: string, initial: number): number {
    const value = Number(process.env[name] || initial);
    if (!Number.isFinite(value)) throw new Error(`${name} is no number: ./dev demo --help`);
    return value;
}
const printers = size("PLATEN_DEMO_PRINTERS", 200);
const historyDays = size("PLATEN_DEMO_DAYS", checking ? 120 : 184);
const fastest = size("PLATEN_DEMO_SPEED", 3);
const seed = 20;

const started = Date.now() - size("PLATEN_DEMO_BEGAN", 0) * 1000;
const progress = new Progress();
const say = (text: string): void => {
    progress.clear();
    console.log(`   ${text}`);
};
const step = (text: string): void => {
    progress.clear();
    console.log(`ok ${String(Math.round((Date.now() - started) / 1000)).padStart(4)} s  ${text}`);
};

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true, mode: 0o755 });
const children = new Programs(join(folder, "logs"));

// A terminal that is closed takes no more words; the programs are stopped all the same.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

let stopping: Promise<void> | undefined;
function stop(code: number): Promise<void> {
    stopping ??= children.stop().then(() => process.exit(code));
    return stopping;
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
        if (!stopping) say("stopping");
        void stop(checking ? 1 : 0);
    });
}
children.onUnexpectedEnd = (name, log) => {
    if (stopping) return;
    progress.clear();
    console.error(`dev: ${name} ended by itself. The end of ${log}:`);
    console.error(
        readFileSync(log, "utf8")
            .split("\n")
            .slice(-25)
            .map((line) => `   | ${line}`)
            .join("\n"),
    );
    void stop(1);
};

async function port(name: string, initial: number): Promise<number> {
    const wanted = size(name, initial);
    const got = await freePort(wanted);
    if (wanted !== 0 && got !== wanted) say(`port ${wanted} is taken (${name}): ${got} instead`);
    return got;
}
const ports = {
    http: await port("PLATEN_DEMO_PORT", 8080),
    smtp: await port("PLATEN_DEMO_SMTP_PORT", 1025),
    inbox: await port("PLATEN_DEMO_INBOX_PORT", 1080),
    snmp: size("PLATEN_DEMO_SNMP_PORT", 1161),
};
const base = `http://127.0.0.1:${ports.http}`;
const control = join("/tmp", `platen-demo-${process.pid}.sock`);
const now = Date.now();
// It begins on a morning, whenever the demo is started: some printers are switched off at night.
const morning = Math.floor((now - historyDays * day) / day) * day + 9 * 3_600_000;
const clock = new BusinessClock(join(folder, "clock"), morning);

async function startPrograms(): Promise<Inbox> {
    children.start("maildev", process.execPath, [
        join(maildev, "node_modules/maildev/bin/maildev"),
        "--ip",
        "127.0.0.1",
        "--smtp",
        String(ports.smtp),
        "--web",
        String(ports.inbox),
        "--mail-directory",
        join(folder, "mails"),
        "--silent",
    ]);
    const inbox = new Inbox(`http://127.0.0.1:${ports.inbox}`);
    children.start("platen-sim", join(programs, "simulator/platen-sim"), [
        "run",
        "--printers",
        String(printers),
        "--base",
        "127.20.0.1",
        "--port",
        String(ports.snmp),
        "--per-subnet",
        String(Math.ceil(printers / siteCount)),
        "--seed",
        String(seed),
        "--clock",
        clock.file,
        "--epoch",
        dayText(now - (historyDays + 400) * day),
        "--control",
        control,
    ]);
    writeFileSync(
        join(folder, "platen.toml"),
        `# Written by ./dev demo.
data = "${join(folder, "data")}"
listen = "127.0.0.1:${ports.http}"
public_url = "${base}"
portal = "${join(root, "web/dist")}"

[clock]
file = "${clock.file}"

[metrics]
listen = ""

[replenishment]
# The simulated people print on holidays as on other days.
holidays = "none"

[smtp]
url = "smtp://127.0.0.1:${ports.smtp}"
from = "supplies@meridian.example"
from_name = "Meridian Managed Print"
`,
    );
    children.start("platen", join(programs, "server/platen"), ["serve", "--config", join(folder, "platen.toml")]);
    await until("the mail server", 30, async () => (await inbox.mails()) && true);
    await until("the server", 90, async () => (await fetch(`${base}/readyz`)).ok);
    return inbox;
}

// The agent of a site: enrolled with its one-time token, then running.
async function startAgents(stage: Stage): Promise<void> {
    const agent = join(programs, "agent/platen-agent");
    for (const [index, { of, token }] of stage.stations.entries()) {
        const data = join(folder, `agent-${index + 1}`);
        mkdirSync(data, { recursive: true, mode: 0o700 });
        const settings = join(data, "agent.toml");
        // A second is days of business time here, and all printers are on this machine: a silent one is known at once.
        writeFileSync(settings, "[snmp]\ntimeout_ms = 200\n");
        const tokenFile = join(data, "token");
        writeFileSync(tokenFile, `${token}\n`, { mode: 0o600 });
        await run(agent, ["enroll", "--server", base, "--token-file", tokenFile, "--data", data]);
        rmSync(tokenFile);
        children.start(`agent-${of.name.split(" ")[0].toLowerCase()}`, agent, [
            "run",
            "--config",
            settings,
            "--data",
            data,
            "--clock",
            clock.file,
        ]);
    }
}

// Where to look and who can sign in.
function doors(stage: Stage): string {
    const width = Math.max(...stage.accounts.map((account) => account.email.length));
    const people = stage.accounts.map(
        ({ who, email, password }) => `     ${email.padEnd(width)}   ${password}   ${who}`,
    );
    return `
   Portal   ${base}
   Mails    http://127.0.0.1:${ports.inbox}

   Who can sign in (passwords of this run only):
${people.join("\n")}
`;
}

// Three things that show what Platen is for, with what this run has.
async function ideas(stage: Stage): Promise<string> {
    const { api } = stage;
    const [order] = (await api.get("/supply-orders", { query: { state: "submitted", limit: 1 } })).items as Row[];
    const [printer] = (await api.get("/printers", { query: { limit: 1, sort: "-last_contact_at" } })).items as Row[];
    const address = String(printer?.address ?? "127.20.0.1");
    return `
   Three things to try, signed in as the operator's administrator:
     1  What runs out next, and why: Supplies status, then Why? in a row.
        ${base}/replenishment
     2  Send what was ordered: ${order ? `order ${order.number}` : "an order"}, Confirm, then Ship; the contact's mail is in the inbox.
        ${base}/supply-orders${order ? `/${order.id}` : ""}
     3  Take toner out of a printer, then ask it: Get printer status on its page shows the level fall.
        ${join(programs, "simulator/platen-sim")} ctl ${control} level ${address} 1 5
        ${base}/printers/${printer?.id ?? ""}
`;
}

async function main(): Promise<void> {
    console.log(`\n== 3 of 4  Starting ${printers} simulated printers, their agents and the server on ${hostname()}`);
    const inbox = await startPrograms();

    const link = await until("the setup link", 30, async () =>
        readFileSync(join(folder, "data/setup-link"), "utf8").trim(),
    );
    const stage = await setUp(
        base,
        tokenIn(link) ?? link,
        tokensBy(join(programs, "server/platen"), join(folder, "platen.toml")),
        join(root, "simulator/models"),
        ports.snmp,
        say,
    );
    await startAgents(stage);
    step(`the server runs, the operator signed in by the setup link, ${stage.stations.length} agents are enrolled`);

    const { api } = stage;
    clock.run(3600);
    // Some are switched off at the moment, others answer late on a busy machine; the next search finds them.
    let seen = 0;
    let grown = Date.now();
    await until(
        "the agents' first look at the networks",
        180,
        async () => {
            const count = (await api.all("/printers")).length;
            if (count > seen) grown = Date.now();
            seen = count;
            progress.show(`looking for printers: ${howFar(seen, printers, "found", 0)}`);
            return count >= printers || (Date.now() - grown > 10_000 && count > printers * 0.8);
        },
        1000,
    );
    await setIntervals(stage, 30 * 24, 24);
    const silent = printers - seen;
    step(
        `${seen} of ${printers} printers found by SNMP` +
            (silent > 0
                ? `; ${silent} did not answer (switched off this morning, or slow): the next search, in a month, finds them`
                : ""),
    );
    say(`${await assignContacts(stage)} of them got their delivery contact`);
    if (!checking) console.log(doors(stage));

    console.log(
        `== 4 of 4  Living through ${historyDays} days, up to ${fastest} a second` +
            (checking ? "" : "; look around in the portal meanwhile"),
    );
    const warehouse = new Warehouse(api, clock);
    const newest = async (): Promise<number> => {
        const page = (await api.get("/printers", { query: { limit: 1, sort: "-last_contact_at" } })).items as Row[];
        return Date.parse(page[0]?.last_contact_at ?? page[0]?.observed_at);
    };
    const lived = Date.now();
    let assigned = 0;
    await live(clock, fastest, warehouse, newest, async (speed) => {
        const days = (clock.now() - morning) / day;
        const all = Math.round((Date.now() - morning) / day);
        progress.show(
            `${dayText(clock.now())}: ${howFar(days, all, "days", (Date.now() - lived) / 1000)}; ${speed.toFixed(1)} a second`,
        );
        if (Date.now() - assigned < 5000) return;
        assigned = Date.now();
        await assignContacts(stage);
    });
    await assignContacts(stage);

    if (checking) {
        clock.run(0);
        await play({
            stage,
            clock,
            warehouse,
            inbox,
            printers,
            simulator: { program: join(programs, "simulator/platen-sim"), control },
            step,
        });
        progress.clear();
        console.log(`\n   the demo's story happened, in ${duration((Date.now() - started) / 1000)}`);
        await stop(0);
        return;
    }

    say(`MPS Express: ${await joinProgramme(stage, clock.now())}`);
    const since = clock.now();
    await setIntervals(stage, 24, 0.25);
    await until("fresh readings of every site", 60, async () => {
        const newest = await Promise.all(
            stage.stations.map(async ({ organization, site }) => {
                const page = await api.get("/printers", {
                    as: organization.id,
                    query: { site_id: site.id, limit: 1, sort: "-last_contact_at" },
                });
                return Date.parse((page.items as Row[])[0]?.last_contact_at ?? 0);
            }),
        );
        return newest.every((moment) => moment >= since);
    });
    const orders = (await api.all("/supply-orders")).length;
    const mails = (await inbox.mails()).length;
    seen = (await api.all("/printers")).length;
    progress.clear();
    console.log(`
== Platen runs: ${seen < printers ? `${seen} of ${printers}` : seen} printers, ${historyDays} days of history, ${orders} supply orders, ${mails} mails
${doors(stage)}${await ideas(stage)}
${seen < printers ? "   The other printers did not answer when they were looked for; the agents search again every day.\n" : ""}   It took ${duration((Date.now() - started) / 1000)}. Logs: ${join(folder, "logs")}
   Ctrl-C stops everything.
`);
    for (;;) await pause(3_600_000);
}

try {
    await main();
} catch (error) {
    if (!stopping) {
        progress.clear();
        console.error(`not ok  ${(error as Error).message}`);
        if (process.env.PLATEN_DEMO_TRACE) console.error((error as Error).stack);
        console.error(`   logs: ${join(folder, "logs")}`);
    }
    await stop(1);
}
