// What documents quote: files, names in the code, and regions of the code. documents.test.ts checks it, and
// `./dev gen` (tools/dev/snippets.ts) writes the regions.
import { dirname, join, normalize } from "node:path";
import { files, isCpp, lineOf, read, withoutComments } from "./sources.ts";

// What happened once (CHANGELOG.md) may name what is gone.
export const documents: readonly string[] = files.filter((path) => path.endsWith(".md") && path !== "CHANGELOG.md");

export interface Quote {
    line: number;
    text: string;
}

// Blanks the code blocks of a Markdown text; lines stay.
export const withoutBlocks = (text: string): string =>
    text.replace(/^ *```[\s\S]*?^ *```$/gm, (block) => block.replace(/[^\n]/g, " "));

// What stands between single backticks, and the places that links lead to.
export function quotes(text: string): { words: Quote[]; links: Quote[] } {
    const prose = withoutBlocks(text);
    const found = (pattern: RegExp): Quote[] =>
        [...prose.matchAll(pattern)].map((match) => ({ line: lineOf(prose, match.index), text: match[1] }));
    return {
        words: found(/(?<!`)`([^`\n]+)`(?!`)/g),
        links: found(/\]\(([^)\s]+)\)/g).filter(({ text: link }) => !/^(https?:|mailto:|#)/.test(link)),
    };
}

// ---- paths

const extensions = /\.(cpp|hpp|ts|tsx|mjs|mts|sql|json|sh|py|md|txt|toml|cmake|yml|asr|svg|png|\{[a-z,]+\})$/;
// Made by building or running; not in a fresh checkout.
const made = /^(build|web\/dist|dist|node_modules|web\/node_modules)(\/|$)/;

// Not the structure tests: they name what is not there.
const isCode = (path: string): boolean =>
    (isCpp(path) || /\.(tsx?|mjs)$/.test(path)) && !path.startsWith("tests/structure/");
// Files that a program writes: their names are in the code.
const literals = new Set(
    files
        .filter((path) => isCode(path))
        .flatMap((path) => [...read(path).matchAll(/["'/]([\w.-]+\.[a-z]+)["']/g)].map((match) => match[1])),
);

const roots = new Set(files.map((path) => path.split("/")[0]));
const folders = new Set(
    files.flatMap((path) => path.split("/").map((_, depth, parts) => parts.slice(0, depth).join("/"))),
);

// Whether a quoted word means a file or folder of the checkout: it has a folder of ours in front, or the ending of a
// source file. Not: addresses (`/api/v1`), absolute places on a machine, options, and names in other people's trees.
export function isPath(word: string, document: string): boolean {
    if (!/^[\w.*<>{},/@-]+$/.test(word) || /^[/~.@]/.test(word) || made.test(word)) return false;
    const [first, ...rest] = word.split("/");
    if (rest.length > 0 && (roots.has(first) || folders.has(join(dirname(document), first)))) return true;
    return extensions.test(word) && /^[\w<*{]/.test(word);
}

// `{a,b}` stands for each of its words, `*`, `<word>` and `NNNN` for anything within a name; `lib/snmp/ber` for
// ber.hpp and ber.cpp.
export function exists(word: string): boolean {
    const group = /^(.*)\{([^{}]*)\}(.*)$/.exec(word);
    if (group !== null) return group[2].split(",").every((each) => exists(`${group[1]}${each.trim()}${group[3]}`));
    const pattern = word
        .replace(/\/$/, "")
        .replace(/[.+?^$()|[\]\\]/g, "\\$&")
        .replace(/\*\*/g, "\0")
        .replace(/\*|<[^>]*>|NNNN/g, "[^/]*")
        .replace(/\0/g, ".*");
    if (!word.includes("/") && literals.has(word)) return true;
    // From the root, from the document's folder, or the end of a longer path.
    const matcher = new RegExp(`^(?:.*/)?${pattern}(?:\\.(?:hpp|cpp|tsx?))?$`);
    return files.some((path) => matcher.test(path)) || [...folders].some((path) => matcher.test(path));
}

export const linkExists = (link: string, document: string): boolean => {
    const path = normalize(join(dirname(document), link.replace(/#.*$/, ""))).replace(/\/$/, "");
    return path === "." || files.includes(path) || folders.has(path);
};

// Files that comments of the code name: "contact_rules.cpp", "docs/architecture.md", "server/contacts".
export function commentPaths(source: string): Quote[] {
    const found: Quote[] = [];
    const named =
        /(?<![\w./:<{*-])(?:(?:[\w*<>-]+\/)*[\w*<>-]+\.(?:cpp|hpp|tsx?|md|sql|sh|mjs)(?!\w)|(?:server|lib|agent|docs|tests|simulator|tools|db|packaging|locales)\/[\w/*<>.{},-]*[\w>}])/g;
    for (const comment of source.matchAll(/(?<!:)\/\/[^\n]*/g))
        for (const match of comment[0].matchAll(named))
            found.push({ line: lineOf(source, comment.index), text: match[0] });
    return found;
}

// ---- names in the code

const code = files.filter((path) => isCode(path)).map((path) => withoutComments(read(path)));
// Also what units and configurations set.
const units = files.filter((path) => /\.(service|toml|conf)$/.test(path)).map((path) => read(path));
const words = new Set([...code, ...units].flatMap((text) => text.match(/[A-Za-z_]\w*/g) ?? []));
// Of the standard and of libraries.
const foreign = /^(std|boost|icu|date|spdlog|toml|testing)::/;
// Names that show how names are written.
const conventions = new Set(["PascalCase", "kConstants"]);

// The names that a quoted word claims to be in the code: `contacts::CheckContact`, `Retry()`, `PrinterId`, `kMost`.
export function claimedNames(word: string): string[] {
    const name = /^([A-Za-z_][\w]*(?:::~?[A-Za-z_]\w*)*)(<[^>]*>)?(\(.*\))?$/.exec(word)?.[1];
    if (name === undefined || foreign.test(name) || conventions.has(name)) return [];
    if (name.includes("::")) return name.split("::").map((part) => part.replace("~", ""));
    const camel = /^[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+$/.test(name) || /^k[A-Z]\w+$/.test(name);
    return camel || (/\(.*\)$/.test(word) && /^[A-Z][a-z]/.test(name)) ? [name] : [];
}

// All parts of a name stand in one file: `store::Update` is no `Update` of somewhere else.
export function isInCode(names: string[]): boolean {
    if (!names.every((name) => words.has(name))) return false;
    return names.length === 1 || code.some((text) => names.every((name) => new RegExp(`\\b${name}\\b`).test(text)));
}

// ---- regions of the code

const begin = /^([ \t]*)(?:\/\/|--|#) snippet: ([\w.-]+)$/;
const end = /^[ \t]*(?:\/\/|--|#) end of snippet$/;

// Every region between `// snippet: name` and `// end of snippet`, by name, without the indentation of its marker.
export function snippets(sources: readonly { path: string; text: string }[]): {
    byName: Map<string, string>;
    faults: string[];
} {
    const byName = new Map<string, string>();
    const faults: string[] = [];
    for (const { path, text } of sources) {
        let open: { name: string; indent: string; lines: string[] } | undefined;
        for (const line of text.split("\n")) {
            const started = begin.exec(line);
            if (started !== null) {
                if (open !== undefined) faults.push(`${path}: "${open.name}" has no end before "${started[2]}"`);
                open = { name: started[2], indent: started[1], lines: [] };
            } else if (end.test(line)) {
                if (open === undefined) faults.push(`${path}: an end of no snippet`);
                else if (byName.has(open.name)) faults.push(`${path}: there are two snippets "${open.name}"`);
                else byName.set(open.name, open.lines.join("\n"));
                open = undefined;
            } else open?.lines.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line);
        }
        if (open !== undefined) faults.push(`${path}: "${open.name}" has no end`);
    }
    return { byName, faults };
}

export const codeSnippets = (): ReturnType<typeof snippets> =>
    snippets(
        files
            .filter((path) => /\.(cpp|hpp|ts|tsx|sql|sh|cmake)$|(^|\/)CMakeLists\.txt$/.test(path))
            .filter((path) => !path.startsWith("tests/structure/documents"))
            .map((path) => ({ path, text: read(path) })),
    );

const marked = /^( *)<!-- snippet: ([\w.-]+) -->\n *```(\w*)\n([\s\S]*?)^ *```$/gm;

// The document with each marked code block as the code has it now.
export function refreshed(text: string, byName: Map<string, string>): { text: string; missing: string[] } {
    const missing: string[] = [];
    const fresh = text.replace(marked, (block, indent: string, name: string, language: string) => {
        const region = byName.get(name);
        if (region === undefined) {
            missing.push(name);
            return block;
        }
        const lines = region.split("\n").map((line) => (line === "" ? "" : indent + line));
        return `${indent}<!-- snippet: ${name} -->\n${indent}\`\`\`${language}\n${lines.join("\n")}\n${indent}\`\`\``;
    });
    return { text: fresh, missing };
}

// Code blocks in our languages that are cut from nowhere: each needs its `<!-- snippet: name -->`.
export function unmarked(text: string): Quote[] {
    const lines = text.split("\n");
    return lines.flatMap((line, index) =>
        /^ *```(cpp|ts|tsx|sql|cmake)$/.test(line) && !/^ *<!-- snippet: [\w.-]+ -->$/.test(lines[index - 1] ?? "")
            ? [{ line: index + 1, text: line.trim() }]
            : [],
    );
}
