// The main job from end to end, as `./dev demo --check` tells it, with a smaller fleet and its own ports: printers found
// by SNMP on loopback, shown by the API, a level falls, an order is made and explained, its mail arrives over SMTP, the
// warehouse ships, a cartridge is replaced, the shelf is right.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

const freeUdpPort = (): Promise<number> =>
    new Promise((resolve) => {
        const socket = createSocket("udp4");
        socket.bind(0, "127.0.0.1", () => {
            const { port } = socket.address();
            socket.close(() => resolve(port));
        });
    });

test("the demo's story happens", { timeout: 600_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), "platen-story-"));
    // The private database runs as an unprivileged user, who must get through.
    chmodSync(folder, 0o755);
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "tools/demo/main.ts", "--check"], {
        cwd: root,
        env: {
            ...process.env,
            PLATEN_ROOT: root,
            PLATEN_DEMO_FOLDER: join(folder, "demo"),
            PLATEN_DEMO_PRINTERS: "80",
            PLATEN_DEMO_DAYS: "75",
            PLATEN_DEMO_PORT: "0",
            PLATEN_DEMO_SMTP_PORT: "0",
            PLATEN_DEMO_INBOX_PORT: "0",
            PLATEN_DEMO_SNMP_PORT: String(await freeUdpPort()),
        },
        stdio: ["ignore", "pipe", "pipe"],
    });
    let told = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (told += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (told += text));
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    assert.equal(code, 0, told);
    for (const step of [
        "found by SNMP",
        "delivery contact",
        "each part once and each shelf right",
        "because:",
        "mail to",
        "shipped",
        "replaced cartridge",
        "on the shelf",
        "MPS Express:",
        "entitled Lakeside University",
        "are eligible",
        "confirmed by the operator",
    ]) {
        assert.ok(told.includes(step), `"${step}" is not among the steps:\n${told}`);
    }
    rmSync(folder, { recursive: true });
});
