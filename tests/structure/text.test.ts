// PRT-4: what a person reads comes from catalogues; the server's code holds keys. (The portal has its own test.)
import assert from "node:assert/strict";
import { test } from "node:test";
import { files, isTest, lineOf, read, withoutComments } from "./sources.ts";

const code = files.filter(
    (path) => /^server\/(?!main\.cpp).*\.cpp$/.test(path) && path.split("/").length > 2 && !isTest(path),
);

// A sentence: a capital letter, then at least two further words in small letters (so no reason phrase of HTTP).
// Statements for the operator's log, for the programmer (exceptions, static_assert) and for the database are
// none of the portal's business; nor are the summaries of operations, which the API document holds in English.
const sentence = /^[A-Z][a-z']+(?: [a-z0-9'{}%-]+){2,}[.!?]?$/;
const operators =
    /spdlog::|LOG_|log::|throw |runtime_error|logic_error|invalid_argument|static_assert|assert\(|\.help|Help\(|summary|description|router\.Add\(/;

test("no sentence for a person stands in the server's code", () => {
    const found = code.flatMap((path) => {
        const text = withoutComments(read(path));
        return [...text.matchAll(/"((?:[^"\\\n]|\\.)*)"/g)]
            .filter((match) => sentence.test(match[1]))
            .filter((match) => !operators.test(text.slice(text.lastIndexOf(";", match.index) + 1, match.index)))
            .map((match) => `${path}:${lineOf(text, match.index)} "${match[1]}"`);
    });
    assert.deepEqual(found, []);
});

type Catalogue = { [key: string]: string | Catalogue };
const keys = (catalogue: Catalogue, prefix = ""): string[] =>
    Object.entries(catalogue).flatMap(([key, value]) =>
        typeof value === "string" ? [prefix + key] : keys(value, `${prefix}${key}.`),
    );
// The arguments of an ICU message: `{name}` and `{name, plural, one {a message} other {another}}`.
function argumentsOf(message: string): string[] {
    const found = new Set<string>();
    const readMessage = (from: number): number => {
        let index = from;
        while (index < message.length && message[index] !== "}")
            index = message[index] === "{" ? readArgument(index + 1) : index + 1;
        return index;
    };
    const readArgument = (from: number): number => {
        const name = /^\s*([A-Za-z_]\w*)/.exec(message.slice(from))?.[1];
        if (name !== undefined) found.add(name);
        let index = from;
        while (index < message.length && message[index] !== "}")
            index = message[index] === "{" ? readMessage(index + 1) + 1 : index + 1;
        return index + 1;
    };
    readMessage(0);
    return [...found].sort();
}
const at = (catalogue: Catalogue, key: string): string =>
    key in catalogue
        ? (catalogue[key] as string)
        : (key
              .split(".")
              .reduce<unknown>((node, part) => (node as Catalogue | undefined)?.[part], catalogue) as string);

test("the check reads arguments, not the words of plural forms", () => {
    assert.deepEqual(argumentsOf("Hi {name}, {count, plural, one {A printer of {maker}} other {# and more}}"), [
        "count",
        "maker",
        "name",
    ]);
});

test("every kind of task has a title", () => {
    const english = files
        .filter((path) => /^locales\/en\/.*\.json$/.test(path))
        .flatMap((path) => keys(JSON.parse(read(path)) as Catalogue));
    const server = files
        .filter((path) => /^server\/.*\.(cpp|hpp)$/.test(path) && !isTest(path))
        .map((path) => withoutComments(read(path)))
        .join("\n");
    const kinds = [...server.matchAll(/registry\.Add\(\s*(?:"([a-z_.]+)"|(k\w+))/g)].map(
        ([, literal, constant]) => literal ?? new RegExp(`${constant} = "([a-z_.]+)"`).exec(server)?.[1] ?? constant,
    );
    assert.ok(kinds.length > 5, "kinds of tasks are found");
    assert.deepEqual(
        kinds.filter((kind) => !english.includes(`tasks.${kind}`)),
        [],
    );
});

// The server's catalogues have a folder a language, the portal's a file a language beside the feature that speaks.
const languages = ["de", "en", "fr", "it", "nb", "sv"];
const rooms: Record<string, RegExp> = {
    server: /^(locales\/)([a-z]+)(\/[a-z_]+\.json)$/,
    portal: /^(web\/src\/.*\blocales\/(?:\w+\/)?)([a-z]+)(\.json)$/,
};

for (const [room, pattern] of Object.entries(rooms)) {
    const found = files.map((path) => pattern.exec(path)).filter((match) => match !== null);
    const english = found.filter(([, , language]) => language === "en");

    test(`${room}: every language has every English text, with the same arguments`, () => {
        assert.ok(english.length > 0, `no catalogue matches ${pattern.source}`);
        assert.deepEqual([...new Set(found.map(([, , language]) => language))].sort(), languages);
        const problems: string[] = found
            .filter(([, before, , after]) => !files.includes(`${before}en${after}`))
            .map(([path]) => `${path} has no English`);
        for (const language of languages.filter((name) => name !== "en")) {
            for (const [path, before, , after] of english) {
                const other = before + language + after;
                if (!files.includes(other)) {
                    problems.push(`${other} is missing`);
                    continue;
                }
                const [mine, theirs] = [JSON.parse(read(path)) as Catalogue, JSON.parse(read(other)) as Catalogue];
                const [wanted, given] = [keys(mine), keys(theirs)];
                problems.push(...wanted.filter((key) => !given.includes(key)).map((key) => `${other} lacks ${key}`));
                problems.push(
                    ...given
                        .filter((key) => !wanted.includes(key))
                        .map((key) => `${other} has ${key}, English does not`),
                );
                for (const key of wanted.filter((each) => given.includes(each))) {
                    const [left, right] = [argumentsOf(at(mine, key)), argumentsOf(at(theirs, key))];
                    const missing = left.filter((name) => !right.includes(name));
                    if (missing.length > 0) problems.push(`${other} ${key} leaves out {${missing.join("}, {")}}`);
                }
            }
        }
        assert.deepEqual(problems, []);
    });
}

// docs/languages.md: who cannot write a language leaves the English text there and lists it.
test("the texts that wait for a translation are the English ones, and are there", () => {
    const listed = JSON.parse(read("docs/untranslated.json")) as Record<string, string[]>;
    const others = languages.filter((language) => language !== "en");
    assert.deepEqual(Object.keys(listed).filter(Boolean).sort(), others);
    const wrong = others.flatMap((language) =>
        listed[language].filter((line) => {
            const [path, key] = line.split(" ");
            const room = Object.values(rooms)
                .map((pattern) => pattern.exec(path))
                .find((match) => match !== null);
            if (room?.[2] !== language || !files.includes(path)) return true;
            const [own, english] = [path, `${room[1]}en${room[3]}`].map((file) => JSON.parse(read(file)) as Catalogue);
            return !keys(own).includes(key) || at(own, key) !== at(english, key);
        }),
    );
    assert.deepEqual(wrong, [], "translated, renamed or removed: take it off the list");
});
