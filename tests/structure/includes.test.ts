// The graph of includes is the one that docs/architecture.md draws.
import assert from "node:assert/strict";
import { test } from "node:test";
import { features, files, isCpp, isTest, lineOf, read, withoutComments } from "./sources.ts";

type Include = { from: string; to: string; line: number };

const includes: Include[] = files.filter(isCpp).flatMap((from) => {
    const text = withoutComments(read(from));
    return [...text.matchAll(/^\s*#\s*include\s+"([^"]+)"/gm)].map((match) => ({
        from,
        to: match[1],
        line: lineOf(text, match.index),
    }));
});
const named = (list: Include[]): string[] => list.map(({ from, line, to }) => `${from}:${line} includes ${to}`);

// The folder that a rule speaks of: lib/base, server/contacts, server/platform, agent ...
function house(path: string): string {
    const parts = path.split("/");
    return parts[0] === "lib" || parts[0] === "server"
        ? parts.length > 2
            ? `${parts[0]}/${parts[1]}`
            : parts[0]
        : parts[0];
}
const featureOf = (path: string): string | undefined => {
    const [, name] = house(path).split("/");
    const rooms = ["platform", "testing"]; // below all features, and above all
    return path.startsWith("server/") && name !== undefined && !rooms.includes(name) ? name : undefined;
};

test("an include names its file from the root of the repository", () => {
    const known = new Set(files);
    const generated = /^embedded\//; // platen_embed() of CMakeLists.txt makes them
    assert.deepEqual(named(includes.filter(({ to }) => !known.has(to) && !generated.test(to))), []);
});

test("the libraries lean only to the left", () => {
    const allowed: Record<string, string[]> = {
        "lib/base": ["lib/base"],
        "lib/net": ["lib/base", "lib/net"],
        "lib/snmp": ["lib/base", "lib/snmp"],
        "lib/printing": ["lib/base", "lib/snmp", "lib/printing"],
        "lib/holidays": ["lib/base", "lib/holidays", "embedded"],
        "lib/papers": ["lib/base", "lib/papers"],
        "lib/files": ["lib/base", "lib/files"],
        "lib/packages": ["lib/base", "lib/packages"],
        "lib/replenishment": ["lib/base", "lib/replenishment"],
        "lib/simulation": ["lib/base", "lib/replenishment", "lib/simulation"],
        "lib/asr1": ["lib/base", "lib/replenishment", "lib/asr1"],
    };
    const libraries = new Set(files.map(house).filter((name) => name.startsWith("lib/")));
    assert.deepEqual(
        [...libraries].filter((name) => !allowed[name]),
        [],
        "a library without a rule: say here what it may use",
    );
    const wrong = includes.filter(({ from, to }) => allowed[house(from)] && !allowed[house(from)].includes(house(to)));
    assert.deepEqual(named(wrong), []);
});

