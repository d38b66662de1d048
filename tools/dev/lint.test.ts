// Which sources clang-tidy is given.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = mkdtempSync(join(tmpdir(), "platen-lint-"));
after(() => rmSync(folder, { recursive: true }));

function run(program: string, ...args: string[]): string {
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: "utf8" });
    assert.equal(status, 0, stderr);
    return stdout;
}
function commit(files: Record<string, string>): void {
    for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
    }
    run("git", "add", "--all");
    run("git", "-c", "user.name=T", "-c", "user.email=t@mail.example", "commit", "--quiet", "-m", "t");
}

test("every source that changed is checked, also behind a header that no source includes", () => {
    run("git", "init", "--quiet");
    for (const name of ["agent", "lib", "server", "simulator"]) commit({ [`${name}/kept.cpp`]: "int kept;\n" });
    commit({ "server/a_user.cpp": '#include "lib/words.hpp"\n', "server/b_user.cpp": '#include "lib/words.hpp"\n' });
    commit({ "server/kept_test.cpp": '#include "lib/a_testing.hpp"\n' });
    const base = run("git", "rev-parse", "HEAD").trim();
    commit({
        "lib/a_testing.hpp": "#pragma once\n",
        "lib/both.cpp": "int both;\n",
        "lib/both.hpp": "#pragma once\n",
        "lib/words.hpp": "#pragma once\n",
        "server/last.cpp": "int last;\n",
        "server/last_test.cpp": "int last_test;\n",
    });
    const script = `set -euo pipefail; cd "${root}"; ROOT=$PWD; . tools/dev/common.sh; . tools/dev/lint.sh; cd "${folder}"; changed_sources`;
    const { stdout, status, stderr } = spawnSync("bash", ["-c", script], {
        encoding: "utf8",
        env: { PATH: process.env.PATH, PLATEN_BUILD_DIR: folder, PLATEN_LINT_BASE: base },
    });
    assert.equal(status, 0, stderr);
    assert.deepEqual(stdout.trim().split("\n"), ["lib/both.cpp", "server/a_user.cpp", "server/last.cpp"]);
});
