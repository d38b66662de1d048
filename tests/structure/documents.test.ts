// What documents quote is there: files, names in the code, regions of the code.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
    claimedNames,
    codeSnippets,
    commentPaths,
    documents,
    exists,
    isInCode,
    isPath,
    linkExists,
    quotes,
    refreshed,
    snippets,
    unmarked,
} from "./documents.ts";
import { files, isCpp, read } from "./sources.ts";

test("the check knows paths from other words, and where they may lie", () => {
    const document = "server/contacts/README.md";
    for (const path of ["contact_rules.cpp", "server/platform/pg", "docs/adr/0006-libpq.md", "<thing>_store.{hpp,cpp}"])
        assert.ok(isPath(path, document), path);
    for (const word of [
        "/api/v1/contacts",
        "supply orders",
        "--asr1",
        "organization_id",
        "build/dev",
        "If-Match",
        "a/b",
    ])
        assert.ok(!isPath(word, document), word);
    assert.ok(exists("contact_rules.cpp") && exists("server/contacts/contact_*.{hpp,cpp}"));
    assert.ok(!exists("contact_rule.cpp") && !exists("contact_rules.{hpp,sql}"));
    assert.ok(!exists("server/contact/contact_rules.cpp"));
    assert.ok(exists("lib/base/json") && exists("json.hpp") && !exists("lib/base/jason"));
    assert.deepEqual(quotes("a `b.cpp` [c](d.md)\n```\n`e`\n```\n`f`").words, [
        { line: 1, text: "b.cpp" },
        { line: 5, text: "f" },
    ]);
});

test("every file and folder that a document names is there", () => {
    const found = documents.flatMap((document) => {
        const { words, links } = quotes(read(document));
        return [
            ...words.filter(({ text }) => isPath(text, document) && !exists(text)),
            ...links.filter(({ text }) => !linkExists(text, document)),
        ].map(({ line, text }) => `${document}:${line} there is no ${text}: name the file as it is called now`);
    });
    assert.deepEqual(found, []);
});

test("every file and folder that a comment of the code names is there", () => {
    assert.deepEqual(
        commentPaths("int a;  // see a_b.hpp, https://x.de/y.md and server/contacts\n").map(({ text }) => text),
        ["a_b.hpp", "server/contacts"],
    );
    const found = files
        .filter((path) => (isCpp(path) || /\.tsx?$/.test(path)) && !path.startsWith("tests/structure/"))
        .flatMap((path) =>
            commentPaths(read(path))
                .filter(({ text }) => !exists(text))
                .map(({ line, text }) => `${path}:${line} there is no ${text}: name the file as it is called now`),
        );
    assert.deepEqual(found, []);
});

test("the check knows names of the code from other words", () => {
    assert.deepEqual(claimedNames("contacts::CheckContact"), ["contacts", "CheckContact"]);
    assert.deepEqual(claimedNames("Retry()"), ["Retry"]);
    assert.deepEqual(claimedNames("PrinterId"), ["PrinterId"]);
    for (const word of ["std::expected", "organization_id", "SIGTERM", "If-Match", "PLATEN_LISTEN", "text"])
        assert.deepEqual(claimedNames(word), [], word);
    assert.ok(isInCode(["contacts", "CheckContact"]) && !isInCode(["CheckContakt"]));
    assert.ok(!isInCode(["asr1", "CheckContact"]), "names of two files are no name");
});

test("every name of the code that a document quotes is in the code", () => {
    const found = documents.flatMap((document) =>
        quotes(read(document))
            .words.map((quote) => ({ ...quote, names: claimedNames(quote.text) }))
            .filter(({ names }) => names.length > 0 && !isInCode(names))
            .map(({ line, text }) => `${document}:${line} the code has no ${text}: quote what it is called now`),
    );
    assert.deepEqual(found, []);
});

test("regions are cut without their indentation; what is wrong with markers is said", () => {
    const source = "{\n    // snippet: one\n    a\n        b\n\n    // end of snippet\n}";
    assert.deepEqual(snippets([{ path: "x.cpp", text: source }]).byName.get("one"), "a\n    b\n");
    const faults = (text: string): string[] => snippets([{ path: "x.cpp", text }]).faults;
    assert.deepEqual(faults("// snippet: one"), ['x.cpp: "one" has no end']);
    assert.deepEqual(faults("// end of snippet"), ["x.cpp: an end of no snippet"]);
    assert.deepEqual(faults("// snippet: a\n// end of snippet\n// snippet: a\n// end of snippet"), [
        'x.cpp: there are two snippets "a"',
    ]);
    const document = "<!-- snippet: one -->\n```cpp\nold\n```\n";
    assert.deepEqual(refreshed(document, new Map([["one", "new\nlines"]])), {
        text: "<!-- snippet: one -->\n```cpp\nnew\nlines\n```\n",
        missing: [],
    });
    assert.deepEqual(refreshed(document, new Map()), { text: document, missing: ["one"] });
    assert.deepEqual(unmarked(`${document}\n\`\`\`cpp\nint a;\n\`\`\`\n`), [{ line: 6, text: "```cpp" }]);
});

test("every code block of a document is cut from compiled code and as it is there", () => {
    const { byName, faults } = codeSnippets();
    const used = new Set<string>();
    for (const document of documents) {
        const text = read(document);
        for (const match of text.matchAll(/^ *<!-- snippet: ([\w.-]+) -->$/gm)) used.add(match[1]);
        const fresh = refreshed(text, byName);
        faults.push(
            ...unmarked(text).map(
                ({ line }) =>
                    `${document}:${line} code of its own: mark a region of the code (// snippet: name) and quote it ` +
                    "(<!-- snippet: name --> above the block)",
            ),
            ...fresh.missing.map((name) => `${document}: there is no region "${name}" in the code`),
        );
        if (fresh.text !== text) faults.push(`${document}: a region of the code has changed: ./dev gen writes it anew`);
    }
    faults.push(...[...byName.keys()].filter((name) => !used.has(name)).map((name) => `no document quotes "${name}"`));
    assert.deepEqual(faults, []);
});
