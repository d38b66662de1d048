// Counts the test cases in JUnit files.
//
//   results.ts FOLDER                     lists failures; last line `N passed, N failed[, N skipped]`; exit 1 on a failure
//   results.ts --has-failure FOLDER PART  exit 0 when PART's own files hold a failed case
//
// Google Test programs write one file each into FOLDER/<part>/; FOLDER/<part>.ctest.xml tells which of them
// ran. A program that failed without a failed case in its file crashed: that is one failure of its own.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

type Case = { suite: string; name: string; outcome: "passed" | "failed" | "skipped"; message: string };

const unescape = (text: string): string =>
    text
        .replace(/&lt;/g, "<")
        .replace(/&gt;/g, ">")
        .replace(/&quot;/g, '"')
        .replace(/&apos;/g, "'")
        .replace(/&#(x?)([0-9a-f]+);/gi, (_, hex, code) => String.fromCodePoint(parseInt(code, hex ? 16 : 10)))
        .replace(/&amp;/g, "&");

const attribute = (attributes: string, name: string): string =>
    unescape(new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1] ?? "");

export function readCases(file: string): Case[] {
    const cases: Case[] = [];
    const text = readFileSync(file, "utf8");
    const pattern = /<testcase\b((?:"[^"]*"|[^>"])*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g;
    for (const [, attributes, body = ""] of text.matchAll(pattern)) {
        const failure = /<(?:failure|error)\b((?:"[^"]*"|[^>"])*)>/.exec(body);
        const skipped = /<skipped\b/.test(body) || attribute(attributes, "status") === "notrun";
        cases.push({
            suite: attribute(attributes, "classname") || basename(file, ".xml"),
            name: attribute(attributes, "name"),
            outcome: failure ? "failed" : skipped ? "skipped" : "passed",
            message: failure ? attribute(failure[1], "message").split("\n")[0] : "",
        });
    }
    return cases;
}

// The programs that ctest started, each with whether it passed.
function readPrograms(file: string): { name: string; failed: boolean; skipped: boolean }[] {
    const text = readFileSync(file, "utf8");
    return (
        [...text.matchAll(/<testcase\b((?:"[^"]*"|[^>"])*)>/g)]
            .map(([, attributes]) => ({
                name: attribute(attributes, "name"),
                status: attribute(attributes, "status"),
            }))
            .filter(({ status }) => status !== "disabled")
            // "notrun": the program itself said that it has nothing to test here (SKIP_RETURN_CODE).
            .map(({ name, status }) => ({
                name,
                failed: status !== "run" && status !== "notrun",
                skipped: status === "notrun",
            }))
    );
}

function collect(folder: string): Case[] {
    const cases: Case[] = [];
    const files = readdirSync(folder).sort();
    for (const file of files.filter((name) => name.endsWith(".xml") && !name.endsWith(".ctest.xml"))) {
        cases.push(...readCases(join(folder, file)));
    }
    for (const file of files.filter((name) => name.endsWith(".ctest.xml"))) {
        const own = join(folder, file.replace(".ctest.xml", ""));
        for (const program of readPrograms(join(folder, file))) {
            const junit = join(own, `${program.name}.xml`);
            const found = existsSync(junit) ? readCases(junit) : [];
            cases.push(...found);
            if (found.length === 0 || (program.failed && !found.some((one) => one.outcome === "failed"))) {
                cases.push({
                    suite: program.name,
                    name: "the whole program",
                    outcome: program.failed ? "failed" : program.skipped ? "skipped" : "passed",
                    message: program.failed ? "ended abnormally; see the log above" : "",
                });
            }
        }
    }
    return cases;
}

const [first, ...rest] = process.argv.slice(2);
if (first === "--has-failure") {
    const [folder, part] = rest;
    const files = [join(folder, `${part}.xml`), join(folder, `${part}.broken.xml`)].filter(existsSync);
    const failed = files.some((file) => readCases(file).some((one) => one.outcome === "failed"));
    process.exit(failed || existsSync(join(folder, `${part}.ctest.xml`)) ? 0 : 1);
}
const all = collect(first);
const count = (outcome: Case["outcome"]): number => all.filter((one) => one.outcome === outcome).length;
for (const one of all.filter((each) => each.outcome === "failed")) {
    console.log(`   FAILED ${one.suite}: ${one.name}${one.message ? `: ${one.message}` : ""}`);
}
const skipped = count("skipped") > 0 ? `, ${count("skipped")} skipped` : "";
console.log(`${count("passed")} passed, ${count("failed")} failed${skipped}`);
process.exit(count("failed") > 0 || count("passed") === 0 ? 1 : 0);
