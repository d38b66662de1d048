// The repository names no machine, no registry host and no secret: it builds wherever it is put.
import assert from "node:assert/strict";
import { test } from "node:test";
import { files, lineOf, read } from "./sources.ts";

const text = files.filter(
    (path) =>
        !/\.(png|jpg|ico|woff2?|gz|br|pdf|snmprec|bin|mmdb)$/.test(path) && path !== "tests/structure/secrets.test.ts",
);

const forbidden: { what: string; pattern: RegExp; except?: RegExp }[] = [
    {
        what: "a path of one machine",
        pattern: /(?<![\w.$}])\/(?:work|home\/[a-z]+|root|Users)\/[\w.-]+/g,
        except: /\/home\/(?:user|you)\b/,
    },
    {
        what: "a package registry's host",
        pattern:
            /registry\.(?:npmjs|yarnpkg)\.\w+|deb\.debian\.org|security\.debian\.org|archive\.ubuntu\.com|nodesource\.com|pypi\.org|proxy\.golang\.org/g,
    },
    { what: "a download address in a lock file", pattern: /"resolved":\s*"https?:/g },
    { what: "a private key", pattern: /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s*\n[A-Za-z0-9+/=\n]{40,}/g },
    {
        what: "an access key",
        pattern: /\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|xox[abp]-[0-9A-Za-z-]{20,}|npm_[A-Za-z0-9]{36})\b/g,
    },
    {
        what: "a password in an address",
        pattern:
            /\b(?:postgres(?:ql)?|https?|smtps?):\/\/[\w.-]+:[^@\s"'{}$<>*]+@(?!(?:localhost|127\.|db|host|HOST|example|mail\.example|smtp\.example|database))/g,
    },
];

for (const { what, pattern, except } of forbidden) {
    test(`no file holds ${what}`, () => {
        const found = text.flatMap((path) => {
            const content = read(path);
            return [...content.matchAll(pattern)]
                .filter((match) => !except?.test(match[0]))
                .map((match) => `${path}:${lineOf(content, match.index)} ${match[0].slice(0, 60)}`);
        });
        assert.deepEqual(found, []);
    });
}

test("nothing built is committed", () => {
    assert.deepEqual(
        files.filter((path) => /\.(o|a|so|deb|pyc|log|xml)$/.test(path)),
        [],
    );
});
