// What a newcomer sees of `./dev demo` before and while it compiles: what it needs, sizes that are told and checked, one
// progress that counts.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = mkdtempSync(join(tmpdir(), "platen-dev-"));
after(() => rmSync(folder, { recursive: true }));
const read = (path: string): string => readFileSync(join(root, path), "utf8");

type Ended = { code: number | null; out: string; words: string };
function run(program: string, args: string[], environment: Record<string, string> = {}): Ended {
    const { status, stdout, stderr } = spawnSync(program, args, {
        cwd: root,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
        timeout: 30_000,
        env: { PATH: process.env.PATH, PLATEN_BUILD_DIR: folder, TERM: "xterm", ...environment },
    });
    return { code: status, out: stdout, words: stderr };
}
const shell = (script: string): Ended => run("bash", ["-euc", `ROOT=${root}; . tools/dev/common.sh; ${script}`]);

test("--help and the README name every variable of the demo", () => {
    const help = run(join(root, "dev"), ["demo", "--help"]);
    assert.equal(help.code, 0, help.words);
    const used = ["tools/demo/main.ts", "tools/dev/demo.sh"].flatMap(
        (path) => read(path).match(/PLATEN_DEMO_\w+/g) ?? [],
    );
    const names = [...new Set(used)].filter((name) => name !== "PLATEN_DEMO_BEGAN" && !name.endsWith("_"));
    assert.ok(names.length >= 9, names.join(" "));
    for (const name of names) assert.ok(help.out.includes(`  ${name}`), name);
    for (const name of ["PLATEN_DEMO_PRINTERS", "PLATEN_DEMO_DAYS", "PLATEN_DEMO_PORT", "./dev demo --help"])
        assert.ok(read("README.md").includes(name), `README.md: ${name}`);
    assert.ok(help.out.indexOf("Examples:") < help.out.indexOf("Variables:"));
    assert.match(help.out, /2 cores, 4 GB of memory and 4 GB of disk/);
});

test("nonsense is said at once, before anything is installed", () => {
    const wrong = run(join(root, "dev"), ["demo"], {
        PLATEN_DEMO_PRINTERS: "500",
        PLATEN_DEMO_DAYS: "many",
        PLATEN_DEMO_SPEED: "0",
        PLATEN_DEMO_PORT: "70000",
    });
    assert.equal(wrong.code, 2);
    assert.equal(wrong.out, "");
    assert.deepEqual(wrong.words.trim().split("\n"), [
        "dev: PLATEN_DEMO_PRINTERS = 500: give a whole number from 4 to 240",
        "dev: PLATEN_DEMO_DAYS = many: give a whole number from 1 to 730",
        "dev: PLATEN_DEMO_SPEED = 0: give a number from 0.1 to 10",
        "dev: PLATEN_DEMO_PORT = 70000: give a whole number from 0 to 65535",
    ]);
    const mistyped = run(join(root, "dev"), ["demo", "--chek"]);
    assert.equal(mistyped.code, 2);
    assert.match(mistyped.words, /demo knows --check and --help, not "--chek"/);
});

test("steps are counted in the logs of Ninja and apt, and in no other", () => {
    const logs: [string, string, string][] = [
        ["ninja", "[0/2] Re-checking\n[1/155] Building a\n[34/155] Building b\nwarning: [7/9]\n", "34 155\n"],
        [
            "apt",
            "0 upgraded, 3 newly installed, 0 to remove\nUnpacking a ...\nUnpacking b ...\nUnpacking c ...\nSetting up a ...\n",
            "4 6\n",
        ],
        ["check", "[0/2] Re-checking globbed directories...\n[1/2] Re-running CMake...\n", ""],
        ["npm", "added 120 packages in 4s\n", ""],
        ["empty", "", ""],
    ];
    for (const [name, text, steps] of logs) {
        writeFileSync(join(folder, name), text);
        assert.deepEqual(shell(`steps_in ${join(folder, name)}`), { code: 0, out: steps, words: "" }, name);
    }
    const progress = (name: string, seconds: number): string => shell(`progress ${join(folder, name)} ${seconds}`).out;
    assert.equal(progress("ninja", 60), "34 of 155 steps, 21 %, about 4 min left");
    assert.equal(progress("ninja", 3), "34 of 155 steps, 21 %", "the first seconds tell little");
    assert.equal(progress("npm", 12), "12 s so far");
});

test("a step says how far it is: lines without a terminal, one line on a terminal, and its log when it fails", () => {
    const work = "work() { echo '[1/4] a'; until [ -e \"$1\" ]; do sleep 0.05; done; echo '[4/4] b'; };";
    // The ticker's pause is a fifth of a second here; what it says ends the work.
    const step = (of: string): string =>
        `sleep() { case "$1" in 1|15) command sleep 0.2 ;; *) command sleep "$1" ;; esac; };` +
        `${work} (while ! grep -q "25 %" ${of}.out; do command sleep 0.05; done; touch ${of}.end) &` +
        ` logged w "working" work ${of}.end`;
    const plain = join(folder, "plain");
    const script = join(folder, "plain.sh");
    writeFileSync(script, `ROOT=${root}; . tools/dev/common.sh; ${step(plain)}`);
    const lines = run("bash", ["-euc", `bash -eu ${script} > ${plain}.out; cat ${plain}.out`]);
    assert.equal(lines.code, 0, lines.words);
    assert.match(lines.out, /^ {3}working \.\.\.\n( {3}working: 1 of 4 steps, 25 %\n)+ {3}working: done in \d+ s\n$/);

    const shown = join(folder, "shown");
    writeFileSync(`${shown}.sh`, `ROOT=${root}; . tools/dev/common.sh; ${step(shown)}`);
    const terminal = run("script", ["-qefc", `bash -eu ${shown}.sh`, `${shown}.out`]);
    assert.equal(terminal.code, 0, terminal.words);
    // What empties the line, so that the next text takes its place.
    const line = terminal.out.replaceAll("\r\u001b[K", "<line>");
    assert.match(line, /(<line> {3}working: 1 of 4 steps, 25 %)+/);
    assert.match(line, /<line> {3}working: done in \d+ s/);

    const failed = shell("work() { echo no paper; return 3; }; logged f 'working' work");
    assert.equal(failed.code, 3);
    assert.match(failed.words, /working: failed after 0 s \(exit code 3\)[\s\S]*\| no paper/);
});
