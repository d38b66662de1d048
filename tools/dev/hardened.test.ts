// ASVS 5.0, 15.2: programs that are shipped are hardened, and who packs them notices when they are not.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { missing } from "./hardened.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = mkdtempSync(join(tmpdir(), "platen-hardened-"));
after(() => rmSync(folder, { recursive: true }));

// The flags of a Release, as CMakeLists.txt has them.
const list = readFileSync(join(root, "CMakeLists.txt"), "utf8");
const compile = [
    ...(/foreach\(flag ([^)]*)\)/.exec(list)?.[1] ?? "")
        .split(" ")
        .filter((flag) => (process.arch === "x64" ? !flag.startsWith("-mbranch") : !flag.startsWith("-fcf"))),
    ...[...list.matchAll(/\$<\$<CONFIG:Release>:(-[UD]\S+)>/g)].map(([, flag]) => flag ?? ""),
];
const link = [...list.matchAll(/add_link_options\((.*CONFIG:Release.*)\)/g)].flatMap(([, all]) =>
    [...(all ?? "").matchAll(/\$<\$<CONFIG:Release>:([^>]*)>/g)].map(([, flag]) => flag ?? ""),
);

function built(name: string, flags: string[]): string {
    const source = join(folder, "a.cpp");
    const functions = Array.from({ length: 12 }, (_, at) => `void f${at}() { puts("${at}"); }`).join("\n");
    writeFileSync(
        source,
        `#include <cstdio>\n#include <cstring>\n${functions}\nint main(int, char** v) { char text[64]; strcpy(text, v[0]); puts(text); }\n`,
    );
    const program = join(folder, name);
    execFileSync("c++", ["-O2", "-w", source, "-o", program, ...flags]);
    return program;
}

test("a program built with the flags of a Release lacks nothing", () => {
    assert.ok(compile.length >= 5 && link.length >= 2, "CMakeLists.txt has them");
    assert.deepEqual(missing(built("hard", [...compile, ...link])), []);
});

test("each flag that is left out is noticed", () => {
    const lacks = missing(
        built("soft", [
            "-fno-stack-protector",
            "-fcf-protection=none",
            "-U_FORTIFY_SOURCE",
            "-fno-pie",
            "-no-pie",
            "-Wl,-z,norelro,-z,lazy,-z,execstack",
        ]),
    );
    assert.equal(lacks.length, 6, lacks.join("\n"));
});
