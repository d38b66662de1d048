// A file that needs scrolling for minutes is two files; so is a folder.
import assert from "node:assert/strict";
import { test } from "node:test";
import { files, isTest, read } from "./sources.ts";

const written = files.filter(
    (path) =>
        /\.(cpp|hpp|ts|tsx|css|sql|sh|cmake)$|(^|\/)(dev|CMakeLists\.txt)$/.test(path) &&
        !path.endsWith("schema.d.ts") &&
        !path.startsWith("tests/golden/") &&
        path !== "db/schema.sql",
);
const lines = (path: string): number => read(path).split("\n").length - 1;

test("no file has more than 800 lines", () => {
    const long = written.map((path) => ({ path, count: lines(path) })).filter(({ count }) => count > 500);
    for (const { path, count } of long) console.log(`   over 500 lines, ask whether it is two: ${path} (${count})`);
    assert.deepEqual(
        long.filter(({ count }) => count > 800).map(({ path, count }) => `${path}: ${count} lines`),
        [],
    );
});

// A folder that one cannot take in at a glance holds two ideas: the second one gets a folder of its own.
const most = 35;
// Folders that are being divided. Each goes from this list as soon as it keeps the limit.
const divided: Readonly<Record<string, string>> = {};

// Folders with the number of source files that lie in each directly; tests beside them are not counted.
function folderSizes(paths: readonly string[]): Map<string, number> {
    const sizes = new Map<string, number>();
    for (const path of paths.filter((each) => /\.(cpp|hpp|tsx?)$/.test(each) && !isTest(each))) {
        const folder = path.slice(0, Math.max(path.lastIndexOf("/"), 0));
        sizes.set(folder, (sizes.get(folder) ?? 0) + 1);
    }
    return sizes;
}

test("the files of a folder are counted without those of its folders", () => {
    const sizes = folderSizes(["a/b.cpp", "a/b.hpp", "a/b_test.cpp", "a/README.md", "a/c/d.ts"]);
    assert.deepEqual(Object.fromEntries(sizes), { a: 2, "a/c": 1 });
});

test(`no folder of code has more than ${most} source files beside their tests`, () => {
    const sizes = folderSizes(files);
    const over = [...sizes].filter(([, count]) => count > most).sort();
    assert.deepEqual(
        over
            .filter(([folder]) => !(folder in divided))
            .map(
                ([folder, count]) =>
                    `${folder}: ${count} source files beside their tests, the limit is ${most}. Find the two ideas in it and give the ` +
                    "second one a folder (docs/architecture.md, the shape of a feature)",
            ),
        [],
    );
    assert.deepEqual(
        Object.keys(divided).filter((folder) => !over.some(([name]) => name === folder)),
        [],
        "these folders keep the limit now: take them from the list in tests/structure/size.test.ts",
    );
});
