// SQL stands in store files, and one feature alone writes a table.
import assert from "node:assert/strict";
import { test } from "node:test";
import { files, isCpp, isTest, lineOf, read, withoutComments } from "./sources.ts";

type Write = { table: string; owner: string; where: string };

const servers = files.filter((path) => path.startsWith("server/") && path.endsWith(".cpp") && !isTest(path));
const ownerOf = (path: string): string => path.split("/").slice(0, -1).join("/");
const isStore = (path: string): boolean => path.endsWith("_store.cpp");
const isFeature = (path: string): boolean => path.split("/").length === 3 && !path.startsWith("server/platform/");

function sqlLiterals(text: string): { sql: string; line: number }[] {
    return [...withoutComments(text).matchAll(/R"(\w*)\(([\s\S]*?)\)\1"|"((?:[^"\\\n]|\\.)*)"/g)].map((match) => ({
        sql: match[2] ?? match[3],
        line: lineOf(text, match.index),
    }));
}

const statement =
    /\b(?:INSERT\s+INTO|UPDATE(?=\s+[a-z_]+\s+(?:AS\s+)?(?:[a-z_]+\s+)?SET\b)|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?)\s+([a-z_][a-z0-9_]*)/g;

// Statements that are made from a row's struct: pg::Insert<Row> kInsert{"contacts.insert", "contacts"}.
const made = /\bpg::(?:Insert|Update)(?:Rows)?<[^{};]*\{\s*"[^"]*",\s*"([a-z_]+)"/g;

const writes: Write[] = servers.flatMap((path) => [
    ...sqlLiterals(read(path)).flatMap(({ sql, line }) =>
        [...sql.matchAll(statement)].map((match) => ({
            table: match[1],
            owner: ownerOf(path),
            where: `${path}:${line}`,
        })),
    ),
    ...[...withoutComments(read(path)).matchAll(made)].map((match) => ({
        table: match[1],
        owner: ownerOf(path),
        where: `${path}:${lineOf(read(path), match.index)}`,
    })),
]);

test("the tests' eyes work: writes of tables are found", () => {
    const sample = [
        ..."INSERT INTO a (x) SELECT 1; UPDATE b SET x = 1; UPDATE c AS d SET y = 2; DELETE FROM e".matchAll(statement),
    ];
    assert.deepEqual(
        sample.map((match) => match[1]),
        ["a", "b", "c", "e"],
    );
    const rows = [
        ...'const pg::InsertRows<A, B> kPut{\n    "f.put", "g",\n    "ON CONFLICT DO NOTHING"};'.matchAll(made),
    ];
    assert.deepEqual(
        rows.map((match) => match[1]),
        ["g"],
    );
    assert.ok(writes.length > 10, `only ${writes.length} writing statements were found in server/`);
});

test("every table has one writer", () => {
    const owners = new Map<string, Map<string, string>>();
    for (const { table, owner, where } of writes) {
        if (!owners.has(table)) owners.set(table, new Map());
        owners.get(table)?.set(owner, where);
    }
    const shared = [...owners]
        .filter(([, by]) => by.size > 1)
        .map(([table, by]) => `${table}: ${[...by.values()].join(", ")}`);
    assert.deepEqual(shared, []);
});

test("in a feature only *_store.cpp contains SQL", () => {
    const speaksSql =
        /^\s*(?:WITH\s+[a-z_]+(?:\s*\([^)]*\))?\s+AS|SELECT\s|INSERT\s+INTO\s|UPDATE\s+[a-z_]+\s+SET\s|DELETE\s+FROM\s)/;
    const wrong = servers
        .filter((path) => isFeature(path) && !isStore(path))
        .flatMap((path) =>
            sqlLiterals(read(path))
                .filter(({ sql }) => speaksSql.test(sql))
                .map(({ line }) => `${path}:${line}`),
        );
    assert.deepEqual(wrong, []);
});

test("no value is put into a statement's text", () => {
    // Row level security guards a forgotten WHERE, not concatenation: values are parameters.
    const wrong = servers
        .filter((path) => isStore(path))
        .flatMap((path) => {
            const text = withoutComments(read(path));
            return [...text.matchAll(/(?:WHERE|AND|VALUES|SET)[^"\n]*'"\s*(?:\+|<<)/g)].map(
                (match) => `${path}:${lineOf(text, match.index)}`,
            );
        });
    assert.deepEqual(wrong, []);
});

// H11: tests prepare other features' rows as the program does, by their functions and routes (server/testing). Only what a
// database of an older version holds has no function any more: *_upgrade_test.cpp and old_database.hpp write it.
const testSources = files.filter(
    (path) =>
        path.startsWith("server/") &&
        isCpp(path) &&
        (/(_test\.cpp|testing\.(cpp|hpp)|_fixture\.hpp|_world\.(cpp|hpp))$/.test(path) ||
            path.startsWith("server/testing/")) &&
        !/_upgrade_test\.cpp$|^server\/testing\/old_database\.hpp$/.test(path),
);

const prepared =
    /\b(?:INSERT\s+INTO|UPDATE(?=\s+[a-z_]+\s+(?:AS\s+)?(?:[a-z_]+\s+)?SET\b)|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?)\s+([a-z_]+(?:\s*,\s*[a-z_]+)*)/g;

function preparedRows(path: string, text: string): Write[] {
    const owner = ownerOf(path);
    const found: Write[] = [];
    // Neighboring literals are one statement.
    const joined = withoutComments(text).replace(/"(\s*\n\s*)"/g, (_, space: string) => space);
    for (const literal of joined.matchAll(/R"(\w*)\(([\s\S]*?)\)\1"|"((?:[^"\\]|\\.)*)"/g)) {
        for (const match of (literal[2] ?? literal[3]).matchAll(prepared)) {
            const where = `${path}:${lineOf(joined, literal.index + match.index)}`;
            for (const table of match[1].split(/\s*,\s*/)) found.push({ table, owner, where });
        }
    }
    for (const match of joined.matchAll(made)) {
        found.push({ table: match[1], owner, where: `${path}:${lineOf(joined, match.index)}` });
    }
    return found;
}

test("tests write no table of another feature", () => {
    const owners = new Map(writes.map(({ table, owner }) => [table, owner]));
    const sample = preparedRows(
        "server/a/a_test.cpp",
        'Sql("INSERT INTO "\n"b (c)"); Sql("TRUNCATE d, e CASCADE"); pg::Insert<A> kF{"g.f", "f"};',
    );
    assert.deepEqual(
        sample.map(({ table }) => table),
        ["b", "d", "e", "f"],
    );
    assert.ok(testSources.length > 40, "the tests of server/ are found");
    const wrong = testSources
        .flatMap((path) => preparedRows(path, read(path)))
        .filter(({ table, owner }) => owners.has(table) && owners.get(table) !== owner)
        .map(({ table, where }) => `${where} writes ${table} of ${owners.get(table)}: use server/testing/world.hpp`);
    assert.deepEqual(wrong, []);
});
