// One term for one notion: docs/terms.json has the terms of each language. And what is said of one is said in the
// singular.
import assert from "node:assert/strict";
import { test } from "node:test";
import { files, read } from "./sources.ts";

type Catalogue = { [key: string]: string | Catalogue };
type Term = { notion: string; say: string; never?: string[]; only?: string; except?: string };
type Text = { language: string; key: string; text: string };

const terms = JSON.parse(read("docs/terms.json")) as Record<string, Term[]>;
const flat = (language: string, catalogue: Catalogue, prefix: string): Text[] =>
    Object.entries(catalogue).flatMap(([key, value]) =>
        typeof value === "string"
            ? [{ language, key: prefix + key, text: value }]
            : flat(language, value, `${prefix}${key}.`),
    );
const texts: Text[] = files
    .map((path) => /^(?:locales\/([a-z]+)\/[a-z_]+|web\/src\/.*\blocales\/(?:\w+\/)?([a-z]+))\.json$/.exec(path))
    .filter((match) => match !== null)
    .flatMap(([path, server, portal]) => flat(server ?? portal, JSON.parse(read(path)) as Catalogue, `${path}: `));
const languages = [...new Set(texts.map(({ language }) => language))];

// What a person reads of an ICU message: without the names of arguments and the keys of plural and select.
function words(message: string): string {
    let read = "";
    let at = 0;
    const text = (): void => {
        while (at < message.length && message[at] !== "}") {
            if (message[at] === "{") argument();
            else read += message[at++];
        }
    };
    // {name}, or {name, plural, one {...} other {...}}
    const argument = (): void => {
        read += " ";
        const simple = /^\{\s*\w+\s*\}/.exec(message.slice(at));
        if (simple) {
            at += simple[0].length;
            return;
        }
        at += 1;
        while (at < message.length && message[at] !== "}") {
            if (message[at++] !== "{") continue;
            text();
            at += 1;
            read += " ";
        }
        at += 1;
    };
    text();
    return read;
}

function misused({ language, key, text }: Text): string[] {
    const read = words(text);
    return (terms[language] ?? []).flatMap(({ notion, say, never = [], only, except }) => {
        if (except && new RegExp(except).test(key)) return [];
        const wrong = never
            .filter((pattern) => new RegExp(pattern, "u").test(read))
            .map((pattern) => `${key}: /${pattern}/, say "${say}" (${notion})`);
        const elsewhere =
            only && new RegExp(say, "u").test(read) && !new RegExp(only).test(key)
                ? [`${key}: "${say}" is kept for: ${notion}`]
                : [];
        return [...wrong, ...elsewhere];
    });
}

test("the check sees a wrong word, a word of another notion, and no keys", () => {
    const german = (key: string, text: string): number => misused({ language: "de", key, text }).length;
    assert.equal(german("mail.reset", "Ihr Kennwort"), 1);
    assert.equal(german("printers.deregister", "Drucker abmelden"), 2);
    assert.equal(german("nav.sign_out", "Abmelden"), 0);
    assert.equal(german("x", "{state, select, delivered {geliefert} other {zugestellt}}"), 1);
    assert.equal(misused({ language: "en", key: "x", text: "{device, select, email {Mail} other {None}}" }).length, 0);
});

test("every language has its terms and keeps to them", () => {
    assert.ok(texts.length > 500, "texts are found");
    assert.deepEqual(languages.sort(), ["de", "en", "fr", "it", "nb", "sv"]);
    assert.deepEqual(
        languages.filter((language) => !terms[language]?.length),
        [],
    );
    assert.deepEqual(texts.flatMap(misused), []);
});

