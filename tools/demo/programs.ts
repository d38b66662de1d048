// The demo's child processes: started with a log file each, stopped together.
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

// What ./dev tells the demo is no setting of the programs.
const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("PLATEN_")));

export class Programs {
    readonly #children: { name: string; child: ChildProcess; log: string; wanted: boolean }[] = [];
    readonly #logs: string;
    // Called once when a program ends that nobody stopped.
    onUnexpectedEnd: (name: string, log: string) => void = () => {};

    constructor(logs: string) {
        this.#logs = logs;
        mkdirSync(logs, { recursive: true });
    }

    start(name: string, program: string, args: string[]): ChildProcess {
        const log = join(this.#logs, `${name}.log`);
        const out = openSync(log, "a");
        // Not in our process group: Ctrl-C reaches us alone, and we stop them in order.
        const child = spawn(program, args, {
            env: inherited,
            stdio: ["ignore", out, out],
            detached: true,
        });
        const entry = { name, child, log, wanted: true };
        this.#children.push(entry);
        const ended = (words: string): void => {
            if (words) writeSync(out, `${words}\n`);
            closeSync(out);
            if (entry.wanted) this.onUnexpectedEnd(name, log);
        };
        child.once("error", (error) => ended(error.message));
        child.once("exit", () => ended(""));
        return child;
    }

    // Latest first, so that a program's server outlives it; each gets 20 s to end by itself.
    async stop(): Promise<void> {
        for (const entry of [...this.#children].reverse()) {
            entry.wanted = false;
            const { child } = entry;
            if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) continue;
            const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
            child.kill("SIGTERM");
            const last = setTimeout(() => child.kill("SIGKILL"), 20_000);
            await ended;
            clearTimeout(last);
        }
    }
}

// Runs a program to its end; throws with its words when it fails.
export async function run(program: string, args: string[]): Promise<string> {
    const child = spawn(program, args, { env: inherited, stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let words = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (out += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (words += chunk));
    const code = await new Promise<number | null>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", resolve);
    });
    if (code !== 0) throw new Error(`${program} ${args[0] ?? ""} ended with ${code}: ${(words || out).trim()}`);
    return out;
}

const listens = (port: number): Promise<number | null> =>
    new Promise((resolve) => {
        const probe = createServer();
        probe.once("error", () => resolve(null));
        probe.listen(port, "127.0.0.1", () => {
            const { port: got } = probe.address() as { port: number };
            probe.close(() => resolve(got));
        });
    });

// The wanted port of 127.0.0.1, or any other when it is taken.
export async function freePort(wanted: number): Promise<number> {
    return (await listens(wanted)) ?? (await listens(0)) ?? wanted;
}

export const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve, milliseconds));

// Asks until the answer is there; throws "WHAT did not happen within N s", with what it last saw.
export async function until<T>(
    what: string,
    seconds: number,
    ask: () => Promise<T | undefined | false | null>,
    every = 200,
): Promise<T> {
    const end = Date.now() + seconds * 1000;
    let last = "";
    for (;;) {
        try {
            const answer = await ask();
            if (answer !== undefined && answer !== false && answer !== null) return answer;
        } catch (error) {
            last = `: ${(error as Error).message}`;
        }
        if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s${last}`);
        await pause(every);
    }
}
