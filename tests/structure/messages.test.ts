// H15: docs/log-messages.md has a paragraph for every log id, docs/audit-actions.md a line for every audit action; neither
// has one that the programs never write.
import assert from "node:assert/strict";
import { test } from "node:test";
import { files, isCpp, isTest, lineOf, read, withoutComments } from "./sources.ts";

const programs = files.filter((path) => isCpp(path) && /^(lib|server|agent|simulator)\//.test(path) && !isTest(path));

// ---- log ids

interface Message {
    where: string;
    id: string;
    levels: string[];
}

// Every call of the log in a text; a message without an id has the id "".
function messages(path: string, source: string): Message[] {
    const text = withoutComments(source);
    return [...text.matchAll(/\blog::(Info|Warn|Error|Critical|Line)\(([^;"]*)"([^"]*)"/g)].map((match) => ({
        where: `${path}:${lineOf(text, match.index)}`,
        id: /^([a-z][a-z0-9_]*\.[a-z0-9_.]*[a-z0-9_])(?=$|[ :])/.exec(match[3])?.[1] ?? "",
        levels:
            match[1] === "Line"
                ? [...match[2].matchAll(/Level::k(\w+)/g)].map((level) => level[1].toLowerCase())
                : [match[1].toLowerCase()],
    }));
}

// `### \`server.ready\` (info)` and whether text follows.
function paragraphs(page: string): { id: string; levels: string[]; hasText: boolean }[] {
    return page
        .split(/^### /m)
        .slice(1)
        .map((part) => {
            const head = /^`([^`]+)` \(([a-z, ]+)\)\n([\s\S]*)$/.exec(part);
            return {
                id: head?.[1] ?? part.split("\n")[0],
                levels: head?.[2].split(", ") ?? [],
                hasText: (head?.[3].replace(/^## .*$/m, "").trim().length ?? 0) > 20,
            };
        });
}

test("ids of log messages are read as they are written", () => {
    const source = 'log::Warn("a.b x={}", x);\nbase::log::Error(\n    "c.d_e: why");\nlog::Info("no id {}", x);';
    assert.deepEqual(
        messages("x.cpp", source).map(({ where, id, levels }) => [where, id, ...levels]),
        [
            ["x.cpp:1", "a.b", "warn"],
            ["x.cpp:2", "c.d_e", "error"],
            ["x.cpp:4", "", "info"],
        ],
    );
    const two = 'log::Line(loud ? Level::kInfo : Level::kDebug, "a.b", x);';
    assert.deepEqual(messages("x.cpp", two)[0].levels, ["info", "debug"]);
    assert.deepEqual(paragraphs("# Page\n### `a.b` (info, warn)\nToo short.\n## Next\n"), [
        { id: "a.b", levels: ["info", "warn"], hasText: false },
    ]);
});

test("every log message begins with an id and has its paragraph in docs/log-messages.md, and no other has", () => {
    const written = programs.flatMap((path) => messages(path, read(path)));
    const described = paragraphs(read("docs/log-messages.md"));
    assert.ok(written.length > 50, "messages are found");
    const found = written
        .filter(({ id }) => id === "")
        .map(({ where }) => `${where} has no id: begin the message with <part>.<what>, as "listener.lost ..."`);
    for (const { where, id, levels } of written.filter((message) => message.id !== "")) {
        const paragraph = described.find((each) => each.id === id);
        if (paragraph === undefined)
            found.push(`${where} docs/log-messages.md has no paragraph "### \`${id}\` (${levels.join(", ")})"`);
        else
            for (const level of levels.filter((each) => !paragraph.levels.includes(each)))
                found.push(`${where} docs/log-messages.md does not say that ${id} may be "${level}"`);
    }
    for (const { id, levels, hasText } of described) {
        const uses = written.filter((message) => message.id === id);
        if (uses.length === 0) found.push(`docs/log-messages.md describes ${id}, which no program writes`);
        if (!hasText) found.push(`docs/log-messages.md does not say what ${id} means and what to do`);
        for (const level of levels.filter((each) => !uses.some((use) => use.levels.includes(each))))
            found.push(`docs/log-messages.md says that ${id} may be "${level}", which it is nowhere`);
    }
    const ids = described.map(({ id }) => id);
    found.push(
        ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `docs/log-messages.md has ${id} twice`),
    );
    assert.deepEqual(found, []);
});

// ---- audit actions

interface Actions {
    whole: string[]; // as literals
    made: Map<string, string[]>; // "site." -> what may follow it
}

const states = /enum class State \{([^}]*)\}/;
const snake = (name: string): string =>
    name
        .replace(/^k/, "")
        .replace(/(?<!^)([A-Z])/g, "_$1")
        .toLowerCase();

// The actions that a source names: literals in calls of the audit log, and what is put together there from "site." and
// a word of the same file or the state of an order.
function actions(path: string, source: string, header: string): Actions {
    const text = withoutComments(source)
        // The name of the job that acts is no action.
        .replace(/(RecordSystem\(\s*[\w.]+(?:\(\))?,\s*[\w.]+(?:\(\))?,\s*)"[^"]*"/g, "$1job");
    const calls = [
        ...text.matchAll(
            /(?:audit::Record(?:System)?|\bAudit|AuditSite|RecordChange|RefusedAccount|WriteRefusal|Take|RecordAfter)\([^;]*;|\.action\s*=[^;]*;/g,
        ),
    ].map((match) => match[0]);
    const whole = calls.flatMap((call) => [...call.matchAll(/"([a-z_]+\.[a-z_]+)"/g)].map((match) => match[1]));
    // A change that is put aside and recorded later: it names its object beside the action, "site.created", "site".
    for (const statement of text.split(";").filter((each) => !/pg::(Insert|Update|Query)/.test(each)))
        for (const [, action, object] of statement.matchAll(/"(([a-z_]+)\.[a-z_]+)"/g))
            if (new RegExp(`"${object}\\.[a-z_]+",\\s*"${object}"`).test(statement)) whole.push(action);
    const made = new Map<string, string[]>();
    for (const call of calls)
        for (const [, prefix, rest] of call.matchAll(/"([a-z_]+\.)"\s*\+\s*([^,]*)/g)) {
            const ends = rest.includes("EnumName")
                ? (states.exec(header)?.[1] ?? "").split(",").map((name) => snake(name.trim()))
                : calls.flatMap((each) => [...each.matchAll(/^Audit\w*\(\w+, "([a-z_]+)"/g)].map((match) => match[1]));
            assert.ok(ends.length > 0, `${path}: what follows "${prefix}" in the audit log is not found`);
            made.set(prefix, [...new Set(ends)]);
        }
    return { whole: [...new Set(whole)], made };
}

test("actions are read from literals, from words that are put together, and not from jobs", () => {
    const source =
        'audit::Record(call, {id, "site." + action, "site"}); AuditSite(call, "created", site);' +
        'audit::RecordSystem(tx, now, "replenishment.daily", {.action = "supply_order.submitted"});';
    const found = actions("x.cpp", source, "");
    assert.deepEqual(found.whole, ["supply_order.submitted"]);
    assert.deepEqual([...found.made], [["site.", ["created"]]]);
    const aside = 'changes.push_back({id, a ? "order.split" : "order.merged", "order", id});';
    assert.deepEqual(actions("x.cpp", aside, "").whole, ["order.split", "order.merged"]);
    const state = 'audit::Record(call, {id, "o." + std::string(EnumName(after.state)), "o"});';
    assert.deepEqual(actions("x.cpp", state, "enum class State { kNew, kOnBackOrder };").made.get("o."), [
        "new",
        "on_back_order",
    ]);
});

// The list of actions: constants by name.
const listed = "server/platform/audit/actions.hpp";
const constants = (header: string): Map<string, string> =>
    new Map([...header.matchAll(/\b(k\w+) = "([a-z_]+\.[a-z_]+)";/g)].map((match) => [match[1], match[2]]));

test("every audit action has its line in docs/audit-actions.md, and no other has", () => {
    const written = new Map<string, string>();
    const list = constants(read(listed));
    assert.ok(list.size > 30, `${listed} is read`);
    const code = programs.filter((path) => path !== listed).map((path) => withoutComments(read(path)));
    for (const [name, action] of list)
        if (code.some((text) => new RegExp(`action::${name}\\b`).test(text))) written.set(action, listed);
    for (const path of programs.filter((each) => each.startsWith("server/"))) {
        const folder = path.slice(0, path.lastIndexOf("/"));
        const header = `${folder}/${folder.split("/").at(-1)}.hpp`;
        const { whole, made } = actions(path, read(path), files.includes(header) ? read(header) : "");
        for (const action of whole) written.set(action, path);
        for (const [prefix, ends] of made) for (const end of ends) written.set(prefix + end, path);
    }
    const described = [...read("docs/audit-actions.md").matchAll(/^\| `([a-z_.]+)` \| (.+) \|$/gm)];
    assert.ok(written.size > 30, "actions are found");
    const ids = described.map((match) => match[1]);
    assert.deepEqual(
        [
            ...[...written, ...[...list.values()].map((action) => [action, listed] as const)]
                .filter(([action]) => !ids.includes(action))
                .map(([action, path]) => `${path} docs/audit-actions.md has no line for \`${action}\``),
            ...ids
                .filter((id) => !written.has(id))
                .map((id) => `docs/audit-actions.md describes ${id}, which nothing writes to the audit log`),
            ...ids
                .filter((id, index) => ids.indexOf(id) !== index)
                .map((id) => `docs/audit-actions.md has ${id} twice`),
        ],
        [],
    );
});