test("the engine is pure: of what is not ours it sees the standard library, Boost.Describe and Boost.JSON", () => {
    const pure =
        /^(?!(?:random|ctime|fstream|iostream|filesystem|thread)$)(?:[a-z_]+|boost\/(?:describe|json)[a-z/_.]*)$/;
    const wrong = files
        .filter((path) => isCpp(path) && path.startsWith("lib/replenishment/") && !isTest(path))
        .flatMap((from) => {
            const text = withoutComments(read(from));
            return [...text.matchAll(/^\s*#\s*include\s+<([^>]+)>/gm)]
                .filter((match) => !pure.test(match[1]))
                .map((match) => `${from}:${lineOf(text, match.index)} includes <${match[1]}>`);
        });
    assert.deepEqual(wrong, []);
});

test("the three programs never include each other", () => {
    const programs = ["server", "agent", "simulator"];
    const program = (path: string): string => path.split("/")[0];
    const wrong = includes.filter(
        ({ from, to }) =>
            programs.includes(program(from)) && programs.includes(program(to)) && program(from) !== program(to),
    );
    assert.deepEqual(named(wrong), []);
});

// The rooms of the agent in their order; what is in agent/ itself (settings, the wish to stop) is below all of them.
const rooms = ["devices", "ipp", "report", "update", "traps", "poll", "commands"];
const roomOf = (path: string): string | undefined => {
    const parts = path.split("/");
    return parts[0] === "agent" && parts.length > 2 ? parts[1] : undefined;
};

test("every folder of agent/ is a room of the list", () => {
    const unknown = new Set(
        files
            .filter(isCpp)
            .map(roomOf)
            .filter((room) => room !== undefined && !rooms.includes(room)),
    );
    assert.deepEqual([...unknown], [], "add the room to the list of tests/structure/includes.test.ts, in its order");
});

test("a room of the agent includes only rooms to its left", () => {
    const order = (path: string): number => {
        const room = roomOf(path);
        if (room !== undefined) return rooms.indexOf(room);
        return path === "agent/main.cpp" ? rooms.length : -1;
    };
    const inside = (path: string): boolean => path.startsWith("agent/");
    const wrong = includes.filter(({ from, to }) => inside(from) && inside(to) && order(to) > order(from));
    assert.deepEqual(named(wrong), [], `${rooms.join(", ")}: each uses only those before it`);
});

test("reporting knows nothing of makers and of asking", () => {
    const wrong = includes.filter(
        ({ from, to }) => roomOf(from) === "report" && ["ipp", "devices"].includes(roomOf(to) ?? ""),
    );
    assert.deepEqual(named(wrong), []);
});

test("what tests share is included by tests only", () => {
    const wrong = includes.filter(({ from, to }) => to.startsWith("server/testing/") && !isTest(from));
    assert.deepEqual(named(wrong), []);
});

test("the platform never names a feature", () => {
    const wrong = includes.filter(({ from, to }) => house(from) === "server/platform" && featureOf(to) !== undefined);
    assert.deepEqual(named(wrong), []);
});

test("the transport of HTTP does not know the API on it", () => {
    const wrong = includes.filter(
        ({ from, to }) => from.startsWith("server/platform/http/") && to.startsWith("server/platform/api/"),
    );
    assert.deepEqual(named(wrong), []);
});

test("every folder of server/ is a feature of the list or the platform", () => {
    assert.ok(features.length > 10, "PLATEN_FEATURES of server/CMakeLists.txt is read");
    const unknown = new Set(files.map(featureOf).filter((name) => name !== undefined && !features.includes(name)));
    assert.deepEqual([...unknown], [], "add it to PLATEN_FEATURES of server/CMakeLists.txt, right of what it uses");
});

test("a feature includes only features to its left", () => {
    const wrong = includes.filter(({ from, to }) => {
        const [user, used] = [featureOf(from), featureOf(to)];
        return (
            user !== undefined && used !== undefined && user !== used && features.indexOf(used) > features.indexOf(user)
        );
    });
    assert.deepEqual(named(wrong.filter(({ from }) => !isTest(from))), []);
});

// Public is <feature>/<feature>.hpp and what it includes of its own folder.
function publicHeaders(feature: string): Set<string> {
    const found = new Set<string>();
    const visit = (path: string): void => {
        if (found.has(path)) return;
        found.add(path);
        for (const { from, to } of includes) if (from === path && featureOf(to) === feature) visit(to);
    };
    visit(`server/${feature}/${feature}.hpp`);
    return found;
}

test("a feature sees only the public headers of another", () => {
    const wrong = includes.filter(({ from, to }) => {
        const [user, used] = [featureOf(from), featureOf(to)];
        return user !== undefined && used !== undefined && user !== used && !publicHeaders(used).has(to);
    });
    assert.deepEqual(named(wrong.filter(({ from }) => !isTest(from))), []);
});

test("in a feature only *_http.cpp sees HTTP", () => {
    // actor.hpp is who acts and what that allows: it knows no request.
    const neutral = ["server/platform/api/actor.hpp"];
    // Identity's subject is the request itself: cookies, origin, transport.
    const wrong = includes.filter(
        ({ from, to }) =>
            featureOf(from) !== undefined &&
            featureOf(from) !== "identity" &&
            /^server\/platform\/(http|api)\//.test(to) &&
            !neutral.includes(to) &&
            !/_http\.(cpp|hpp)$/.test(from),
    );
    assert.deepEqual(named(wrong.filter(({ from }) => !isTest(from))), []);
});

test("headers of a feature go round in no circle", () => {
    const edges = new Map<string, string[]>();
    for (const { from, to } of includes.filter(({ from, to }) => from.endsWith(".hpp") && to.endsWith(".hpp"))) {
        edges.set(from, [...(edges.get(from) ?? []), to]);
    }
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string, trail: string[]): void => {
        if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(" -> "));
        else if (!done.has(path)) {
            for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
            done.add(path);
        }
    };
    for (const path of edges.keys()) visit(path, []);
    assert.deepEqual(circles, []);
});
