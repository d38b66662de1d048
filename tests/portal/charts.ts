// Where one stands: a printer's levels as they were read, what is ordered and why, and its history (PRN-3, ASR-10).
import assert from "node:assert/strict";
import { test } from "node:test";
import { printerWith, settled, violations, withPage, type World } from "./world.ts";

export function chartsTests(world: () => World): void {
    test("the chart of levels has its legend beside it, by keyboard, and its values are those of the API (AGT-4)", async () => {
        await withPage(world(), world().operator, "levels", { width: 1440 }, async (page, context) => {
            const id = await printerWith(
                context.request,
                "four toners with levels",
                ({ supplies }) =>
                    supplies.filter(
                        (supply: { remaining_percent: number | null; type: string }) =>
                            supply.remaining_percent !== null && /toner|ink/.test(supply.type),
                    ).length >= 4,
            );
            const from = new Date(Date.now() - 90 * 86_400_000).toISOString();
            const { items } = await (
                await context.request.get(`/api/v1/printers/${id}/supply-levels?from=${from}`)
            ).json();
            await page.goto(`/printers/${id}?tab=supplies`);
            await settled(page);
            const chart = page.getByRole("img", { name: /^Supply levels over time/ });
            await chart.locator("svg").waitFor();
            const chips = page.getByRole("group", { name: "What is shown" }).getByRole("button");
            const shown = items.filter((each: { points: { remaining_percent: number | null }[] }) =>
                each.points.some((point) => point.remaining_percent !== null),
            );
            assert.equal(await chips.count(), shown.length);
            const box = (await chart.boundingBox())!;
            const last = (await chips.last().boundingBox())!;
            assert.ok(last.y + last.height <= box.y, "the legend ends above the drawing");
            // By Tab, as one comes there: focus() reaches also what no key does.
            const first = chips.first();
            await page.getByRole("button", { name: "Download CSV" }).focus();
            for (const chip of await chips.all()) {
                await page.keyboard.press("Tab");
                assert.ok(
                    await chip.evaluate((element) => element === document.activeElement),
                    `Tab comes to "${await chip.innerText()}"`,
                );
            }
            for (let back = 1; back < shown.length; back += 1) await page.keyboard.press("Shift+Tab");
            await page.keyboard.press("Space");
            assert.equal(await first.getAttribute("aria-pressed"), "false");
            await page.keyboard.press("Enter");
            assert.equal(await first.getAttribute("aria-pressed"), "true");

            // The table has every reading, and nothing else.
            await page.getByRole("button", { name: "Show as table" }).click();
            const rows = page.getByRole("table", { name: "Supply levels over time" }).getByRole("row");
            const times = new Set(
                shown.flatMap((each: { points: { observed_at: string }[] }) =>
                    each.points.map((point) => point.observed_at),
                ),
            );
            assert.equal(await rows.count(), times.size + 1);
            assert.deepEqual(await violations(page), []);
        });
    });

    test("why nothing is ordered is asked where one stands, with what is on the shelf and under way (ASR-10)", async () => {
        for (const width of [1440, 360]) {
            await withPage(world(), world().customer, `outlook-${width}`, { width }, async (page, context) => {
                const { items } = await (await context.request.get("/api/v1/replenishment/supplies?limit=50")).json();
                const row = items.find(
                    (one: { reason: { sentence: string }; order_due_on: string | null; description: string }) =>
                        one.reason.sentence !== "" && one.description !== "",
                );
                assert.ok(row, "a supply has a decision");
                await page.goto(`/printers/${row.printer_id}?tab=supplies`);
                await settled(page);
                const supply = page.getByRole("region", { name: row.description, exact: true }).first();
                await supply
                    .getByText("On its way")
                    .or(supply.getByText("Under way"))
                    .or(supply.getByText("On the way"))
                    .first()
                    .waitFor();
                await supply.getByRole("button", { name: `Why: ${row.description}` }).click();
                const why = page.getByRole("dialog", { name: `Why: ${row.description}` });
                await why.waitFor();
                assert.ok(((await why.textContent()) ?? "").includes(row.reason.sentence.slice(0, 30)));
                await page.keyboard.press("Escape");
                await page.getByRole("link", { name: "In supplies status" }).click();
                await page.waitForURL(/\/replenishment\?.*printer_id=/);
                assert.ok(
                    (await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)) <= 0,
                    "nothing is wider than the page",
                );
            });
        }
    });

    test("a printer's history tells its orders, leads to them, and has no empty text (PRN-3)", async () => {
        await withPage(world(), world().operator, "history", {}, async (page, context) => {
            const [order] = (await (await context.request.get("/api/v1/supply-orders?limit=1&state=delivered")).json())
                .items;
            const id = order.lines[0].printer_id;
            let cursor: string | null = "";
            const told: { kind: string; sentence: string }[] = [];
            while (cursor !== null) {
                const timeline: { items: { kind: string; sentence: string }[]; next_cursor: string | null } = await (
                    await context.request.get(
                        `/api/v1/printers/${id}/timeline?limit=50${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
                    )
                ).json();
                told.push(...timeline.items);
                cursor = timeline.next_cursor;
            }
            assert.ok(
                told.some(({ kind, sentence }) => kind === "order" && sentence.includes(order.number)),
                "the order is told",
            );
            assert.deepEqual(
                told.filter(({ sentence }) => sentence === "" || /[:„“]\s*$/.test(sentence)),
                [],
            );
            await page.goto(`/printers/${id}?tab=history`);
            await settled(page);
            await page
                .getByRole("tabpanel")
                .getByRole("link", { name: /SO-\d+/ })
                .first()
                .click();
            await page.waitForURL(/\/supply-orders\//);
        });
    });
}
