// The checkout's own files, as the structure tests see them.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

const skipped = new Set([".git", "build", "node_modules", "dist", ".cache", "test-results"]);

function walk(folder: string, found: string[]): string[] {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
        if (skipped.has(entry.name)) continue;
        const path = join(folder, entry.name);
        if (entry.isDirectory()) walk(path, found);
        else if (entry.isFile()) found.push(relative(root, path));
    }
    return found;
}

// Paths from the root with forward slashes, sorted.
export const files: readonly string[] = walk(root, []).sort();

export const read = (path: string): string => readFileSync(join(root, path), "utf8");

export const isCpp = (path: string): boolean => /\.(cpp|hpp)$/.test(path);
// What only tests use: *_test.cpp, testing.hpp, *_testing.hpp, and everything below server/testing/ and tests/.
export const isTest = (path: string): boolean =>
    /(_test\.cpp|\.test\.tsx?|\/(?:[a-z_]+_)?testing\.(cpp|hpp)|test_[a-z_]*\.(cpp|hpp))$/.test(path) ||
    /^(?:tests|server\/testing)\//.test(path);

// C++ text with comments and literals blanked, so that line numbers stay.
export function withoutLiterals(text: string): string {
    const blank = (part: string): string => part.replace(/[^\n]/g, " ");
    return text.replace(
        /R"(\w*)\(([\s\S]*?)\)\1"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)'/g,
        (part) => blank(part),
    );
}

// C++ text with only comments blanked.
export function withoutComments(text: string): string {
    return text.replace(
        /(R"(\w*)\(([\s\S]*?)\)\2"|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)')|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
        (part, literal) => (literal !== undefined ? part : part.replace(/[^\n]/g, " ")),
    );
}

export const lineOf = (text: string, index: number): number => text.slice(0, index).split("\n").length;

// Features in the order of their dependencies: each uses only what stands before it. The list of server/CMakeLists.txt.
export const features: readonly string[] =
    /set\(PLATEN_FEATURES\s+([^)]*)\)/.exec(read("server/CMakeLists.txt"))?.[1].trim().split(/\s+/) ?? [];
