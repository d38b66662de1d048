// A machine whose clock is set wrong while Platen runs, or that is switched on with a wrong clock (libfaketime before the real
// server; its private PostgreSQL keeps the right time): nobody is signed out, no recurring job waits for a day that is
// years away, and each of them runs on (reliability: jumps of the clock).
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Api } from "../../tools/demo/api.ts";
import { freePort, run, until } from "../../tools/demo/programs.ts";
import { setUp } from "./operator.ts";

const programs = process.env.PLATEN_PROGRAMS;
if (!programs) throw new Error("PLATEN_PROGRAMS is not set; run ./dev test system");
const program = join(programs, "server/platen");
const folder = mkdtempSync(join(tmpdir(), "platen-clocks-"));
// The private database runs as an unprivileged user, who must get through.
chmodSync(folder, 0o755);
const [port, metrics] = [await freePort(0), await freePort(0)];
const base = `http://127.0.0.1:${port}`;
const offset = join(folder, "offset");
const settings = join(folder, "platen.toml");
let server: ChildProcess;
let words = "";
let api: Api;

const faketime = (): string => {
    for (const one of readdirSync("/usr/lib")) {
        const path = join("/usr/lib", one, "faketime/libfaketime.so.1");
        if (existsSync(path)) return path;
    }
    throw new Error("libfaketime is not installed; ./dev setup test does it");
};
// What clocks of the programs say from now on, against the machine's own.
const jump = (by: string): void => writeFileSync(offset, `${by}\n`);
const start = async (): Promise<void> => {
    words = "";
    server = spawn(program, ["serve", "--config", settings], {
        env: {
            ...process.env,
            LD_PRELOAD: faketime(),
            FAKETIME_TIMESTAMP_FILE: offset,
            FAKETIME_NO_CACHE: "1",
            // How long the machine has been running is never set.
            FAKETIME_DONT_FAKE_MONOTONIC: "1",
            DONT_FAKE_MONOTONIC: "1",
        },
        stdio: ["ignore", "ignore", "pipe"],
    });
    server.stderr?.setEncoding("utf8").on("data", (text: string) => (words = (words + text).slice(-200_000)));
    await until("the server", 90, async () => (await fetch(`${base}/readyz`)).ok).catch((error) => {
        throw new Error(`${(error as Error).message}\n${words}`);
    });
};
const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    await ended;
};
const said = (id: string): Promise<boolean> =>
    until(`the line ${id}`, 90, async () => words.includes(` ${id} `)).catch((error) => {
        throw new Error(`${(error as Error).message}\n${words}`);
    });
// When each recurring job was started last, in seconds since 1970.
const starts = async (): Promise<Map<string, number>> => {
    const text = await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text();
    return new Map(
        [...text.matchAll(/^platen_job_started_timestamp_seconds\{job="([^"]+)"\} (\S+)$/gm)].map((found) => [
            found[1] ?? "",
            Number(found[2]),
        ]),
    );
};
const registration = "printers.registration"; // once a minute
const runsOn = async (): Promise<void> => {
    const now = Date.now() / 1000;
    await until("a recurring job", 150, async () => ((await starts()).get(registration) ?? 0) > now).catch((error) => {
        throw new Error(`${(error as Error).message}\n${words}`);
    });
    await inOrder();
};
// No job was started for a time to come, and `platen doctor` finds nothing wrong with any.
const inOrder = async (): Promise<void> => {
    for (const [job, at] of await starts()) assert.ok(at < Date.now() / 1000 + 60, `${job} was started for ${at}`);
    const report = JSON.parse(
        await run(program, ["doctor", "--config", settings, "--json"]).catch((error) => error.stdout),
    );
    const jobs = report.checks.filter((one: { check: string }) => one.check === "jobs");
    assert.ok(jobs.length > 10);
    for (const one of jobs) assert.notEqual(one.state, "bad", one.text);
};

before(async () => {
    jump("+0");
    writeFileSync(
        settings,
        `data = "${join(folder, "data")}"\nlisten = "127.0.0.1:${port}"\n[metrics]\nlisten = "127.0.0.1:${metrics}"\n`,
    );
    await start();
    api = await setUp(base, join(folder, "data"));
    await until("the first jobs", 60, async () => (await starts()).size > 10);
});
after(async () => {
    if (server && server.exitCode === null) await stop();
    rmSync(folder, { recursive: true, force: true });
});

for (const by of ["+400d", "-1d", "+1d"]) {
    test(`a clock that is set by ${by} for a while costs nothing`, async () => {
        jump(by);
        await said("clock.jumped");
        assert.ok((await api.get("/organizations")).items.length > 0, "nobody is signed out");
        const shown = await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text();
        const ahead = Number(shown.match(/^platen_clock_jump_seconds (\S+)$/m)?.[1]);
        assert.ok(Math.abs(ahead - parseInt(by, 10) * 86400) < 120, `${ahead} s`);
        assert.match(shown, /^platen_outbox_waiting\{queue="mails"\} 0$/m);
        assert.match(shown, /^platen_outbox_tries_total\{queue="mails",outcome="failed"\} 0$/m);
        if (by === "+400d") await runsOn();
        jump("+0");
        await said("clock.back");
        assert.ok((await api.get("/organizations")).items.length > 0);
        await inOrder();
        words = "";
    });
}

test("a server that is started while its machine's clock is 400 days ahead starts no job in that time", async () => {
    const before = await starts();
    await stop();
    jump("+400d");
    await start();
    await said("tasks.clocks_differ");
    assert.equal(words.includes("tasks.period_ahead"), false);
    await inOrder();
    jump("+0");
    await said("clock.believed");
    assert.equal((await starts()).size, before.size);
});

test("one that is started in 1970 believes the first time that it hears, and runs on", async () => {
    await stop();
    jump(`-${Math.round(Date.now() / 1000 / 86400)}d`);
    await start();
    jump("+0");
    await said("clock.believed");
    await runsOn();
});
