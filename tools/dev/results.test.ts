// The last line of `./dev test` is what people and CI believe, so it is tested itself.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const counter = join(dirname(fileURLToPath(import.meta.url)), "results.ts");

function count(files: Record<string, string>): { last: string; code: number | null; text: string } {
    const folder = mkdtempSync(join(tmpdir(), "platen-results-"));
    try {
        for (const [name, text] of Object.entries(files)) {
            mkdirSync(dirname(join(folder, name)), { recursive: true });
            writeFileSync(join(folder, name), text);
        }
        const { stdout, status } = spawnSync(process.execPath, [counter, folder], { encoding: "utf8" });
        return { last: stdout.trimEnd().split("\n").at(-1) ?? "", code: status, text: stdout };
    } finally {
        rmSync(folder, { recursive: true });
    }
}

const hasFailure = (files: Record<string, string>, part: string): boolean => {
    const folder = mkdtempSync(join(tmpdir(), "platen-results-"));
    try {
        for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
        return spawnSync(process.execPath, [counter, "--has-failure", folder, part]).status === 0;
    } finally {
        rmSync(folder, { recursive: true });
    }
};

const gtest = (cases: string): string => `<testsuites><testsuite name="S">${cases}</testsuite></testsuites>`;
const ctest = (programs: [string, string][]): string =>
    `<testsuite name="(empty)">${programs.map(([name, status]) => `<testcase name="${name}" classname="${name}" status="${status}"><system-out>x</system-out></testcase>`).join("")}</testsuite>`;

test("counts cases, not programs", () => {
    const { last, code } = count({
        "unit/a_test.xml": gtest('<testcase name="A" status="run"/><testcase name="B" status="run"></testcase>'),
        "unit.ctest.xml": ctest([["a_test", "run"]]),
        "web.xml": '<testsuites><testsuite><testcase classname="x" name="y &gt; z"/></testsuite></testsuites>',
    });
    assert.equal(last, "3 passed, 0 failed");
    assert.equal(code, 0);
});

test("a failed case fails the run and is named", () => {
    const { last, code, text } = count({
        "unit/a_test.xml": gtest(
            '<testcase name="A"><failure message="1 &lt; 2&#10;more" type=""/></testcase><testcase name="B"/>',
        ),
        "unit.ctest.xml": ctest([["a_test", "fail"]]),
    });
    assert.equal(last, "1 passed, 1 failed");
    assert.match(text, /FAILED .*A: 1 < 2/);
    assert.equal(code, 1);
});

test("a program that crashed is a failure, with and without a file of results", () => {
    const { last, code } = count({
        "unit/a_test.xml": gtest('<testcase name="A"/>'),
        "unit.ctest.xml": ctest([
            ["a_test", "fail"],
            ["b_test", "fail"],
        ]),
    });
    assert.equal(last, "1 passed, 2 failed");
    assert.equal(code, 1);
});

test("skipped cases are told apart", () => {
    const { last } = count({
        "unit/a_test.xml": gtest(
            '<testcase name="A" status="notrun"/><testcase name="B"><skipped message="no recordings"/></testcase><testcase name="C"/>',
        ),
        "unit.ctest.xml": ctest([["a_test", "run"]]),
    });
    assert.equal(last, "1 passed, 0 failed, 2 skipped");
});

test("a run without a test is no success", () => {
    assert.equal(count({}).code, 1);
    assert.equal(count({}).last, "0 passed, 0 failed");
});

test("what a part said of itself is its failure, and not said a second time in other words", () => {
    const good = gtest('<testcase name="A"/>');
    const bad = gtest('<testcase name="A"><failure message="clang-tidy has something to say"/></testcase>');
    assert.equal(hasFailure({ "structure.xml": good, "web.broken.xml": bad }, "structure"), false);
    assert.equal(hasFailure({ "structure.xml": bad }, "structure"), true);
    assert.equal(hasFailure({ "structure.xml": good, "structure.broken.xml": bad }, "structure"), true);
});
