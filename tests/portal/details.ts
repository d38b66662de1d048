// What a person asks who looks at one thing: what a sign means, why two figures differ, from whom to whom, where one is,
// what to do where there is nothing (docs/acceptance.md: F9 to F13), and the paper in the box.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { type APIRequestContext, type Page } from "../../web/node_modules/playwright-core/index.mjs";
import { printerWith, settled, unique, withPage, type World } from "./world.ts";

const things: [what: string, path: string, list: string, address: string][] = [
    ["printer", "/printers/", "Printers", "/printers"],
    ["order", "/supply-orders/", "Supply orders", "/supply-orders"],
    ["agent", "/agents/", "Agents", "/agents"],
    ["contact", "/contacts/", "Contacts", "/contacts"],
    ["task", "/tasks/", "Tasks", "/tasks"],
    ["user", "/users/", "Users", "/users"],
    ["site", "/sites/", "Sites", "/sites"],
    ["organization", "/organizations/", "Account management", "/organizations"],
];

const idOf = async (request: APIRequestContext, list: string): Promise<string> =>
    (await (await request.get(`/api/v1${list}?limit=1`)).json()).items[0].id;

// Words with an @ or a digit whose part in a line is shorter than three letters.
export function brokenNumbers(page: Page): Promise<string[]> {
    return page.evaluate(() => {
        const found: string[] = [];
        const texts = document.createTreeWalker(document.querySelector("main") ?? document.body, NodeFilter.SHOW_TEXT);
        const whole = new Map<Element, string>();
        for (let node = texts.nextNode(); node; node = texts.nextNode()) {
            const holder = node.parentElement;
            // An empty text breaks nowhere, and what holds one besides is no word.
            if (holder && node.textContent?.trim() && !whole.has(holder)) whole.set(holder, holder.textContent ?? "");
        }
        for (const [holder, text] of whole) {
            if (!/\S*[@\d]\S*/.test(text) || holder.getClientRects().length === 0) continue;
            // Letter by letter, for a word may be of several text nodes.
            const letters: { letter: string; top: number }[] = [];
            const inside = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
            for (let node = inside.nextNode(); node; node = inside.nextNode()) {
                for (let at = 0; at < (node.textContent ?? "").length; at += 1) {
                    const range = document.createRange();
                    range.setStart(node, at);
                    range.setEnd(node, at + 1);
                    letters.push({
                        letter: (node.textContent ?? "")[at] ?? "",
                        top: Math.round(range.getBoundingClientRect().top),
                    });
                }
            }
            const line = letters.map(({ letter }) => letter).join("");
            for (const word of line.matchAll(/\S{7,}/g)) {
                if (!/[@\d]/.test(word[0])) continue;
                const parts = new Map<number, number>();
                for (const { top } of letters.slice(word.index, word.index + word[0].length))
                    parts.set(top, (parts.get(top) ?? 0) + 1);
                if (parts.size > 1 && Math.min(...parts.values()) < 3) found.push(word[0]);
            }
        }
        return [...new Set(found)];
    });
}

