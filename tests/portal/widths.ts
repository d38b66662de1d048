// Every list at the width of a desk, a tablet and a phone: nothing is cut off, broken in the middle of a word or endless
// (issue 7, point 11: U7, U8).
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { type APIRequestContext, type Page } from "../../web/node_modules/playwright-core/index.mjs";
import { parts, together } from "./parts.ts";
import { made, signedIn } from "./people.ts";
import { cutOff, type Language, picture, settled, unique, visit, withPage, type World } from "./world.ts";

/** The list at a path; the one of a thing ("/webhooks/$webhookId") of the first that there is, if any. */
async function listOf(request: APIRequestContext, path = "/"): Promise<string> {
    const [parameter, name] = /\$(\w+)/.exec(path) ?? [];
    if (parameter === undefined || name === undefined) return path;
    const collection = together((part) => part.parameters)[name];
    assert.ok(collection, `${path}: this test does not know where it finds its ${name}`);
    const { items } = await (await request.get(`/api/v1/${collection}?limit=1`)).json();
    return items.length > 0 ? path.replace(parameter, items[0].id) : path.slice(0, path.indexOf(parameter) - 1);
}

const lists: Array<[name: string, path: (request: APIRequestContext) => Promise<string>]> = [
    ["printers", async () => "/printers"],
    ["printers-managed", async () => "/printers?view=managed"],
    ["orders", async () => "/supply-orders"],
    ["replenishment", async () => "/replenishment"],
    ["agents", async () => "/agents"],
    ["tasks", async () => "/tasks"],
    [
        "task",
        async (request) => {
            // One with results: what else ran in this world is not this test's.
            const { items } = await (await request.get("/api/v1/printers?state=ok&limit=1")).json();
            const asked = await request.post("/api/v1/printers/status-requests", {
                data: { printer_ids: [items[0].id] },
                headers: { "Idempotency-Key": unique("key") },
            });
            assert.ok(asked.ok(), await asked.text());
            return `/tasks/${(await asked.json()).id}`;
        },
    ],
    ["organizations", async () => "/organizations"],
    ["sites", async () => "/sites"],
    ["users", async () => "/users"],
    [
        "supplies",
        async (request) => {
            const { items } = await (await request.get("/api/v1/printers?limit=200")).json();
            const most = items.reduce((best: any, each: any) =>
                each.supplies.length > best.supplies.length ? each : best,
            );
            return `/printers/${most.id}?tab=supplies`;
        },
    ],
    ...Object.keys(together((part) => part.lists)).map(
        (path): [string, (request: APIRequestContext) => Promise<string>] => [
            path.slice(1).replaceAll(/\W+/g, "-"),
            (request) => listOf(request, path),
        ],
    ),
];

const slow = new Set(Object.values(parts).flatMap((part) => part.slow ?? []));

// px at any width. Of 50 rows up to 12,000: a long state takes a line of its own, not three in a narrow column. The
// page of a printer with nine supplies is up to 3,000 px, half of it the chart and its legend.
// Words of other languages than English take a line more here and there.
const mostOf = (name: string, rows: number, language: Language): number =>
    (name === "supplies" ? 1650 + 150 * rows : 1000 + 220 * rows) * (language === "en" ? 1 : 1.1);

