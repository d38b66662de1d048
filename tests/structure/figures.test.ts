// The figures of the replenishment method have names, units and reasons, all in one place.
import assert from "node:assert/strict";
import { test } from "node:test";
import { files, isCpp, isTest, lineOf, read, withoutLiterals } from "./sources.ts";

const isMethod = (path: string): boolean => /^lib\/replenishment\/method[a-z_]*\.hpp$/.test(path);
const engine = files.filter((path) => path.startsWith("lib/replenishment/") && isCpp(path) && !isTest(path));

// What says nothing of the method: none, one, a pair, a half, and "not known".
const plain = [0, 1, 2, 0.5];
const number = /(?<![\w.])(?:0[xX][\da-fA-F']+|\d[\d']*(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)[uUlLfFzZ]*/g;
const valueOf = (literal: string): number =>
    /^0[xX]/.test(literal) ? Number(literal.replaceAll("'", "")) : Number.parseFloat(literal.replaceAll("'", ""));

test("H9: the engine has no number of its own outside the method's headers", () => {
    const inline = engine
        .filter((path) => !isMethod(path))
        .flatMap((path) => {
            // The version of the stored states counts their forms, and is no figure of the method.
            const text = withoutLiterals(read(path)).replace(/kStateVersion = \d+/, "kStateVersion");
            return [...text.matchAll(number)]
                .filter((match) => !plain.includes(valueOf(match[0])))
                .map((match) => `${path}:${lineOf(text, match.index)}: the number ${match[0]} has no name`);
        });
    assert.deepEqual(
        inline,
        [],
        "Each figure of the method is named in lib/replenishment/method*.hpp, with its unit and why it is so " +
            "(only 0, 1, 2 and 0.5 may stand in code). Way out: add it there, to `Method` if it may be tuned, else to " +
            "namespace `figure`, and use the name.",
    );
});

type Figure = { name: string; value: string; line: number; documented: boolean };

// `inline constexpr TYPE NAME = VALUE;` and members `TYPE NAME = VALUE;`, each with a comment behind it or above.
const figures: Figure[] = files.filter(isMethod).flatMap((path) => {
    const lines = read(path).split("\n");
    return lines.flatMap((text, at) => {
        const match = /^\s*(?:inline constexpr )?[\w:<>, ]+? (\w+)(?: = |\{)(.*?)(?:[;}]|$)/.exec(text);
        if (match === null || /^\s*(?:\/\/|using|struct|enum|namespace)/.test(text)) return [];
        let end = at;
        while (end < lines.length - 1 && !lines[end].includes(";")) ++end;
        const documented = lines[end].includes("//") || (lines[at - 1] ?? "").trim().startsWith("//");
        return [{ name: match[1], value: match[2].replaceAll("'", ""), line: at + 1, documented }];
    });
});

test("H9: each figure of the method says its unit and why it is so", () => {
    assert.ok(figures.length > 200, `only ${figures.length} figures were found`);
    assert.deepEqual(
        figures.filter(({ documented }) => !documented).map(({ name, line }) => `${name} (line ${line})`),
        [],
        "Way out: a comment behind the figure, or on the line above it.",
    );
});

test("H9: the figures that docs/replenishment.md quotes are those of the method", () => {
    const value = (name: string): number => {
        const found = figures.filter((figure) => figure.name === name);
        assert.equal(found.length, 1, `the method has no figure ${name}`);
        return Number.parseFloat(found[0].value);
    };
    const percent = (name: string): string => `${Number((100 * value(name)).toPrecision(6))} %`;
    const document = read("docs/replenishment.md").replace(/\s+/g, " ");
    const quoted = [
        `means over ${value("half_life")}, ${value("fast_half_life")} and ${value("slow_half_life")} working days`,
        `ordered today is above ${percent("must_risk")}`,
        `next shipment (${value("next_shipment_days")} days) adds more than ${percent("join_risk")}`,
        `Quantity: ${value("balanced_cover_days")} days`,
        `fewer than ${value("grows_from")} working days less is ordered at once: ${percent("young_must_risk")}, ` +
            `${percent("young_join_risk")} and ${value("young_cover_days")} days; the figures grow into the others ` +
            `until ${value("grown_at")}`,
        `more than ${percent("published_must_risk")}`,
        `well known (${value("grown_at")} working days)`,
        `fewer than ${value("published_grows_from")} working days has ${percent("published_young_must_risk")}`,
        `after some weeks (${percent("even_must_risk")})`,
        `lasts over ${value("young_lasting_days")} days on average`,
        `while ${value("plenty_left")} % is left in the printer, or ${value("plenty_left_of_some")} % with a cartridge`,
    ];
    assert.deepEqual(
        quoted.filter((words) => !document.includes(words)),
        [],
        "Way out: say the method's present figures in docs/replenishment.md.",
    );
});

test("H9: a hash that is stored has one implementation, lib/base/hash.hpp", () => {
    const basis = /0xcbf29ce484222325|14695981039346656037|0x811c9dc5|2166136261/i;
    const again = files.filter((path) => isCpp(path) && !path.startsWith("lib/base/hash") && basis.test(read(path)));
    assert.deepEqual(again, [], "Way out: base::StableHash of lib/base/hash.hpp.");
});