// The text outside of plural branches, where it stands beside every number.
function outsidePlurals(text: string): string {
    let outside = "";
    for (let index = 0; index < text.length;) {
        if (!/^\{\w+, plural,/.test(text.slice(index))) {
            outside += text[index++];
            continue;
        }
        let depth = 0;
        do {
            if (text[index] === "{") ++depth;
            if (text[index] === "}") --depth;
            ++index;
        } while (depth > 0);
        outside += " ";
    }
    return outside;
}
// Words that only fit more than one. (German "sie" is also "she": it is looked for in what follows a count of printers.)
const many: Record<string, RegExp> = {
    en: /\b(?:they|them|their|these|those)\b/i,
    de: /\b(?:ihnen|deren|diese Drucker)\b/,
    fr: /(?<![\p{L}’-])(?:ils|elles|leurs?|ces)(?!\p{L})/iu,
    it: /(?<!\p{L})(?:essi|esse|loro|questi|queste|quelli|quelle)(?!\p{L})/iu,
    nb: /(?<!\p{L})(?:dem|deres|disse)(?!\p{L})/iu,
    sv: /(?<!\p{L})(?:dem|deras|dessa)(?!\p{L})/iu,
};

test("the check sees a plural beside a number that may be one", () => {
    const sees = (text: string): boolean => many.en.test(outsidePlurals(text));
    assert.ok(sees("{count, plural, one {# printer} other {# printers}}. They leave the list."));
    assert.ok(!sees("{count, plural, one {# printer. It leaves} other {# printers. They leave}} the list."));
});

test("what is said of a number fits one as well as many", () => {
    const known = new Map(texts.map(({ language, key, text }) => [`${language} ${key}`, text]));
    const counting = texts.filter(({ language, key, text }) => {
        const title = known.get(`${language} ${key.replace(/_(?:detail|sentence)$/, "_title")}`);
        return /\bplural,/.test(text) || (title !== undefined && /\bplural,/.test(title));
    });
    assert.ok(counting.length > 50, "texts with numbers are found");
    const wrong = counting
        .filter(({ language, text }) => many[language]?.test(outsidePlurals(text)))
        .map(({ key, text }) => `${key}: ${text}`);
    assert.deepEqual(wrong, []);
});

// The plurals of a message with their branches, also those within a branch.
function plurals(message: string): Map<string, string>[] {
    return [...message.matchAll(/\{\w+, plural,/g)].map((found) => {
        const branches = new Map<string, string>();
        let index = found.index + found[0].length;
        for (
            let key = /^\s*(=?\w+)\s*\{/.exec(message.slice(index));
            key;
            key = /^\s*(=?\w+)\s*\{/.exec(message.slice(index))
        ) {
            const start = (index += key[0].length);
            for (let depth = 1; depth > 0 && index < message.length; ++index)
                depth += message[index] === "{" ? 1 : message[index] === "}" ? -1 : 0;
            branches.set(key[1], message.slice(start, index - 1));
        }
        return branches;
    });
}
const formsOf = (language: string): string[] => new Intl.PluralRules(language).resolvedOptions().pluralCategories;
// The forms of a language that a plural lacks or has too many. One that chooses by numbers alone ("=0", "=1" and
// "other") says nothing that has forms.
function wrongForms({ language, text }: Text): string[] {
    return plurals(text).flatMap((branches) => {
        const named = [...branches.keys()].filter((key) => !key.startsWith("="));
        if (named.join() === "other") return [];
        const wanted = formsOf(language);
        return [...wanted.filter((form) => !named.includes(form)), ...named.filter((form) => !wanted.includes(form))];
    });
}

test("the check sees a form that is missing, and one that a language does not have", () => {
    const wrong = (language: string, text: string): string[] => wrongForms({ language, key: "x", text });
    assert.deepEqual(wrong("fr", "{n, plural, one {# jour} other {# jours}}"), ["many"]);
    assert.deepEqual(wrong("fr", "{n, plural, one {# jour} many {# de jours} other {# jours}}"), []);
    assert.deepEqual(wrong("sv", "{n, plural, one {# dag} many {# dagar} other {# dagar}}"), ["many"]);
    assert.deepEqual(wrong("de", "{n, plural, =0 {nichts} other {#}}"), []);
    assert.deepEqual(wrong("de", "{n, plural, =0 {} other {{m, plural, one {# Tag}}}}"), ["other"]);
});

test("every plural has each form of its language", () => {
    assert.deepEqual(
        languages.sort().map((language) => [language, formsOf(language).toSorted().join()]),
        [
            ["de", "one,other"],
            ["en", "one,other"],
            ["fr", "many,one,other"],
            ["it", "many,one,other"],
            ["nb", "one,other"],
            ["sv", "one,other"],
        ],
    );
    const wrong = texts
        .map((text) => [text, wrongForms(text)] as const)
        .filter(([, forms]) => forms.length > 0)
        .map(([{ language, key }, forms]) => `${language} ${key}: ${forms.join()}`);
    assert.deepEqual(wrong, []);
});

// What a language says of one as of many; what else has the same form twice has one of them wrong.
const alike: Record<string, RegExp> = {
    en: /^# selected$/,
    it: /^# (?:e-mail in attesa|attività in corso)$/,
    nb: /^# tegn$/,
    sv: /^# skrivare$/,
    de: /^(?:(?:Material )?für )?(?:# )?(?:Artikel|Drucker|Zeichen|ausgewählt)(?: anzeigen| austragen\?| wird)?$/,
};
const noSingular = ({ language, text }: Text): boolean =>
    plurals(text).some((branches) => {
        const many = branches.get("other") ?? "";
        const one = branches.get("one") ?? branches.get("=1");
        // A number alone, or one that no noun follows, needs no form of its own.
        return one === undefined ? /# (?:\p{Lu}|\p{L}+s\b)/u.test(many) : one === many && !alike[language]?.test(many);
    });

test("the check sees a plural that stands for one, and what is alike", () => {
    const sees = (text: string): boolean => noSingular({ language: "de", key: "x", text });
    assert.ok(sees("Seit {n, plural, one {# Tagen} other {# Tagen}}."));
    assert.ok(sees("Seit {n, plural, other {# Tagen}}."));
    assert.ok(
        sees("{n, plural, =0 {} other {{m, plural, one {verbrauchen # Drucker} other {verbrauchen # Drucker}}}}"),
    );
    assert.ok(
        !sees(
            "{n, plural, one {# Drucker} other {# Drucker}} seit {d, plural, =0 {heute} one {# Tag} other {# Tagen}}, {k, plural, =0 {nichts} other {#}}",
        ),
    );
});

test("one has its own form, in the mails as in the portal", () => {
    assert.deepEqual(
        texts.filter(noSingular).map(({ key, text }) => `${key}: ${text}`),
        [],
    );
});