// What is wrong with the tables of a page, in words.
function faults(page: Page): Promise<string[]> {
    return page.evaluate(() => {
        const found: string[] = [];
        const root = document.documentElement;
        const wide = root.scrollWidth - root.clientWidth;
        if (wide > 0) {
            const clips = (each: Element): boolean =>
                getComputedStyle(each).overflowX !== "visible" || getComputedStyle(each).position === "fixed";
            const what = [...document.querySelectorAll("body *")].findLast((each) => {
                if (each.getBoundingClientRect().right <= root.clientWidth + 1) return false;
                for (let around = each.parentElement; around && around !== document.body; around = around.parentElement)
                    if (clips(around)) return false;
                return !clips(each);
            });
            found.push(
                `the page is ${wide} px wider than the window: <${what?.localName}> "${what?.textContent?.slice(0, 40)}"`,
            );
        }
        const stacked = innerWidth < 900;
        for (const table of document.querySelectorAll("main table")) {
            const scroller = table.parentElement as HTMLElement;
            if (stacked && scroller.scrollWidth > scroller.clientWidth + 1)
                found.push(`a table is ${scroller.scrollWidth - scroller.clientWidth} px wider than its place`);
            if (!stacked) scroller.scrollLeft = scroller.scrollWidth;
            const place = scroller.getBoundingClientRect();
            for (const row of table.querySelectorAll("tr")) {
                const cells = [...row.children].filter((cell) => cell.getClientRects().length > 0);
                const first = cells.find((cell) => !cell.querySelector(":scope > .MuiCheckbox-root"));
                if (!first) continue;
                const box = first.getBoundingClientRect();
                if (box.left < place.left - 1 || box.left > place.right - 40)
                    found.push(`the first cell is out of sight: ${row.textContent?.slice(0, 40)}`);
                for (const cell of cells) {
                    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
                    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
                        for (const word of (node.textContent ?? "").matchAll(/(?<![^\s-])[^\s-]{2,18}(?![^\s-])/g)) {
                            // Letters and digits of that length are no word: other tests name their contacts so.
                            if (word[0].length > 14 && /\d/.test(word[0])) continue;
                            const range = document.createRange();
                            range.setStart(node, word.index);
                            range.setEnd(node, word.index + word[0].length);
                            const lines = new Set([...range.getClientRects()].map((rect) => Math.round(rect.top)));
                            if (lines.size > 1) found.push(`"${word[0]}" is broken`);
                        }
                    }
                    // In a row of one line an ellipsis is fine for a long text; a head, or a card, has room for all.
                    if (stacked || cell.tagName === "TH") {
                        const over = (cell as HTMLElement).scrollWidth - (cell as HTMLElement).clientWidth;
                        if (over > 1 && getComputedStyle(cell).display !== "inline")
                            found.push(`"${cell.textContent?.slice(0, 30)}" is cut by ${over} px`);
                    }
                }
            }
            if (!stacked) scroller.scrollLeft = 0;
            // What can be used is not under something else.
            for (const control of table.querySelectorAll<HTMLElement>("tbody tr:first-child :is(button, a)")) {
                control.scrollIntoView({ block: "center", inline: "center" });
                // A link of two lines is where its first line is; the middle of the box around both may be beside it.
                const [line] = control.getClientRects();
                if (line === undefined) continue;
                const { left, top, width, height } = line;
                const hit = document.elementFromPoint(left + width / 2, top + height / 2);
                if (hit === null || !(control.contains(hit) || (hit.contains(control) && hit.matches("a, button"))))
                    found.push(
                        `"${control.getAttribute("aria-label") ?? control.textContent}" lies under ${hit?.tagName} "${hit?.textContent?.slice(0, 30)}"`,
                    );
            }
        }
        return [...new Set(found)];
    });
}

// English comes last, so that it is the profile's language afterwards.
const languages: Array<[language: Language, name: string]> = [
    ["de", "Deutsch"],
    ["fr", "Français"],
    ["it", "Italiano"],
    ["nb", "Norsk bokmål"],
    ["sv", "Svenska"],
    ["en", "English"],
];

// Chosen on the page of settings, whose first field is the language.
async function speak(page: Page, name: string): Promise<void> {
    const kept = page.waitForResponse(
        (answer) => answer.request().method() === "PUT" && /\/api\/v1\/profile$/.test(answer.url()) && answer.ok(),
    );
    const before = await page.evaluate(() => document.documentElement.lang);
    await page.getByRole("combobox").first().click();
    await page.getByRole("option", { name, exact: true }).click();
    await page.waitForFunction((spoken) => document.documentElement.lang !== spoken, before);
    await kept;
    await page.getByRole("listbox").waitFor({ state: "detached" });
}

