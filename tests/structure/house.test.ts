// Rules of the house that one line each would soften: who names roles, who writes tables, how golden files are renewed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { files, isCpp, isTest, lineOf, read, withoutComments } from "./sources.ts";

type Place = { path: string; line: number; text: string };
const all = (paths: readonly string[], pattern: RegExp): Place[] =>
    paths.flatMap((path) => {
        const content = withoutComments(read(path));
        return [...content.matchAll(pattern)].map((match) => ({
            path,
            line: lineOf(content, match.index),
            text: match[0],
        }));
    });
const worded = (places: readonly Place[], rule: string): string[] =>
    places.map(({ path, line, text }) => `${path}:${line}: ${text}: ${rule}`);

const cpp = files.filter(isCpp);
const code = cpp.filter((path) => !isTest(path) && !/testing|_fixture|_world|tests\//.test(path));

test("roles are named in server/organizations/roles.hpp alone", () => {
    const named = all(
        code.filter((path) => !/organizations\/roles\.|api\/sample_roles\.hpp$|api\/sample_api/.test(path)),
        /\bRole::k[A-Z]\w+/g,
    );
    assert.deepEqual(
        worded(
            named,
            "code asks for a permission (organizations::permissions) or a group of roles; a new one goes into server/organizations/roles.hpp",
        ),
        [],
    );
});

test("a permission has one name", () => {
    const permissions = read("server/organizations/roles.hpp");
    const names = [...permissions.matchAll(/Permission (k\w+)\{\s*"(\w+)"/g)].map(([, constant, name]) => ({
        constant,
        name,
    }));
    assert.ok(names.length > 20, "the permissions of roles.hpp were not found");
    const snake = (constant: string): string =>
        constant
            .slice(1)
            .replace(/(?<!^)[A-Z]/g, "_$&")
            .toLowerCase();
    assert.deepEqual(
        names.filter(({ constant, name }) => snake(constant) !== name),
        [],
        "a permission's name is its constant's in snake_case",
    );
});

test("golden files are renewed by one switch, PLATEN_UPDATE_GOLDEN", () => {
    const others = all(
        cpp.filter((path) => isTest(path)),
        /getenv\("(?!PLATEN_UPDATE_GOLDEN")\w*(GOLDEN|UPDATE)\w*"/g,
    );
    assert.deepEqual(worded(others, "write PLATEN_UPDATE_GOLDEN"), []);
});
