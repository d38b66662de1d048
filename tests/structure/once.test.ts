// H12: what is easy to write by hand once more has one place.
import assert from "node:assert/strict";
import { test } from "node:test";
import { files, isCpp, isTest, lineOf, read, withoutComments } from "./sources.ts";

interface Once {
    what: string;
    pattern: RegExp;
    sample: string; // what the pattern must see
    place: RegExp; // who may
    instead: string;
}

const once: readonly Once[] = [
    {
        what: "base64",
        pattern: /EVP_(?:En|De)code(?:Block|Update)|sodium_(?:bin2base64|base642bin)|ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef/,
        sample: "EVP_EncodeBlock(out, in, size)",
        place: /^lib\/base\/secrets\.cpp$/,
        instead: "base::ToBase64 and its neighbours of lib/base/secrets.hpp",
    },
    {
        what: "hexadecimal octets",
        pattern: /\+= fmt::format\("\{:02x\}"|c - 'a' \+ 10|0123456789abcdef|\bFromHex\(std::/,
        sample: 'hex += fmt::format("{:02x}", octet);',
        place: /^lib\/base\/hex\.[ch]pp$/,
        instead: "lib/base/hex.hpp",
    },
    {
        what: "SHA-256 and random octets",
        pattern: /EVP_Digest\(|EVP_sha256\(\), nullptr\)|RAND_bytes|randombytes_buf\(|crypto_hash_sha256\(/,
        sample: "if (RAND_bytes(octets, sizeof octets) != 1) throw 1;",
        place: /^lib\/base\/secrets\.cpp$/,
        instead: "base::Sha256 and base::RandomBytes of lib/base/secrets.hpp",
    },
    {
        what: "gzip",
        pattern: /deflateInit2\([^;]*(?:16 \+|\+ 16|kGzip)/,
        sample: "deflateInit2(&stream, 1, Z_DEFLATED, 15 + 16, 8, 0)",
        place: /^lib\/net\/gzip\.cpp$/,
        instead: "net::Gzip of lib/net/gzip.hpp",
    },
    {
        what: "a date of mail or HTTP",
        pattern: /"Jan"|gmtime|strftime|%a, %d %b/,
        sample: 'kMonths{"Jan", "Feb"}',
        place: /^lib\/net\/internet_date\.cpp$/,
        instead: "lib/net/internet_date.hpp",
    },
    {
        what: "a handle of libcurl",
        pattern: /curl_easy_(?:init|cleanup)|curl_global_init/,
        sample: "CURL* handle = curl_easy_init();",
        place: /^lib\/net\/curl\.hpp$/,
        instead: "net::Curl of lib/net/curl.hpp",
    },
    {
        what: "an address taken apart",
        pattern:
            /find\(":\/\/"\)|"[a-z]+:\/\/(?:127\.|localhost|\[::1\])"|starts_with\("(?:127\.|localhost|\[::1\]|::ffff:)/,
        sample: 'return host.starts_with("127.");',
        place: /^lib\/net\/url\.cpp$/,
        instead: "net::ReadUrl of lib/net/url.hpp",
    },
    {
        what: "a pause that doubles",
        pattern:
            /\bdoublings?\b|1\s*<<\s*(?:doubl|attempt|fail|outage)|(?:pause|delay|backoff)_?\s*(?:\*=\s*2|=\s*\w+\s*\*\s*2)/i,
        sample: "retry_pause * (1 << doublings)",
        place: /^lib\/base\/backoff\.cpp$/,
        instead: "base::Backoff of lib/base/backoff.hpp",
    },
    {
        what: "an escape for HTML or XML",
        pattern: /&(?:amp|lt);/,
        sample: 'out += "&amp;";',
        place: /^lib\/base\/text\.cpp$/,
        instead: "base::EscapeMarkup of lib/base/text.hpp",
    },
    {
        what: "snake_case from another case",
        pattern: /(?:\+=|push_back\()\s*'_'/,
        sample: "if (std::isupper(c)) name += '_';",
        place: /^lib\/base\/text\.cpp$/,
        instead: "base::ToSnakeCase of lib/base/text.hpp",
    },
];

const sources = files.filter((path) => isCpp(path) && !isTest(path) && !path.startsWith("tests/"));
const hits = (text: string, pattern: RegExp): number[] =>
    [...withoutComments(text).matchAll(new RegExp(pattern.source, `${pattern.flags}g`))].map(({ index }) => index);

test("the tests' eyes work: each pattern sees its sample, each place is there", () => {
    const wrong = once
        .filter(
            ({ pattern, sample, place }) => hits(sample, pattern).length === 0 || !sources.some((p) => place.test(p)),
        )
        .map(({ what }) => what);
    assert.deepEqual(wrong, []);
});

for (const { what, pattern, place, instead } of once) {
    test(`${what} is written once`, () => {
        const wrong = sources
            .filter((path) => !place.test(path))
            .flatMap((path) =>
                hits(read(path), pattern).map((index) => `${path}:${lineOf(read(path), index)} use ${instead}`),
            );
        assert.deepEqual(wrong, []);
    });
}

test("a channel of the database has one name, written once", () => {
    const named = new Map<string, string[]>();
    for (const path of sources) {
        const text = withoutComments(read(path));
        // NOTIFY and LISTEN by a literal, and constants of one.
        for (const match of text.matchAll(/(?:Notify\(|\bOn\(|k\w*Channel\s*=\s*)"(platen_[a-z_]+)"/g)) {
            named.set(match[1], [...(named.get(match[1]) ?? []), `${path}:${lineOf(text, match.index)}`]);
        }
    }
    assert.ok(named.size >= 3, `channels are found: ${[...named.keys()].join(", ")}`);
    const twice = [...named].filter(([, places]) => places.length > 1);
    assert.deepEqual(twice, []);
});

test("the outbox knows nothing of what it sends", () => {
    const wrong = files
        .filter((path) => path.startsWith("server/platform/outbox/") && isCpp(path))
        .flatMap((path) => {
            const text = withoutComments(read(path));
            return [...text.matchAll(/server\/platform\/mail|curl|smtp|"mails/gi)].map(
                ({ index }) => `${path}:${lineOf(text, index)}`,
            );
        });
    assert.deepEqual(wrong, []);
});
