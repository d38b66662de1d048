// What the audit log says is one list: server/platform/audit/actions.hpp.
import assert from "node:assert/strict";
import { test } from "node:test";
import { files, isCpp, isTest, lineOf, read, withoutComments } from "./sources.ts";

const list = "server/platform/audit/actions.hpp";
const actions = [...read(list).matchAll(/(?:\/\/ ([^\n]*)\n)?inline constexpr const char\* (k\w+) = "([^"]*)";/g)].map(
    ([, says, constant, name]) => ({ says, constant, name }),
);
const sources = files.filter((path) => path.startsWith("server/") && isCpp(path) && !isTest(path) && path !== list);

test("the list of audit actions is in order, and each says what it means", () => {
    assert.ok(actions.length >= 40, `only ${actions.length} were found in ${list}`);
    const names = actions.map(({ name }) => name);
    assert.deepEqual(names, [...new Set(names)].sort());
    for (const { says, constant, name } of actions) {
        assert.match(name, /^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$/, `${list}: ${name}`);
        const expected = `k${name.replace(/(?:^|[._])([a-z])/g, (_, letter: string) => letter.toUpperCase())}`;
        assert.equal(constant, expected);
        assert.match(says ?? "", /^[A-Z].*\.$/, `${list}: ${constant} needs a sentence above it`);
    }
});

test("no other file spells an audit action", () => {
    const names = new Set(actions.map(({ name }) => name));
    // What webhooks tell are names of their own, whatever the log calls the same.
    const others = sources.filter((path) => path !== "server/webhooks/events.hpp");
    const spelled = others.flatMap((path) => {
        const text = withoutComments(read(path));
        return [...text.matchAll(/"([a-z_]+\.[a-z_]+)"/g)]
            .filter(([, name]) => names.has(name))
            .map((match) => `${path}:${lineOf(text, match.index)}: use audit::action of ${list}`);
    });
    assert.deepEqual(spelled, []);
});

test("what is recorded is of the list", () => {
    // The second member of a Change; the first of a Refusal. Words put together are no name that a person can look for.
    const built = sources.flatMap((path) => {
        const text = withoutComments(read(path));
        return [...text.matchAll(/\.action = (?:"|[^,\n]*"\s*\+|[^,\n]*\+\s*std::string)/g)].map(
            (match) => `${path}:${lineOf(text, match.index)}`,
        );
    });
    assert.deepEqual(built, []);
});

test("every audit action is recorded somewhere", () => {
    const used = sources.map((path) => read(path)).join("\n");
    const unused = actions.filter(({ constant }) => !new RegExp(`action::${constant}\\b`).test(used));
    assert.deepEqual(
        unused.map(({ name }) => name),
        [],
    );
});
