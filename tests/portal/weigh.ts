// What the first list costs a browser, of several builds of the portal in one run: script, processor time from the
// address to rest, and of ticking a row (PRT-5).
//
//     node tests/portal/weigh.ts ROUNDS NAME=DIST [NAME=DIST ...]
//
// DIST is what `npm run build` has written (web/dist). All of them stand before the one server of the demo, or of PLATEN_URL
// (world.ts), and take turns; the ratios are to the first. Chromium counts the time of the page's own thread, not the
// clock's, so that other work on the machine changes little.
import { existsSync, readFileSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, resolve } from "node:path";
import { openWorld, processorTime, withPage, type World } from "./world.ts";

const types: Record<string, string> = {
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
};

// The files of a build as the server sends them; the rest comes from the server.
function serve(dist: string, server: URL): Promise<Server> {
    const files = createServer((asked, answer) => {
        const { pathname } = new URL(asked.url ?? "/", server);
        if (pathname.startsWith("/api/")) {
            const headers: typeof asked.headers = { ...asked.headers, host: server.host };
            if (headers.origin) headers.origin = server.origin;
            const on = request(
                { host: server.hostname, port: server.port, method: asked.method, path: asked.url, headers },
                (got) => {
                    answer.writeHead(got.statusCode ?? 502, got.headers);
                    got.pipe(answer);
                },
            );
            on.on("error", () => answer.destroy());
            answer.on("close", () => on.destroy());
            asked.pipe(on);
            return;
        }
        const named = join(dist, pathname);
        const file = pathname !== "/" && existsSync(named) ? named : join(dist, "index.html");
        const packed = existsSync(`${file}.br`);
        answer.writeHead(200, {
            "Content-Type": types[extname(file)] ?? "application/octet-stream",
            ...(packed && { "Content-Encoding": "br" }),
        });
        answer.end(readFileSync(packed ? `${file}.br` : file));
    });
    return new Promise((ready) => files.listen(0, "127.0.0.1", () => ready(files)));
}

type Cost = { octets: number; files: number; rest: number; first: number; next: number };

async function once(world: World): Promise<Cost> {
    const cost: Cost = { octets: 0, files: 0, rest: 0, first: 0, next: 0 };
    await withPage(world, world.operator, "weigh", {}, async (page, context) => {
        page.setDefaultTimeout(60_000);
        const sizes: Promise<number>[] = [];
        page.on("requestfinished", (each) => {
            if (each.resourceType() === "script") sizes.push(each.sizes().then((size) => size.responseBodySize));
        });
        const spent = await processorTime(page, context);
        await page.goto("/printers");
        await page.locator("tbody tr:nth-child(41) input").waitFor({ state: "attached" });
        await page.waitForLoadState("networkidle");
        await page.waitForTimeout(1500);
        cost.rest = await spent();
        const tick = async (row: number): Promise<number> => {
            const box = page.locator(`tbody tr:nth-child(${row}) input`);
            await box.hover();
            await page.waitForTimeout(500);
            const before = await spent();
            await page.mouse.down();
            await page.mouse.up();
            await page.waitForTimeout(700);
            return (await spent()) - before;
        };
        cost.first = await tick(5);
        cost.next = await tick(8);
        const all = await Promise.all(sizes);
        cost.octets = all.reduce((sum, size) => sum + size, 0);
        cost.files = all.length;
    });
    return cost;
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const [rounds, ...builds] = process.argv.slice(2);
if (!Number(rounds) || builds.length === 0 || builds.some((each) => !each.includes("="))) {
    console.error("node tests/portal/weigh.ts ROUNDS NAME=DIST [NAME=DIST ...]");
    process.exit(2);
}
const world = await openWorld();
const sides: { name: string; world: World; files: Server; costs: Cost[] }[] = [];
try {
    for (const each of builds) {
        const at = each.indexOf("=");
        const files = await serve(resolve(each.slice(at + 1)), new URL(world.base));
        const { port } = files.address() as AddressInfo;
        sides.push({
            name: each.slice(0, at),
            world: { ...world, base: `http://127.0.0.1:${port}` },
            files,
            costs: [],
        });
    }
    // The first round warms the server and the browser; it does not count.
    for (let round = 0; round <= Number(rounds); round++)
        for (const side of sides) {
            const cost = await once(side.world);
            if (round > 0) side.costs.push(cost);
        }
    const of = (costs: Cost[], what: keyof Cost): number => median(costs.map((cost) => cost[what]));
    console.log("| build | script, octets | files | to rest, s | ratio | first row ticked, s | another one, s |");
    console.log("|---|---|---|---|---|---|---|");
    for (const { name, costs } of sides) {
        const ratio = of(costs, "rest") / of(sides[0].costs, "rest");
        const seconds = (["rest", "first", "next"] as const).map((what) => of(costs, what).toFixed(3));
        console.log(
            `| ${name} | ${of(costs, "octets")} | ${of(costs, "files")} | ${seconds[0]} | ${ratio.toFixed(2)} | ${seconds[1]} | ${seconds[2]} |`,
        );
    }
} finally {
    for (const { files } of sides) files.closeAllConnections();
    for (const { files } of sides) files.close();
    await world.close();
}
