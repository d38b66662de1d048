// A file that needs scrolling for minutes is two files.
import assert from "node:assert/strict";
import { test } from "node:test";
import { files, read } from "./sources.ts";

const written = files.filter(
    (path) =>
        /\.(cpp|hpp|ts|tsx|css|sql|sh|cmake)$|(^|\/)(dev|CMakeLists\.txt)$/.test(path) &&
        !path.endsWith("schema.d.ts") &&
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
