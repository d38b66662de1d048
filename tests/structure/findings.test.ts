// findings/ (see its README): each script stands alone and says what it is about before it shows it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { files, read, root } from "./sources.ts";

const scripts = files.filter((path) => /^findings\/[^/]+\.sh$/.test(path));
const parts = ["One would guess", "What happens", "Seen with", "Source", "Why it matters"];

// What is wrong with the form of a finding, in words.
function faults(script: string): string[] {
    const found: string[] = [];
    const head = script.split("\n").slice(
        0,
        script.split("\n").findIndex((line) => !line.startsWith("#")),
    );
    if (head[0] !== "#!/usr/bin/env bash") found.push("the first line is not #!/usr/bin/env bash");
    if (!/^# \S.*\.$/.test(head[1] ?? "")) found.push("the second line is not one sentence that says the surprise");
    if (head[2] !== "#") found.push("no empty comment line follows the sentence");
    const named = head.map((line) => /^# ([A-Z][a-z ]+): \S/.exec(line)?.[1]).filter((name) => name !== undefined);
    for (const part of parts) if (!named.includes(part)) found.push(`the head has no "${part}:"`);
    if (!/^set -euo pipefail$/m.test(script)) found.push("it does not set -euo pipefail");
    if (!/^exit "\$wrong"$/m.test(script)) found.push('it does not end with exit "$wrong"');
    if (!/^\s*expect '/m.test(script) && !/^\s*expect "/m.test(script)) found.push("it expects nothing");
    const unpacked = [...script.matchAll(/^unpack ((?:[^\n\\]|\\\n)*)$/gm)].flatMap((match) =>
        match[1].split(/[\s\\]+/).filter((word) => word !== ""),
    );
    if (unpacked.length === 0) found.push("it unpacks no package");
    for (const word of unpacked) if (!word.includes("=")) found.push(`the package ${word} has no version`);
    return found;
}

test("a finding without a part of its form is noticed", () => {
    const good = [
        "#!/usr/bin/env bash",
        "# A surprise.",
        "#",
        ...parts.map((part) => `# ${part}: something`),
        "set -euo pipefail",
        "unpack a=1 \\\n    b=2",
        "expect 'a' b c",
        'exit "$wrong"',
    ];
    assert.deepEqual(faults(good.join("\n")), []);
    for (const line of good.filter((each) => each !== "#"))
        assert.notDeepEqual(faults(good.filter((each) => each !== line).join("\n")), [], `without ${line}`);
    assert.deepEqual(faults(good.join("\n").replace("b=2", "b")), ["the package b has no version"]);
});

test("each finding has its form, can be executed and is bash", () => {
    assert.ok(scripts.length > 5, "findings are found");
    const found = scripts.flatMap((path) => {
        const wrong = faults(read(path));
        try {
            accessSync(join(root, path), constants.X_OK);
        } catch {
            wrong.push("it is not executable (chmod +x)");
        }
        const syntax = spawnSync("bash", ["-n", join(root, path)], { encoding: "utf8" });
        if (syntax.status !== 0) wrong.push(`bash -n: ${syntax.stderr.trim()}`);
        return wrong.map((fault) => `${path}: ${fault} (findings/README.md)`);
    });
    assert.deepEqual(found, []);
});

test("findings/README.md lists every finding and no other", () => {
    const listed = [...read("findings/README.md").matchAll(/\]\(([a-z0-9-]+\.sh)\)/g)].map((match) => match[1]);
    assert.deepEqual(listed.sort(), scripts.map((path) => basename(path)).sort());
});
