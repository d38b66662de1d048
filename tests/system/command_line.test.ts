// The first hour with `platen` and with `platen-agent enroll`: what a person mistypes is named, nothing is made before the
// settings are right, a folder and a port in use say who uses them, and doctor finds what would stand in the way.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createServer as createListener } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { freePort, until } from "../../tools/demo/programs.ts";
import type { Row } from "../../tools/demo/shapes.ts";

const programs = process.env.PLATEN_PROGRAMS;
if (!programs) throw new Error("PLATEN_PROGRAMS is not set; run ./dev test system");
const platen = join(programs, "server/platen");
const agent = join(programs, "agent/platen-agent");
const folder = mkdtempSync(join(tmpdir(), "platen-command-line-"));
// The private database runs as an unprivileged user, who must get through.
chmodSync(folder, 0o755);
after(() => rmSync(folder, { recursive: true, force: true }));

type Ended = { code: number | null; out: string; words: string };
function run(program: string, args: string[], environment: Record<string, string> = {}): Ended {
    const { status, stdout, stderr } = spawnSync(program, args, {
        encoding: "utf8",
        timeout: 60_000,
        env: { PATH: process.env.PATH, ...environment },
    });
    return { code: status, out: stdout, words: stderr };
}
// For what must not keep this process from answering.
async function running(program: string, args: string[]): Promise<Ended> {
    const child = spawn(program, args, { env: { PATH: process.env.PATH } });
    const ended = { code: null as number | null, out: "", words: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (ended.out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (ended.words += text));
    ended.code = await new Promise((resolve) => child.once("close", resolve));
    return ended;
}

let count = 0;
function settings(text: string): { file: string; data: string } {
    const data = join(folder, `data-${++count}`);
    const file = join(folder, `platen-${count}.toml`);
    writeFileSync(file, text.replaceAll("DATA", data));
    return { file, data };
}

describe("what is mistyped is named", () => {
    const mistakes: [string, string[]][] = [
        ["srve", ['there is no command "srve"; did you mean "serve"?', "See `platen --help`."]],
        ["teapot", ['there is no command "teapot"; the commands are serve, doctor']],
        ["srve --help", ['did you mean "serve"?']],
        ["help srve", ['did you mean "serve"?']],
        ["user crate", ['there is no command "crate"; did you mean "create"?', "See `platen user --help`."]],
        ["serve --confg x", ['there is no option "--confg"; did you mean "--config"?', "See `platen serve --help`."]],
        ["--confg x serve", ['there is no option "--confg"; did you mean "--config"?']],
        ["serve now", ['"now" is one word too many']],
        ["backup", ["FILE", "See `platen backup --help`."]],
        ["restore /nowhere/file", ["/nowhere/file"]],
        ["replenish --profile blanced", ['"blanced" is none of published, balanced; did you mean "balanced"?']],
        ["user create --email a@b.example", ["--role", "See `platen user create --help`."]],
        ["user create --email a --role viewer", ["--email a: this is no e-mail address"]],
        ["user create --email a@b.example --role operator_admin", ["--role operator_admin", "operator_administrator"]],
        ["user create --email a@b.example --role viewer --language da", ["--language da", "de"]],
        ["user create --email a@b.example --role viewer --organization 7", ["--organization 7"]],
        ["serve --config /nowhere.toml", ["/nowhere.toml: this cannot be read: No such file or directory"]],
        ["", ["the commands are serve", "See `platen --help`."]],
    ];
    for (const [line, said] of mistakes) {
        test(`platen ${line}`, () => {
            const data = join(folder, "never");
            const ended = run(platen, line.split(" ").filter(Boolean), { PLATEN_DATA: data });
            assert.equal(ended.code, 2, ended.words);
            for (const words of said) assert.ok(ended.words.includes(words), `"${words}" is not in:\n${ended.words}`);
            assert.equal(ended.out, "");
            assert.equal(existsSync(data), false, "nothing is made");
        });
    }
});

test("every help begins with examples, explains what is given, and is a word, too", () => {
    const commands = ["", "serve", "doctor", "setup-link", "openapi", "migrate", "backup", "restore", "schema", "user"];
    for (const command of [...commands, "user create", "replenish"]) {
        const words = command.split(" ").filter(Boolean);
        const { code, out } = run(platen, [...words, "--help"]);
        assert.equal(code, 0, command);
        assert.match(out, /Examples:\n {2}(\w+=\S+ )*(sudo -u platen )?platen /, command);
        assert.ok(out.indexOf("Examples:") < out.indexOf("Options:"), command);
        assert.ok(out.includes(`platen ${command}`.trim()), command);
        assert.ok(command === "" || out.includes("--config"), `${command}: what every command takes is told`);
        assert.deepEqual(run(platen, ["help", ...words]), { code: 0, out, words: "" }, command);
        // A description of two letters and more behind each option and positional.
        for (const line of out.split("\n").filter((each) => /^ {2}(-|[a-zA-Z]+ (TEXT|NUMBER|FILE)\b)/.test(each)))
            assert.match(
                `${line}${out.slice(out.indexOf(line) + line.length).split("\n")[1]}`,
                / {2,}\S.*\w\w/,
                `${command}: ${line}`,
            );
    }
    const { out } = run(platen, ["--help"]);
    for (const word of ["/etc/platen/platen.toml", "PLATEN_<SECTION>_<KEY>", "PLATEN_CONFIG", "Exit codes:"])
        assert.ok(out.includes(word), word);
});

test("wrong settings are all said at once, with their places, before anything is made", () => {
    const { file, data } = settings(
        'data = "DATA"\nlistn = "x"\n[http]\nworkers = 9999\n[smtp]\nurl = "smtp://mail"\n' +
            '[tls]\ncertificate = "/nowhere/c.pem"\nkey = "/nowhere/k.pem"\n[replenishment]\nholidays = "/nowhere/h"\n',
    );
    for (const command of [["serve"], ["migrate"], ["serve", "--clock", "x"]]) {
        const { code, words } = run(platen, [...command, "--config", file], { PLATEN_TASK_THREADS: "many" });
        assert.equal(code, 2, words);
        for (const line of [
            `platen: ${file}:2: listn: there is no such setting; did you mean "listen"? [unknown_field]`,
            `platen: ${file}:4: http.workers = 9999: allowed is 1 to 256 [out_of_range]`,
            `platen: ${file}:6: smtp.from = platen@localhost (the shipped default): set it, as smtp.url is set, like`,
            `platen: ${file}:8: tls.certificate = /nowhere/c.pem: No such file or directory`,
            `platen: ${file}:9: tls.key: /nowhere/k.pem: No such file or directory`,
            `platen: ${file}:11: replenishment.holidays = /nowhere/h: No such file or directory`,
            "platen: PLATEN_TASK_THREADS: task_threads = many: a whole number is wanted [not_an_integer]",
        ])
            assert.ok(words.includes(line), `"${line}" is not in:\n${words}`);
        assert.equal(existsSync(data), false, "nothing is made");
    }
});

test("TLS files that are no pair are refused before the database is made", () => {
    for (const name of ["a", "b"])
        execFileSync(
            "openssl",
            [
                ..."req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost".split(
                    " ",
                ),
                ...["-keyout", join(folder, `${name}.key`), "-out", join(folder, `${name}.pem`)],
            ],
            { stdio: "ignore" },
        );
    const { file, data } = settings(
        `data = "DATA"\n[tls]\ncertificate = "${join(folder, "a.pem")}"\nkey = "${join(folder, "b.key")}"\n`,
    );
    const { code, words } = run(platen, ["serve", "--config", file]);
    assert.equal(code, 2, words);
    const key = join(folder, "b.key");
    assert.ok(
        words.includes(`${file}:4: tls.key: ${key}: this is the key of another certificate [file_unusable]`),
        words,
    );
    assert.equal(existsSync(data), false, "nothing is made");
});

type Check = { check: string; state: string; text: string; advice?: string };
function doctor(file: string): { code: number | null; checks: Check[] } {
    const { code, out, words } = run(platen, ["doctor", "--json", "--config", file]);
    const answer = JSON.parse(out || "{}") as Row;
    assert.equal(answer.exit_code, code, words);
    return { code, checks: answer.checks as Check[] };
}
const of = (checks: Check[], name: string): Check[] => checks.filter(({ check }) => check === name);

test("doctor without a running server looks at what is here and makes nothing", async () => {
    const port = await freePort(0);
    const { file, data } = settings(`data = "DATA"\nlisten = "127.0.0.1:${port}"\n[metrics]\nlisten = ""\n`);
    const { code, checks } = doctor(file);
    assert.equal(code, 0, JSON.stringify(checks));
    for (const [name, state] of [
        ["settings", "ok"],
        ["data", "note"],
        ["disk", /ok|note/],
        ["listen", "ok"],
        ["clock", /ok|note/],
        ["database", "note"],
        ["mail", "note"],
    ] as const) {
        const found = of(checks, name);
        assert.equal(found.length, 1, `${name}: ${JSON.stringify(checks)}`);
        assert.match(found[0].state, new RegExp(state));
    }
    assert.match(of(checks, "disk")[0].text, /GiB are free/);
    assert.equal(existsSync(data), false);

    const plain = run(platen, ["doctor", "--config", file]);
    assert.equal(plain.code, 0);
    assert.ok(plain.out.includes(`ok    listen = 127.0.0.1:${port} is free\n`), plain.out);
    assert.ok(plain.out.includes("      -> `platen serve` makes it"), plain.out);

    // Colors are for terminals, and for who wants them.
    const onTerminal = (environment: Record<string, string>): string =>
        run("script", ["-qefc", `${platen} doctor --config ${file}`, join(folder, "typescript")], environment).out;
    assert.ok(onTerminal({}).includes("\u001b[32mok"));
    assert.ok(!onTerminal({ NO_COLOR: "1" }).includes("\u001b"));
});

test("a port in use is told with its program, by doctor and by serve, before anything is made", async () => {
    const listener = createListener();
    const port = await new Promise<number>((resolve) =>
        listener.listen(0, "127.0.0.1", () => resolve((listener.address() as { port: number }).port)),
    );
    const { file, data } = settings(`data = "DATA"\nlisten = "127.0.0.1:${port}"\n[metrics]\nlisten = ""\n`);
    const { code, checks } = doctor(file);
    assert.equal(code, 1);
    assert.deepEqual(
        of(checks, "listen").map(({ state }) => state),
        ["bad"],
    );
    const words = new RegExp(`listen = 127\\.0\\.0\\.1:${port}: it is taken by process ${process.pid} \\(`);
    assert.match(of(checks, "listen")[0].text, words);
    const served = run(platen, ["serve", "--config", file]);
    assert.equal(served.code, 1);
    assert.match(served.words, words);
    assert.match(served.words, /server\.address_unusable/);
    assert.equal(existsSync(data), false, "nothing is made");
    listener.close();
});

test("doctor says what is wrong with settings, and ends with 2", () => {
    const { file } = settings('data = "DATA"\n[http]\nworkers = 9999\n[log]\nlevel = "loud"\n');
    const { code, checks } = doctor(file);
    assert.equal(code, 2);
    assert.deepEqual(
        checks.map(({ check, state }) => [check, state]),
        [
            ["settings", "bad"],
            ["settings", "bad"],
        ],
    );
    // The values are right, a file that they name is not: the rest is looked at all the same.
    const files = settings(`data = "DATA"\n[smtp]\nca_file = "/nowhere/ca.pem"\n[metrics]\nlisten = ""\n`);
    const other = doctor(files.file);
    assert.equal(other.code, 1);
    assert.match(of(other.checks, "settings")[0].text, /smtp\.ca_file = \/nowhere\/ca\.pem/);
    assert.equal(of(other.checks, "disk").length, 1);
});

describe("beside a running server", () => {
    let server: ChildProcess;
    let words = "";
    let file = "";
    let data = "";
    let base = "";
    before(async () => {
        const port = await freePort(0);
        base = `http://127.0.0.1:${port}`;
        ({ file, data } = settings(`data = "DATA"\nlisten = "127.0.0.1:${port}"\n[metrics]\nlisten = ""\n`));
        server = spawn(platen, ["serve", "--config", file], { stdio: ["ignore", "ignore", "pipe"] });
        server.stderr?.setEncoding("utf8").on("data", (text: string) => (words += text));
        await until("the server", 60, async () => (await fetch(`${base}/readyz`)).ok, 50).catch((error) => {
            throw new Error(`${(error as Error).message}\n${words}`);
        });
    });
    after(async () => {
        const ended = new Promise((resolve) => server.once("exit", resolve));
        server.kill("SIGTERM");
        await ended;
    });

    test("a second one on the folder says at once who uses it", () => {
        const began = Date.now();
        const environments: Record<string, string>[] = [{}, { PLATEN_LISTEN: "127.0.0.1:0" }];
        for (const environment of environments) {
            const second = run(platen, ["serve", "--config", file], environment);
            assert.equal(second.code, 1);
            assert.match(
                second.words,
                new RegExp(`server\\.folder_in_use another platen \\(process ${server.pid}\\) already uses ${data}`),
            );
            assert.equal(second.words.trim().split("\n").length, 1, second.words);
        }
        assert.ok(Date.now() - began < 10_000, "it does not wait");
    });

    test("doctor sees server, database, clocks and the last run of each job", async () => {
        const jobs = await until("every job ran", 60, async () => {
            const all = of(doctor(file).checks, "jobs");
            return all.every(({ text }) => /completed/.test(text)) && all;
        });
        for (const name of ["tasks.cleanup", "replenishment.daily", "identity.remove_expired"])
            assert.ok(
                jobs.some(({ text, state }) => text.startsWith(`job ${name}: last due 2`) && state === "ok"),
                `${name}: ${JSON.stringify(jobs)}`,
            );
        const { code, checks } = doctor(file);
        assert.equal(code, 0, JSON.stringify(checks));
        assert.match(of(checks, "data")[0].text, new RegExp(`used by platen \\(process ${server.pid}\\)`));
        assert.match(of(checks, "listen")[0].text, /the server listens there/);
        for (const name of ["database", "schema", "login", "database_clock"])
            assert.deepEqual(
                of(checks, name).map(({ state }) => state),
                ["ok"],
                name,
            );
    });

    test("migrate and setup-link share its database", () => {
        const migrated = run(platen, ["migrate", "--config", file]);
        assert.equal(migrated.code, 0, migrated.words);
        assert.equal(migrated.out, "nothing to do: the schema is up to date\n");
        assert.match(run(platen, ["setup-link", "--config", file]).out, /^http:\/\/127/);
        const dump = join(folder, "dump");
        mkdirSync(dump);
        assert.equal(run(platen, ["backup", join(dump, "platen.dump"), "--config", file]).code, 0);
        const refused = run(platen, ["restore", join(dump, "platen.dump"), "--config", file]);
        assert.equal(refused.code, 1);
        assert.match(refused.words, /stop it first/);
    });

    test("an agent with a wrong token is told in one sentence", async () => {
        const enroll = ["enroll", "--server", base, "--token", "abcdefghijklmnopqrstuvwxyz", "--data"];
        const wrong = await running(agent, [...enroll, join(folder, "agent")]);
        assert.equal(wrong.code, 1);
        assert.equal(
            wrong.words,
            "platen-agent enroll: the token is not valid: it was used already, is older than 24 hours, or was " +
                "mistyped; make a new one on the agent's page of the portal\n",
        );
        assert.equal(existsSync(join(folder, "agent/identity.json")), false);
    });
});

test("an agent says what answers in the place of a server", async () => {
    const servers: Server[] = [];
    const listen = (status: number, body: string): Promise<string> =>
        new Promise((resolve) => {
            const server = createServer((_, response) => response.writeHead(status).end(body));
            servers.push(server);
            server.listen(0, "127.0.0.1", () =>
                resolve(`http://127.0.0.1:${(server.address() as { port: number }).port}`),
            );
        });
    const enroll = (url: string): Promise<Ended> =>
        running(agent, ["enroll", "--server", url, "--token", "t", "--data", join(folder, "agent-2")]);
    const other = await listen(404, "<html>no</html>");
    assert.deepEqual(await enroll(other), {
        code: 1,
        out: "",
        words: `platen-agent enroll: ${other} does not answer as a Platen server: HTTP 404\n`,
    });
    const busy = await listen(503, JSON.stringify({ code: "unavailable", title: "Try again later" }));
    assert.equal((await enroll(busy)).words, "platen-agent enroll: the server refused: Try again later (HTTP 503)\n");
    const nobody = `http://127.0.0.1:${await freePort(0)}`;
    assert.match((await enroll(nobody)).words, new RegExp(`^platen-agent enroll: ${nobody} cannot be used: .+\n$`));
    for (const server of servers) server.close();
});

test("a database that does not start says why in whole lines of this start", () => {
    const { file, data } = settings('data = "DATA"\nlisten = "127.0.0.1:0"\n[metrics]\nlisten = ""\n');
    const good = run(platen, ["migrate", "--config", file]);
    assert.equal(good.code, 0, good.words);
    const cluster = join(data, "postgresql/data");
    writeFileSync(join(cluster, "postgresql.auto.conf"), "shared_buffers = 'nonsense'\n");
    const { code, words } = run(platen, ["serve", "--config", file]);
    assert.equal(code, 1);
    assert.match(words, /the database did not start:\n/);
    assert.match(words, /shared_buffers/);
    assert.ok(readdirSync(join(data, "postgresql/log")).length > 0);
    const lines = words.split("the database did not start:\n")[1].trim().split("\n");
    for (const line of lines.slice(0, -1)) assert.match(line, /^(\d{4}-\d\d-\d\d |postgres: |\t)/, words);
    assert.match(lines.at(-1) ?? "", /^\(its log: .*\/postgresql\/log\)$/);
});
