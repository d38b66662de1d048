// docs/mps-express-guides.md names a test for each step of the vendor's guides (PRT-7): every one of them is there.
import assert from "node:assert/strict";
import { test } from "node:test";
import { files, read } from "./sources.ts";

const path = "docs/mps-express-guides.md";

// Title beginnings in quotes, C++ tests in backticks, of the last column.
function namedIn(row: string): { titles: string[]; tests: string[] } {
    const last = row.split("|").at(-2) ?? "";
    return {
        titles: [...last.matchAll(/"([^"]+)"/g)].map((match) => match[1]),
        tests: [...last.matchAll(/`(\w+\.\w+)`/g)].map((match) => match[1]),
    };
}

test("rows name tests by title or by suite and name", () => {
    assert.deepEqual(namedIn('| a | b | "scenario 1" · `Suite.Test` |'), {
        titles: ["scenario 1"],
        tests: ["Suite.Test"],
    });
    assert.deepEqual(namedIn("| a | b | by eye |"), { titles: [], tests: [] });
});

test(`every step in ${path} names tests that are there`, () => {
    const titles = files
        .filter((file) => /^tests\/(portal|system)\/.*\.ts$/.test(file))
        .flatMap((file) => [...read(file).matchAll(/\btest\(\s*["`]([^"`]+)/g)].map((match) => match[1]));
    const cpp = new Set(
        files
            .filter((file) => file.endsWith("_test.cpp"))
            .flatMap((file) =>
                [...read(file).matchAll(/\bTEST(?:_F|_P)?\((\w+),\s*(\w+)\)/g)].map(
                    (match) => `${match[1]}.${match[2]}`,
                ),
            ),
    );
    const rows = read(path)
        .split("\n")
        .filter((line) => /^\| /.test(line) && !/^\| (the guides say|English|!\[)/.test(line));
    assert.ok(rows.length > 40, `only ${rows.length} steps`);
    const wrong = rows.flatMap((row) => {
        const { titles: of, tests } = namedIn(row);
        const missing = [
            ...of.filter((title) => !titles.some((each) => each.startsWith(title))),
            ...tests.filter((name) => !cpp.has(name)),
        ].map((name) => `no test is called ${name}: ${row}`);
        return of.length + tests.length === 0 ? [`no test: ${row}`] : missing;
    });
    assert.deepEqual(wrong, [], `${path}: name the test that walks the step, or write it`);
});