export function detailsTests(world: () => World): void {
    for (const [what, path, list, address] of things) {
        test(`${/^[aou]/.test(what) && what !== "user" ? "an" : "a"} ${what} that does not exist says so and leads to its list (F12)`, async () => {
            await withPage(world(), world().operator, `gone-${what}`, {}, async (page) => {
                for (const id of [randomUUID(), "nothing"]) {
                    await page.goto(path + id);
                    await settled(page);
                    assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), `There is no such ${what}`);
                    assert.equal(await page.getByRole("button", { name: "Try again" }).count(), 0);
                    await page.getByRole("link", { name: `Back to: ${list}` }).click();
                    await page.waitForURL((url) => url.pathname === address);
                    await page.getByRole("heading", { level: 1, name: list }).waitFor();
                }
            });
        });
    }

    test("only what may be another time is tried again (F12)", async () => {
        await withPage(world(), world().operator, "gone-again", {}, async (page) => {
            const answer = { status: 500, title: "Something failed", code: "internal" };
            await page.route("**/api/v1/printers/*?**", (route) =>
                route.fulfill({
                    status: answer.status,
                    contentType: "application/problem+json",
                    body: JSON.stringify({ ...answer, detail: "Later." }),
                }),
            );
            await page.goto(`/printers/${randomUUID()}`);
            await page.getByRole("button", { name: "Try again" }).waitFor();
            Object.assign(answer, { status: 403, title: "No", code: "forbidden" });
            await page.getByRole("button", { name: "Try again" }).click();
            await page.getByText("Not allowed").waitFor();
            assert.equal(await page.getByRole("button", { name: "Try again" }).count(), 0);
        });
    });

    test("every page of one thing says where it is (F13)", async () => {
        await withPage(world(), world().operator, "crumbs", {}, async (page, context) => {
            const { request } = context;
            for (const [, path, list, address] of things.slice(0, 5)) {
                const id = await idOf(request, address);
                await page.goto(path + id);
                await settled(page);
                const crumb = page.getByRole("navigation", { name: "Where you are" });
                await crumb.getByRole("link", { name: list }).waitFor();
                const here = await crumb.locator("[aria-current=page]").innerText();
                assert.ok(here.length > 2, `${address}: "${here}"`);
                if (address !== "/printers") continue;
                const { serial_number, model } = await (await request.get(`/api/v1/printers/${id}`)).json();
                assert.ok(here.includes(serial_number) && here.includes(model), here);
            }
            await page.goto("/contacts/new");
            await page.getByRole("navigation", { name: "Where you are" }).getByText("New contact").waitFor();
        });
    });

    test('a number that was counted is told without "about" (F13)', async () => {
        await withPage(world(), world().operator, "counted", {}, async (page, context) => {
            const { total_estimate, total_is_exact, next_cursor } = await (
                await context.request.get("/api/v1/printers?limit=50")
            ).json();
            assert.ok(next_cursor, "more than a page");
            assert.equal(total_is_exact, true);
            await page.goto("/printers");
            await settled(page);
            await page.getByText(`${total_estimate} printers`, { exact: true }).waitFor();
            await page.getByText(`1–50 of ${total_estimate}`, { exact: true }).waitFor();
            assert.equal(await page.getByText(/about/i).count(), 0);
            // The second page does not say a number; the first one's holds.
            await page.getByRole("button", { name: "Next page" }).click();
            await page.getByText(`51–100 of ${total_estimate}`, { exact: true }).waitFor();
            // Where it is an estimate, it says so.
            await page.route("**/api/v1/printers?**", async (route) => {
                const answer = await route.fetch();
                await route.fulfill({ response: answer, json: { ...(await answer.json()), total_is_exact: false } });
            });
            await page.goto("/printers");
            await page.getByText(`About ${total_estimate} printers`, { exact: true }).waitFor();
        });
    });

    for (const [width, language, words, whole] of [
        [1440, "en", /some (room )?left/, /the printer does not report how much/],
        [360, "de", /noch etwas (Platz|da)/, /der Drucker meldet nicht, wie viel/],
    ] as const) {
        test(`a level that is not told is told in words at ${width} px (F9)`, async () => {
            await withPage(
                world(),
                world().operator,
                `some-${width}`,
                { width, height: 800, language },
                async (page, context) => {
                    const id = await printerWith(context.request, "a supply of which some is left", (printer) =>
                        printer.supplies.some((supply: any) => supply.level_state === "some_remaining"),
                    );
                    const printer = await (await context.request.get(`/api/v1/printers/${id}`)).json();
                    const supply = printer.supplies.find((each: any) => each.level_state === "some_remaining");
                    for (const tab of ["", "?tab=supplies"]) {
                        await page.goto(`/printers/${id}${tab}`);
                        await settled(page);
                        const bar = page.getByRole("img", { name: whole }).first();
                        await bar.waitFor();
                        const label = (await bar.getAttribute("aria-label")) ?? "";
                        assert.ok(label.startsWith(supply.description), label);
                        const days = printer.supplies
                            .filter((each: any) => each.level_state === "some_remaining")
                            .some((each: any) => each.days_left !== null);
                        assert.equal(
                            /estimate from what is printed|aus dem Druckaufkommen/.test(label),
                            days && supply.days_left !== null,
                            label,
                        );
                        await bar.getByText("~").waitFor();
                        await bar.getByText(words).waitFor();
                        await bar.hover();
                        await page.getByRole("tooltip").getByText(whole).waitFor();
                    }
                },
            );
        });
    }

    for (const [language, words] of [
        ["en", /in steps of|in four stages only|only tells that some is left|only reports that some is left/],
        ["de", /in Schritten von|nur in vier Stufen|nur, dass noch etwas da ist/],
    ] as const) {
        test(`Why? explains a coarse gauge (${language}, F10)`, async () => {
            await withPage(world(), world().operator, `gauge-${language}`, { language }, async (page, context) => {
                let found: any;
                for (let cursor = ""; !found;) {
                    const { items, next_cursor } = await (
                        await context.request.get(`/api/v1/replenishment/supplies?limit=200${cursor}`)
                    ).json();
                    found = items.find(
                        (row: any) =>
                            row.reason.args.gauge !== undefined && row.reason.args.usable_percent !== undefined,
                    );
                    if (!next_cursor) break;
                    cursor = `&cursor=${next_cursor}`;
                }
                assert.ok(found, "a supply with a coarse gauge");
                await page.goto(`/replenishment?printer_id=${found.printer_id}`);
                await settled(page);
                const row = page.getByRole("row").filter({ hasText: found.description }).first();
                await row
                    .getByRole("button", { name: /^(Why|Warum): / })
                    .first()
                    .click();
                const why = page.getByRole("dialog");
                await why.getByText(words).waitFor();
                if (found.reason.args.gauge === "steps")
                    await why
                        .getByText(new RegExp(`${found.reason.args.gauge_step}\\s%`))
                        .first()
                        .waitFor();
                assert.equal(await why.getByText(/gauge/).count(), 0, "no raw name of a figure");
            });
        });
    }

    test("the history says from whom to whom, and an address does not break in its last letter (F11)", async () => {
        await withPage(
            world(),
            world().operator,
            "history-contact",
            { width: 360, height: 780 },
            async (page, context) => {
                const { request } = context;
                const headers = { Origin: world().base };
                const id = await printerWith(request, "a site", (printer) => printer.site_id);
                const before = await (await request.get(`/api/v1/printers/${id}`)).json();
                const contact = async (last_name: string, company: string) => {
                    const data = {
                        first_name: last_name && "Nora",
                        last_name,
                        company,
                        email: "nora.storgata@a-warehouse-of-the-north.example",
                        phone: { country_code: "", number: "", extension: "" },
                        address: {
                            street1: "Kai 1",
                            street2: "",
                            street3: "",
                            building: "",
                            floor: "",
                            room: "",
                            city: "Kiel",
                            state: "",
                            postal_code: "",
                            country: "DE",
                        },
                    };
                    const answer = await request.post(`/api/v1/contacts?organization_id=${before.organization_id}`, {
                        data,
                        headers: { ...headers, "Idempotency-Key": unique("key") },
                    });
                    assert.equal(answer.status(), 201, await answer.text());
                    return (await answer.json()).id as string;
                };
                const person = unique("Berg");
                const company = unique("Lager");
                const [first, second] = [await contact(person, ""), await contact("", company)];
                const assign = async (contact_id: string | null) => {
                    const read = await request.get(`/api/v1/printers/${id}`);
                    const answer = await request.put(`/api/v1/printers/${id}/contact`, {
                        data: { contact_id },
                        headers: { ...headers, "If-Match": read.headers().etag ?? "" },
                    });
                    assert.equal(answer.status(), 200, await answer.text());
                };
                await assign(null);
                await assign(first);
                await assign(second);
                await assign(null);
                await assign(before.contact_id ?? null);
                await page.goto(`/printers/${id}?tab=history`);
                await settled(page);
                await page.getByText(`Supplies delivery contact is now Nora ${person}`).waitFor();
                await page.getByText(`Supplies delivery contact changed from Nora ${person} to ${company}`).waitFor();
                await page.getByText(`Supplies delivery contact removed, it was ${company}`).waitFor();
                assert.deepEqual(await brokenNumbers(page), []);
                for (const path of [
                    `/contacts/${first}`,
                    `/contacts?search=${encodeURIComponent(person)}`,
                    `/printers/${id}`,
                    `/printers/${id}?tab=information`,
                    "/users",
                    "/tasks",
                    "/printers",
                    "/supply-orders",
                    `/supply-orders/${await idOf(request, "/supply-orders")}`,
                    `/tasks/${await idOf(request, "/tasks")}`,
                ]) {
                    await page.goto(path);
                    await settled(page);
                    assert.deepEqual(await brokenNumbers(page), [], path);
                }
            },
        );
    });

    test("the warehouse has the papers of each parcel as PDF, and a customer its packing slip (ASR-12)", async () => {
        const papers = ["Packing slip (PDF)", "Labels (PDF)"];
        for (const [user, names] of [
            [world().warehouse, papers],
            [world().customer, papers.slice(0, 1)],
        ] as const) {
            await withPage(world(), user, "papers", {}, async (page, context) => {
                const lists = ["state=submitted&state=confirmed&state=on_back_order", "state=shipped&state=delivered"];
                const orders = await Promise.all(
                    lists.map(async (states) => {
                        const answer = await context.request.get(`/api/v1/supply-orders?limit=1&${states}`);
                        return (await answer.json()).items[0];
                    }),
                );
                assert.ok(orders[1] && (user !== world().warehouse || orders[0]), "orders before and after shipping");
                for (const order of orders.filter(Boolean)) {
                    await page.goto(`/supply-orders/${order.id}`);
                    const panel = page.getByRole("region", { name: "Shipments", exact: true });
                    await settled(page);
                    assert.deepEqual(await panel.getByRole("link", { name: /PDF/ }).allInnerTexts(), names);
                    for (const name of names) {
                        const [download] = await Promise.all([
                            page.waitForEvent("download"),
                            panel.getByRole("link", { name }).click(),
                        ]);
                        const file = await download.path();
                        assert.equal(await download.failure(), null);
                        assert.match(
                            download.suggestedFilename(),
                            new RegExp(`^(packing-slip|labels)-${order.number}\\.pdf$`),
                        );
                        assert.match(await readFile(file, "latin1"), /^%PDF-/);
                    }
                }
            });
        }
    });

    test("a running task is cancelled from its page and from the tray (TSK-1)", async () => {
        await withPage(world(), world().operator, "cancel", {}, async (page, context) => {
            const { request } = context;
            const { items } = await (await request.get("/api/v1/printers?state=not_communicating&limit=50")).json();
            const silent = items.filter((printer: any) => printer.agent_id).map((printer: any) => printer.id);
            assert.ok(silent.length > 0, "a printer that lets an agent wait");
            await world().whileAgentsHang(async () => {
                for (const place of ["page", "tray"] as const) {
                    const started = await request.post("/api/v1/printers/status-requests", {
                        data: { printer_ids: silent },
                        headers: { Origin: world().base, "Idempotency-Key": unique("key") },
                    });
                    assert.ok(started.ok(), await started.text());
                    const { id } = await started.json();
                    await page.goto(place === "page" ? `/tasks/${id}` : "/agents");
                    const scope =
                        place === "page"
                            ? page.locator("main")
                            : page.getByRole("complementary", { name: "Running tasks" });
                    const sent = page.waitForResponse(
                        (response) =>
                            response.request().method() === "POST" &&
                            new URL(response.url()).pathname === `/api/v1/tasks/${id}/cancellation`,
                    );
                    await scope.getByRole("button", { name: "Cancel", exact: true }).first().click();
                    assert.ok((await sent).ok(), String((await sent).status()));
                    await scope.getByText("Cancelled", { exact: true }).first().waitFor();
                    assert.equal((await (await request.get(`/api/v1/tasks/${id}`)).json()).state, "cancelled");
                }
            });
        });
    });

    test("an interval that is refused is marked at its field (AGT-2)", async () => {
        await withPage(world(), world().operator, "agent-fields", {}, async (page, context) => {
            await page.goto(`/agents/${await idOf(context.request, "/agents")}`);
            await settled(page);
            for (const [label, member] of [
                ["Search every", "discovery_interval_seconds"],
                ["Ask every", "polling_interval_seconds"],
            ] as const) {
                // Nothing that the form offers is refused, so it is spoiled on its way.
                await page.route("**/api/v1/agents/*?**", async (route) => {
                    const body = route.request().postDataJSON();
                    if (route.request().method() !== "PUT") return route.continue();
                    body.search[member] = 1;
                    await route.continue({ postData: JSON.stringify(body) });
                });
                const name = page.getByLabel(/^Name/);
                await name.fill(`${await name.inputValue()} `);
                await page.getByRole("button", { name: "Save", exact: true }).click();
                const field = page.getByRole("combobox", { name: new RegExp(label) });
                await page.waitForFunction(
                    (id) => document.getElementById(id ?? "")?.getAttribute("aria-invalid") === "true",
                    await field.getAttribute("id"),
                );
                await page.getByRole("alert").getByText(label).first().waitFor();
                await page.unrouteAll();
                await page.reload();
                await settled(page);
            }
        });
    });
}
