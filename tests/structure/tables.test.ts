// SQL stands in store files, and one feature alone writes a table.
import assert from "node:assert/strict";
import { test } from "node:test";
import { files, isTest, lineOf, read, withoutComments } from "./sources.ts";

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