// What is wrong with the bar when the page has each of these widths, one after the other; without any: as it is.
function barFaults(page: Page, widths?: number[]): Promise<string[]> {
    return page.evaluate(async (all) => {
        const root = document.documentElement;
        const shows = (selector: string): boolean =>
            document.querySelector(selector)?.checkVisibility({ visibilityProperty: true }) ?? false;
        // As on the page of the widest tab: there, its words are bold.
        const tabs = [...document.querySelectorAll<HTMLElement>("header nav a")];
        tabs.sort((one, other) => other.offsetWidth - one.offsetWidth);
        tabs[0]?.setAttribute("aria-current", "page");
        const found: string[] = [];
        for (const width of all ?? [innerWidth]) {
            if (all) root.style.width = `${width}px`;
            // The bar measures itself once the page is laid out anew.
            await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
            const right = document.querySelector("header")?.getBoundingClientRect().right ?? 0;
            const controls = [...document.querySelectorAll<HTMLElement>("header a, header button")]
                .filter((each) => each.checkVisibility({ visibilityProperty: true }))
                .map((each) => ({
                    name: each.getAttribute("aria-label") ?? each.textContent ?? "",
                    box: each.getBoundingClientRect(),
                }));
            for (const [index, one] of controls.entries())
                for (const { name, box } of controls.slice(index + 1))
                    if (
                        Math.min(one.box.right, box.right) - Math.max(one.box.left, box.left) > 1 &&
                        Math.min(one.box.bottom, box.bottom) - Math.max(one.box.top, box.top) > 1
                    )
                        found.push(`${width} px: "${one.name}" and "${name}"`);
            const over = Math.max(0, ...controls.map(({ box }) => Math.round(box.right - right)));
            const seen = { menu: shows("header button[aria-haspopup=menu]"), tabs: shows("header nav a") };
            if (over > 0) found.push(`${width} px: the bar is ${over} px wider`);
            if (!seen.menu && !seen.tabs) found.push(`${width} px: neither tabs nor a menu`);
            if (width >= 1280 && !seen.tabs) found.push(`${width} px: the tabs are in the menu`);
        }
        root.style.width = "";
        tabs[0]?.removeAttribute("aria-current");
        return found;
    }, widths);
}

// A row in each list, also where this runs alone: an empty list has no widths.
async function furnish(world: World): Promise<void> {
    const request = await signedIn(world, world.operator);
    const { items } = await (await request.get("/api/v1/printers?state=ok&limit=1")).json();
    await made(request, "/printers/status-requests", { printer_ids: [items[0].id] });
    await made(request, `/printers/${items[0].id}/notes`, { text: unique("The key is at the reception") });
    await made(request, "/api-keys", {
        name: unique("Widths"),
        roles: ["warehouse"],
        expires_at: new Date(Date.now() + 86_400_000).toISOString(),
    });
    const { organization } = await (await request.get("/api/v1/session")).json();
    for (const { furnish } of Object.values(parts)) await furnish?.(request, organization.id);
    await request.dispose();
}

