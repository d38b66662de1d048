// A PostgreSQL of one's own, and a proxy in front of it that knows which statement passes: a test holds a program at
// any of them and kills it there.
import { execFile, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chownSync, mkdirSync, readdirSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort, until } from "../../tools/demo/programs.ts";

const packages = "/usr/lib/postgresql";
const newest = readdirSync(packages).sort((a, b) => Number(b) - Number(a))[0] ?? "";
const binaries = join(packages, newest, "bin");

// PostgreSQL refuses to run as root.
const account = (): { uid?: number; gid?: number } => {
    if (process.getuid?.() !== 0) return {};
    const id = (flag: string): number => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
    return { uid: id("-u"), gid: id("-g") };
};

export class Postgres {
    readonly port: number;
    #child: ChildProcess;

    private constructor(child: ChildProcess, port: number) {
        this.#child = child;
        this.port = port;
    }

    // With the roles of docs/operations.md and an empty database "platen". Listens on 127.0.0.1, no passwords.
    static async start(folder: string): Promise<Postgres> {
        const who = account();
        mkdirSync(folder, { recursive: true });
        if (who.uid !== undefined && who.gid !== undefined) chownSync(folder, who.uid, who.gid);
        const data = join(folder, "data");
        const made = spawnSync(
            join(binaries, "initdb"),
            ["-D", data, "-U", "admin", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--lc-collate=C", "-N"],
            { ...who, encoding: "utf8" },
        );
        if (made.status !== 0) throw new Error(`initdb: ${made.stderr || made.stdout}`);
        const port = await freePort(0);
        const settings = [
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            `port=${port}`,
            "max_connections=60",
        ];
        const child = spawn(join(binaries, "postgres"), ["-D", data, ...settings.flatMap((one) => ["-c", one])], {
            ...who,
            stdio: "ignore",
        });
        const postgres = new Postgres(child, port);
        await until("PostgreSQL", 30, async () => (await postgres.sql("SELECT 1", "postgres")) === "1", 50);
        for (const sql of [
            "CREATE ROLE platen_owner; CREATE ROLE platen_app; CREATE ROLE migrator LOGIN IN ROLE platen_owner; CREATE ROLE server LOGIN IN ROLE platen_app",
            "CREATE DATABASE platen OWNER platen_owner",
        ])
            await postgres.sql(sql, "postgres");
        return postgres;
    }

    // As the superuser, past row level security: to look, and to let time pass. Never waits in one piece: what it waits for
    // may be a statement on its way through the proxy of this same process.
    async sql(text: string, database = "platen"): Promise<string> {
        const where = ["-h", "127.0.0.1", "-p", String(this.port), "-U", "admin", "-d", database];
        const { stdout } = await promisify(execFile)(join(binaries, "psql"), [...where, "-XAtq", "-c", text]);
        return stdout.trim();
    }

    async stop(): Promise<void> {
        const ended = new Promise((resolve) => this.#child.once("exit", resolve));
        this.#child.kill("SIGQUIT");
        await ended;
    }
}

// What a client says within a transaction, one entry a statement: its name and text.
export type Statement = { name: string; sql: string };
// A point of a transaction: before its statement `at` (from 0), before its COMMIT, or after it, when only the answer is lost.
export type Point = { statements: Statement[]; at: number | "commit" | "committed" };

export const writes = ({ sql }: Statement): boolean => /\b(INSERT INTO|UPDATE|DELETE FROM)\b/i.test(sql);
export const nameOf = ({ statements, at }: Point): string =>
    typeof at === "number"
        ? `before ${at + 1}. ${statements[at]?.name ?? ""}`
        : at === "commit"
          ? "before COMMIT"
          : "after COMMIT";

// Where a crash leaves something else behind than a moment before.
export const pointsOf = (statements: Statement[]): Point[] => [
    ...statements.flatMap((statement, at) => (writes(statement) ? [{ statements, at }] : [])),
    { statements, at: "commit" },
    { statements, at: "committed" },
];

type Hold = { point: Point; reached: () => void };

export class PgProxy {
    readonly port: number;
    // Of every transaction that was committed through it.
    readonly committed: Statement[][] = [];
    #server: Server;
    #texts = new Map<string, string>();
    #hold: Hold | undefined;
    #sockets = new Set<Socket>();

    private constructor(server: Server, port: number) {
        this.#server = server;
        this.port = port;
    }

    static async start(to: number): Promise<PgProxy> {
        const server = createServer();
        const port = await freePort(0);
        const proxy = new PgProxy(server, port);
        server.on("connection", (client) => proxy.#pass(client, to));
        await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
        return proxy;
    }

    // Resolves when a client gets there; nothing of it goes on from there.
    hold(point: Point): Promise<void> {
        return new Promise((resolve) => {
            this.#hold = { point, reached: resolve };
        });
    }

    stop(): void {
        this.#server.close();
        for (const socket of this.#sockets) socket.destroy();
    }

    #pass(client: Socket, to: number): void {
        const server = connect(to, "127.0.0.1");
        let buffer = Buffer.alloc(0);
        let started = false;
        let held = false; // nothing goes up any more
        let mute: (() => void) | undefined; // nothing comes down; called when something would
        let statements: Statement[] = [];
        for (const [one, other] of [
            [client, server],
            [server, client],
        ] as const) {
            this.#sockets.add(one);
            one.setNoDelay(true); // each statement waits for the one before
            one.on("error", () => {});
            one.on("close", () => {
                this.#sockets.delete(one);
                other.destroy();
            });
        }
        server.on("data", (chunk) => {
            if (mute) mute();
            else client.write(chunk);
        });
        client.on("data", (chunk) => {
            if (held) return;
            buffer = Buffer.concat([buffer, chunk]);
            for (;;) {
                // The first packets have no type: requests for encryption, then the login.
                const head = started ? 1 : 0;
                if (buffer.length < head + 4) return;
                const size = head + buffer.readInt32BE(head);
                if (buffer.length < size) return;
                const message = buffer.subarray(0, size);
                buffer = buffer.subarray(size);
                if (!started) {
                    started = message.readInt32BE(4) === 196_608;
                    server.write(message);
                    continue;
                }
                const what = this.#read(message);
                if (what?.begins) statements = [];
                if (what?.statement) statements.push(what.statement);
                const hold = this.#hold;
                const here = hold && this.#isAt(hold.point, statements, what);
                if (here && hold.point.at !== "committed") {
                    held = true;
                    this.#hold = undefined;
                    hold.reached();
                    return;
                }
                if (here) {
                    this.#hold = undefined;
                    mute = hold.reached;
                }
                if (what?.commits) this.committed.push(statements);
                server.write(message);
            }
        });
    }

    #read(message: Buffer): { statement?: Statement; begins?: boolean; commits?: boolean } | undefined {
        const texts = message.subarray(5).toString("latin1").split("\0");
        switch (String.fromCharCode(message[0] ?? 0)) {
            case "Q":
                return { begins: /^BEGIN/.test(texts[0] ?? ""), commits: /^COMMIT/.test(texts[0] ?? "") };
            case "P": {
                const [name = "", sql = ""] = texts;
                if (name !== "") this.#texts.set(name, sql);
                return { begins: /^BEGIN/.test(sql) };
            }
            case "B": {
                const name = texts[1] ?? "";
                return name === "" ? undefined : { statement: { name, sql: this.#texts.get(name) ?? "" } };
            }
        }
        return undefined;
    }

    // A transaction is known by what it did so far, but for how many rows it did it with.
    #isAt(
        { statements: wanted, at }: Point,
        said: Statement[],
        what?: { statement?: Statement; commits?: boolean },
    ): boolean {
        const distinct = (some: Statement[]): string => [...new Set(some.map(({ name }) => name))].join(" ");
        if (typeof at !== "number") return Boolean(what?.commits) && distinct(said) === distinct(wanted);
        const here = wanted[at];
        if (!what?.statement || here === undefined || what.statement.name !== here.name) return false;
        const times = (some: Statement[]): number => some.filter(({ name }) => name === here.name).length;
        return times(said) === times(wanted.slice(0, at + 1)) && distinct(said) === distinct(wanted.slice(0, at + 1));
    }
}
