// What runs by stripping its types is checked all the same: each TypeScript file outside the portal belongs to a
// configuration, and each configuration compiles.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join, relative } from "node:path";
import { test } from "node:test";
import { files, root } from "./sources.ts";

const compiler = join(root, "web/node_modules/typescript/bin/tsc");
const configurations = ["tools", "tests/portal", "web"];

function compile(configuration: string, ...flags: string[]): string {
    const { stdout, stderr } = spawnSync(process.execPath, [compiler, "-p", join(root, configuration), ...flags], {
        cwd: root,
        encoding: "utf8",
    });
    return stdout + stderr;
}

test("every TypeScript file of tests and tools is checked", () => {
    const checked = new Set(
        configurations.flatMap((each) =>
            compile(each, "--listFilesOnly")
                .split("\n")
                .map((path) => relative(root, path)),
        ),
    );
    assert.deepEqual(
        files.filter((path) => /^(tests|tools)\/.*\.ts$/.test(path) && !checked.has(path)),
        [],
    );
});

for (const configuration of configurations) {
    test(`the types of ${configuration} are right`, () => {
        assert.equal(compile(configuration, "--noEmit"), "");
    });
}