export function widthsTests(world: () => World): void {
    before(() => furnish(world()));

    // At 360 px in English, in German, whose column heads are the longest, and in French, whose texts are.
    for (const [width, height, language] of [
        [1440, 900, "de"],
        [1024, 800, "it"],
        [768, 1024, "fr"],
        [360, 780, "en"],
        [360, 780, "de"],
        [360, 780, "fr"],
    ] as const) {
        test(`every list can be read at ${width} px (${language})`, { timeout: 300_000 }, async () => {
            await withPage(
                world(),
                world().operator,
                `widths-${width}-${language}`,
                { width, height, language },
                async (page, context) => {
                    const found: string[] = [];
                    for (const [name, path] of lists) {
                        await visit(page, await path(context.request));
                        const rows = page.getByRole("table").first();
                        const none = page.locator("main h2, main h3").first();
                        await (slow.has(new URL(page.url()).pathname) ? rows.or(none) : rows).first().waitFor();
                        await picture(page, `${name}-${width}-${language}`);
                        for (const fault of [...(await cutOff(page)), ...(await faults(page))])
                            found.push(`${name}: ${fault}`);
                        const tall = await page.evaluate(() => {
                            const rows = document.querySelectorAll("main tbody tr").length;
                            return { rows, page: document.documentElement.scrollHeight };
                        });
                        if (tall.rows > 0 && tall.page > mostOf(name, tall.rows, language))
                            found.push(`${name}: ${tall.page} px for ${tall.rows} rows`);
                    }
                    assert.deepEqual(found, []);
                },
            );
        });
    }

    test("a printer's supplies are told once at 360 px, with what is ordered and why (F14)", async () => {
        await withPage(
            world(),
            world().operator,
            "widths-supplies",
            { width: 360, height: 780 },
            async (page, context) => {
                const { items } = await (await context.request.get("/api/v1/printers?limit=200")).json();
                const most = items.reduce((best: any, each: any) =>
                    each.supplies.length > best.supplies.length ? each : best,
                );
                await page.goto(`/printers/${most.id}?tab=supplies`);
                await settled(page);
                await page.getByRole("button", { name: /^Why/ }).first().waitFor();
                for (const { description } of most.supplies)
                    assert.equal(
                        await page.locator("main strong").getByText(description, { exact: true }).count(),
                        most.supplies.filter((each: any) => each.description === description).length,
                        description,
                    );
                const { items: forecasts } = await (
                    await context.request.get(`/api/v1/replenishment/supplies?printer_id=${most.id}&limit=50`)
                ).json();
                assert.equal(await page.getByRole("button", { name: /^Why/ }).count(), forecasts.length);
                const row = page.getByRole("row").filter({ hasText: forecasts[0].description }).first();
                await row.getByText(/On the shelf.*On its way.*Next order/).waitFor();
                await row.getByText("Details").click();
                await row.getByText("Serial number").waitFor();
            },
        );
    });

    test("of several notices the list has the gravest, and how many more there are (F8)", async () => {
        await withPage(
            world(),
            world().operator,
            "widths-states",
            { width: 360, height: 780 },
            async (page, context) => {
                const { items } = await (await context.request.get("/api/v1/printers?limit=200")).json();
                const several = items.find(
                    (each: any) => /warning|error/.test(each.state) && each.open_alerts > 1 && each.serial_number,
                );
                assert.ok(several, "a printer with several notices");
                await page.goto(`/printers?search=${encodeURIComponent(several.serial_number)}`);
                await settled(page);
                const row = page.getByRole("row").filter({ hasText: several.serial_number });
                await row.getByText(several.state_text).waitFor();
                const more = row.getByRole("button", { name: `${several.open_alerts - 1} more notice` });
                assert.equal(await more.innerText(), `+${several.open_alerts - 1}`);
                const box = await row.getByText(several.state_text).boundingBox();
                assert.ok((box?.height ?? 99) < 50, `two lines at most: ${box?.height}`);
                await more.click();
                await page.getByRole("heading", { name: "Notices" }).waitFor();
            },
        );
    });

    test("an order of many items is a few lines at 360 px, and says how many (U8)", async () => {
        await withPage(
            world(),
            world().operator,
            "widths-orders",
            { width: 360, height: 780 },
            async (page, context) => {
                const { items } = await (await context.request.get("/api/v1/supply-orders?limit=50")).json();
                const largest = items.reduce((best: any, each: any) =>
                    each.lines.length > best.lines.length ? each : best,
                );
                assert.ok(largest.lines.length > 1, "an order has several items");
                const printers = new Set(largest.lines.map((line: any) => line.printer_id)).size;
                await page.goto("/supply-orders");
                await settled(page);
                const row = page.getByRole("row").filter({ has: page.getByRole("link", { name: largest.number }) });
                const pieces = largest.lines.reduce((sum: number, line: any) => sum + line.quantity, 0);
                await row
                    .getByText(`${pieces} items, ${printers} printer${printers === 1 ? "" : "s"}`, { exact: true })
                    .waitFor();
                if (printers > 1) await row.getByText(`${printers} printers`, { exact: true }).waitFor();
                assert.ok(((await row.boundingBox())?.height ?? 999) < 220);
            },
        );
    });

    // One page speaks one language after the other. The page is made narrower and wider again within the window, which
    // takes far less time than a window of another size. Below 900 px (tokens.ts: foldBelow) the bar has no tabs.
    test("no entry of the bar lies on another, in any language, at any width, with any number of tabs", async () => {
        await withPage(world(), world().operator, "widths-bar", { width: 1500, height: 700 }, async (page) => {
            await page.goto("/settings");
            await settled(page);
            const narrower = Array.from({ length: 31 }, (_, index) => 1500 - 20 * index);
            const found: string[] = [];
            const look = async (when: string, widths?: number[]): Promise<void> => {
                for (const fault of await barFaults(page, widths)) found.push(`${when}: ${fault}`);
            };
            for (const [language, name] of languages) {
                await page.setViewportSize({ width: 1500, height: 700 });
                await speak(page, name);
                await look(language, [...narrower, ...narrower.toReversed()]);
                for (const width of [1440, 899, 360, 320]) {
                    await page.setViewportSize({ width, height: 700 });
                    await page.waitForFunction((wanted) => innerWidth === wanted, width);
                    await look(`${language} in a window of ${width} px`);
                }
                for (const width of language === "fr" ? [1440, 1024, 850, 360, 320] : [1024]) {
                    await page.setViewportSize({ width, height: 700 });
                    await page.reload();
                    await settled(page);
                    await look(`${language} opened in a window of ${width} px`);
                }
            }
            assert.deepEqual(found, []);
        });
    });

    test("a list is sorted at 360 px too", async () => {
        await withPage(world(), world().operator, "widths-sort", { width: 360, height: 780 }, async (page) => {
            await page.goto("/contacts");
            await settled(page);
            await page.getByRole("table").getByRole("button", { name: /^City/ }).click();
            await page.waitForURL(/sort=city/);
        });
    });
}
