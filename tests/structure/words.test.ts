// The field's words, as docs/glossary.md defines them, in identifiers, SQL and API names.
import assert from "node:assert/strict";
import { test } from "node:test";
import { files, isCpp, lineOf, read, withoutLiterals } from "./sources.ts";

// What not to say, what to say, and where the word belongs to someone else's language.
const wrong: { word: RegExp; say: string; except?: RegExp }[] = [
    // hrDeviceTable and others are names of RFCs; device_location is PRN-3's "device location": where a printer itself
    // says it stands, beside the location that people gave it.
    {
        word: /(?:^|_)devices?(?:_|$)/,
        say: "printer",
        except: /^(?:hr|prt|std)_?|random_device|device_error|device_index|device_location$/,
    },
    { word: /(?:^|_)assets?(?:_|$)/, say: "printer (or file, for what the portal ships)" },
    { word: /(?:^|_)consumables?(?:_|$)/, say: "supply" },
    { word: /(?:^|_)tenants?(?:_|$)/, say: "organization" },
    { word: /(?:^|_)customers?_id(?:_|$)/, say: "organization_id" },
];
// Folders where the words of RFC 2790 (hrDevice...) and of makers are the subject.
const wire = /^(lib\/snmp|lib\/printing|agent|simulator)\//;

// some_thing, SomeThing and kSomeThing alike become some_thing.
const parts = (identifier: string): string =>
    identifier
        .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
        .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
        .toLowerCase();

function misused(path: string, text: string): string[] {
    const found: string[] = [];
    for (const match of text.matchAll(/[A-Za-z_][A-Za-z0-9_]*/g)) {
        const name = parts(match[0]);
        for (const { word, say, except } of wrong) {
            if (word.test(name) && !except?.test(name))
                found.push(`${path}:${lineOf(text, match.index)} ${match[0]}: say ${say}`);
        }
    }
    return found;
}

test("the check sees a wrong word in every spelling", () => {
    assert.equal(misused("x", "DeviceId kDeviceName device_count asset devices_ ConsumableLevel tenant_id").length, 7);
    assert.equal(misused("x", "hrDeviceIndex std::random_device supply printer advice").length, 0);
});

test("C++ identifiers use the field's words", () => {
    const sources = files.filter((path) => isCpp(path) && !wire.test(path) && !path.startsWith("tests/"));
    const text = (path: string): string => withoutLiterals(read(path)).replace(/^\s*#\s*include.*$/gm, "");
    assert.deepEqual(
        sources.flatMap((path) => misused(path, text(path))),
        [],
    );
});

test("tables and columns use the field's words", () => {
    const sources = files.filter((path) => path.startsWith("db/migrations/") && path.endsWith(".sql"));
    assert.deepEqual(
        sources.flatMap((path) =>
            misused(
                path,
                read(path)
                    .replace(/--[^\n]*/g, "")
                    .replace(/'[^']*'/g, "''"),
            ),
        ),
        [],
    );
});

test(
    "the API's names use the field's words",
    { skip: !files.includes("api/openapi.json") && "api/openapi.json is not there" },
    () => {
        const document = JSON.parse(read("api/openapi.json")) as {
            paths: Record<string, unknown>;
            components?: { schemas?: Record<string, { properties?: Record<string, unknown> }> };
        };
        const names = [
            ...Object.keys(document.paths),
            ...Object.entries(document.components?.schemas ?? {}).flatMap(([name, schema]) => [
                name,
                ...Object.keys(schema.properties ?? {}),
            ]),
        ];
        assert.deepEqual(
            names.flatMap((name) => misused("api/openapi.json", name)),
            [],
        );
    },
);

// Sentences about the programs name condition, actor and result. These words have stood for all three.
const vague: { word: RegExp; say: string }[] = [
    { word: /\btold\b/, say: "reported, given, sent, known by" },
    { word: /\bhow-manieth\b/, say: "the position among ..." },
    { word: /\b(stands?|stood) (at|behind|before|beside|above)\b/, say: "is" },
    { word: /\bgone as meant\b/, say: "is used" },
];
// Stories and records of what was found use the words of the day.
const stories = /^(docs\/(acceptance|testing|benchmarks|replenishment)\.md|docs\/adr\/|docs\/terms)/;

function vaguely(path: string, text: string): string[] {
    return vague.flatMap(({ word, say }) =>
        [...text.matchAll(new RegExp(word, "gi"))].map(
            (match) => `${path}:${lineOf(text, match.index)} "${match[0]}": say ${say}`,
        ),
    );
}

test("the check sees vague words", () => {
    assert.equal(vaguely("x", "is told, stands behind and stands for; the how-manieth").length, 3);
});

test("comments of the platform and documents say condition, actor, result", () => {
    const sources = files.filter((path) => isCpp(path) && /^(lib\/base|server\/platform)\//.test(path));
    const comments = (text: string): string =>
        text
            .split("\n")
            .map((line) => /(?<!:)\/\/.*$/.exec(line)?.[0] ?? "")
            .join("\n");
    const pages = files.filter((path) => /^(docs\/.*|lib\/base\/README|server\/platform\/.*)\.md$/.test(path));
    assert.deepEqual(
        [
            ...sources.flatMap((path) => vaguely(path, comments(read(path)))),
            ...pages.filter((path) => !stories.test(path)).flatMap((path) => vaguely(path, read(path))),
        ],
        [],
    );
});
