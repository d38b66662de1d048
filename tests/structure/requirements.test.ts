// docs/requirements-table.md: every requirement with where it is and the tests that show it; each test named there exists, and
// no test carries an id that the table does not have.
import assert from "node:assert/strict";
import { test } from "node:test";
import { files, read } from "./sources.ts";

const path = "docs/requirements-table.md";
const id = /^[A-Z]{3}-\d+$/;

interface Row {
    id: string;
    where: string[];
    tests: Array<{ file: string; name: string }>;
}

function rowsOf(text: string): Row[] {
    return text
        .split("\n")
        .map((line) => line.split("|").map((cell) => cell.trim()))
        .filter((cells) => id.test(cells[1] ?? ""))
        .map((cells) => ({
            id: cells[1],
            where: [...cells[3].matchAll(/`([^`]+)`/g)].map((match) => match[1]),
            tests: [...cells[4].matchAll(/`([^`]+)`: (.*?)(?=<br>|$)/g)].map((match) => ({
                file: match[1],
                name: match[2],
            })),
        }));
}

const rows = rowsOf(read(path));

test("rows are read", () => {
    assert.deepEqual(rowsOf("| id | subject |\n| PRN-1 | a | `b/c`, `d` | `e_test.cpp`: F<br>`g.ts`: h i (PRN-1) |"), [
        {
            id: "PRN-1",
            where: ["b/c", "d"],
            tests: [
                { file: "e_test.cpp", name: "F" },
                { file: "g.ts", name: "h i (PRN-1)" },
            ],
        },
    ]);
    assert.ok(rows.length > 90, "the table is found");
    assert.equal(new Set(rows.map((row) => row.id)).size, rows.length, "each id has one row");
});

test(`every test that ${path} names is there, and every place`, () => {
    const missing: string[] = [];
    for (const row of rows) {
        for (const { file, name } of row.tests) {
            const there =
                files.includes(file) &&
                (file.endsWith(".cpp")
                    ? new RegExp(`\\bTEST(?:_F|_P)?\\(\\w+,\\s*${name}\\)`).test(read(file))
                    : read(file).includes(name));
            if (!there) missing.push(`${row.id}: ${file}: ${name}`);
        }
        for (const place of row.where) {
            if (!files.some((file) => file.startsWith(`${place}/`))) missing.push(`${row.id}: ${place}`);
        }
    }
    assert.deepEqual(missing, []);
});

test(`what has no test is said in ${path}, and nothing else is`, () => {
    const [, said = ""] = read(path).split("## Without a test");
    const without = rows.filter((row) => row.tests.length === 0).map((row) => row.id);
    assert.deepEqual((said.match(/\b[A-Z]{3}-\d+\b/g) ?? []).sort(), without.sort());
});

test(`every id that a test carries has a row in ${path}`, () => {
    const known = new Set(rows.map((row) => row.id));
    const families = new Set(rows.map((row) => row.id.slice(0, 3)));
    const unknown = new Set<string>();
    for (const file of files.filter((each) => /_test\.cpp$|\.test\.tsx?$|^tests\/portal\/.*\.ts$/.test(each))) {
        if (file.startsWith("tests/structure/")) continue;
        for (const [one] of read(file).matchAll(/\b[A-Z]{3}-\d+\b/g)) {
            if (families.has(one.slice(0, 3)) && !known.has(one)) unknown.add(`${file}: ${one}`);
        }
    }
    assert.deepEqual([...unknown], []);
});
