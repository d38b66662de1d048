// The sample configuration is the reference of the configuration: every key, with the default of the code.
import assert from "node:assert/strict";
import { test } from "node:test";
import { files, read, withoutComments } from "./sources.ts";

type Setting = { key: string; initial: string };

// Members of `struct XSettings` that are described, with their initial values, and nested sections by member type.
function settingsOf(header: string, root: string): Setting[] {
    const text = withoutComments(read(header));
    const structs = new Map([...text.matchAll(/struct (\w+) \{([\s\S]*?)\n\};/g)].map((match) => [match[1], match[2]]));
    const described = new Map(
        [...text.matchAll(/BOOST_DESCRIBE_STRUCT\((\w+),\s*\(\),\s*\(([^)]*)\)\)/g)].map((match) => [
            match[1],
            match[2].split(",").map((one) => one.trim()),
        ]),
    );
    const members = (name: string, prefix: string): Setting[] =>
        (described.get(name) ?? []).flatMap((member) => {
            const declared = new RegExp(`([\\w:<>]+)\\s+${member}(?:\\s*=\\s*([^;]+))?;`).exec(structs.get(name) ?? "");
            assert.ok(declared, `${header}: ${name}::${member} is described, but not declared`);
            const [, type, initial] = declared;
            if (described.has(type)) return members(type, `${prefix}${member}.`);
            return [{ key: prefix + member, initial: (initial ?? (type.includes("vector") ? "[]" : '""')).trim() }];
        });
    return members(root, "");
}

// Keys of the sample, commented out as they are, with their values.
function keysOf(sample: string): Map<string, string> {
    const keys = new Map<string, string>();
    let section = "";
    for (const line of read(sample).split("\n")) {
        const head = /^\[([\w.]+)\]$/.exec(line);
        if (head) section = `${head[1]}.`;
        const key = /^# ([a-z_]+) = (.*)$/.exec(line);
        if (key) keys.set(section + key[1], key[2]);
    }
    return keys;
}

for (const [program, header, sample] of [
    ["platen", "server/settings.hpp", "packaging/platen/platen.toml"],
    ["platen-agent", "agent/settings.hpp", "packaging/platen-agent/agent.toml"],
]) {
    test(`the sample configuration of ${program} names every key with its default`, () => {
        assert.ok(files.includes(header) && files.includes(sample));
        const settings = settingsOf(header, "Settings");
        const keys = keysOf(sample);
        assert.ok(settings.length > 5);
        const plain = (value: string): string => value.replace(/'/g, "").replace(/\.0$/, "");
        const problems = [
            ...settings.filter(({ key }) => !keys.has(key)).map(({ key }) => `${sample} lacks ${key}`),
            ...settings
                .filter(({ key, initial }) => keys.has(key) && plain(keys.get(key) ?? "") !== plain(initial))
                .map(({ key, initial }) => `${sample}: ${key} = ${keys.get(key)}, the code says ${initial}`),
            ...[...keys.keys()]
                .filter((key) => !settings.some((one) => one.key === key))
                .map((key) => `${sample} has ${key}, the code does not`),
        ];
        assert.deepEqual(problems, []);
    });
}
