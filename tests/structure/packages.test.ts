// H12: a declared package is used, or it goes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { files, isCpp, read } from "./sources.ts";

interface Package {
    name: string;
    group: string;
    header: string;
}

const packages = (text: string): Package[] =>
    text
        .split("\n")
        .filter((line) => line.trim() !== "" && !line.startsWith("#"))
        .map((line) => line.trim().split(/\s+/))
        .map(([name, group = "", header = ""]) => ({ name, group, header }));

const development = (all: readonly Package[]): Package[] =>
    all.filter(({ name }) => name.endsWith("-dev") && name !== "dpkg-dev");

test("packages are read with their group and header", () => {
    assert.deepEqual(packages("# c\n\nlibpq-dev   build   libpq-fe.h\ndpkg-dev package\n"), [
        { name: "libpq-dev", group: "build", header: "libpq-fe.h" },
        { name: "dpkg-dev", group: "package", header: "" },
    ]);
});

test("every library of tools/packages.txt is included by a source", () => {
    const included = files
        .filter((path) => isCpp(path))
        .flatMap((path) => [...read(path).matchAll(/^\s*#\s*include\s*[<"]([^>"]+)[>"]/gm)].map((match) => match[1]));
    const libraries = development(packages(read("tools/packages.txt")));
    assert.ok(libraries.length > 10 && included.length > 100, "libraries and includes are found");
    const found = libraries.flatMap(({ name, header }) => {
        if (header === "") return [`tools/packages.txt: ${name} does not name what sources include of it (third word)`];
        const used = included.some((each) => each.startsWith(header));
        return used ? [] : [`tools/packages.txt: no source includes <${header}>: remove ${name}`];
    });
    assert.deepEqual(found, []);
});

// The portal's linter is declared one step before its configuration.
const hasLinter = files.includes("web/eslint.config.mjs");

// What a declared package asks for beside itself, by the lock file.
function peersOf(lock: string): Set<string> {
    if (!files.includes(lock)) return new Set();
    const { packages: locked } = JSON.parse(read(lock)) as { packages: Record<string, LockedPackage> };
    const direct = new Set(Object.values(locked[""]).flatMap((group) => Object.keys(group ?? {})));
    return new Set(
        Object.entries(locked)
            .filter(([path]) => direct.has(path.replace("node_modules/", "")))
            .flatMap(([, { peerDependencies }]) => Object.keys(peerDependencies ?? {})),
    );
}
type LockedPackage = Record<string, Record<string, string> | undefined>;

// A program of a package is called by its name, a plugin is named in a configuration.
test("every npm package that is declared is imported or called somewhere", () => {
    const manifests = files.filter((path) => /(^|\/)package\.json$/.test(path));
    assert.ok(manifests.includes("web/package.json"));
    const found = manifests.flatMap((manifest) => {
        const declared = JSON.parse(read(manifest)) as Record<string, Record<string, string> | undefined>;
        const names = ["dependencies", "devDependencies", "optionalDependencies"].flatMap((group) =>
            Object.keys(declared[group] ?? {}),
        );
        const folder = manifest.slice(0, Math.max(manifest.lastIndexOf("/"), 0));
        const places = files.filter(
            (path) =>
                (path.startsWith(`${folder}/`) || /^(tools|tests|cmake|dev|\.ci)(\/|$)/.test(path)) &&
                /(\.(m?[jt]sx?|css|sh|cmake|html)|^dev|tsconfig[\w.]*\.json|\/run)$/.test(path),
        );
        const text = [...places.map((path) => read(path)), JSON.stringify(declared.scripts ?? {})].join("\n");
        const peers = peersOf(`${folder}/package-lock.json`);
        // Types belong to a package that is used, and so does one binary for each processor.
        const called = (name: string): boolean => {
            const binary = /-(x64|arm64)$/.test(name);
            const used = name
                .replace(/^@types\//, "")
                .replace(/-(x64|arm64)$/, "-")
                .replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
            return new RegExp(`(["'/ ]|node_modules/(\\.bin/)?)${used}${binary ? "" : `(["'/ @]|$)`}`, "m").test(text);
        };
        return names
            .filter((name) => !peers.has(name) && !called(name) && (hasLinter || !name.includes("eslint")))
            .map((name) => `${manifest}: nothing imports or calls ${name}: remove it`);
    });
    assert.deepEqual(found, []);
});
