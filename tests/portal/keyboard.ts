// The portal without a mouse: main tasks from the first page to their end, and the keys of lists (WCAG 2.1.1, 2.1.4).
import assert from "node:assert/strict";
import { test } from "node:test";
import { Hands } from "./hands.ts";
import { contactNamed, printerWith, settled, unique, violations, withPage, type World } from "./world.ts";

export function keyboardTests(world: () => World): void {
    test("20 printers get a contact in at most 40 keys (CON-9)", async () => {
        await withPage(world(), world().customer, "keys-contact", {}, async (page, context) => {
            const name = unique("Zander");
            const made = await context.request.post("/api/v1/contacts", {
                data: contactNamed(name),
                headers: { Origin: world().base, "Idempotency-Key": unique("key") },
            });
            assert.equal(made.status(), 201, await made.text());
            await page.goto("/");
            await settled(page);
            const hands = new Hands(page);
            await hands.goTo("prin", "Printers");
            await page.getByRole("table").locator("tbody tr").nth(20).waitFor();
            await hands.press("j");
            await hands.press("x");
            await hands.press("Shift+ArrowDown", 19);
            await page.getByText("20 selected").waitFor();
            await hands.press("Shift+Tab", 3);
            await hands.until("ArrowRight", /^Assign supplies delivery contact$/);
            await hands.press("Enter");
            const dialog = page.getByRole("dialog");
            await dialog.getByRole("option").first().waitFor();
            await hands.type("zan");
            await dialog.getByRole("option", { name: new RegExp(name) }).waitFor();
            await page.waitForFunction(() => document.querySelectorAll("[role=dialog] [role=option]").length === 1);
            await hands.press("Enter");
            await dialog.getByRole("option", { name: new RegExp(name), selected: true }).waitFor();
            await hands.press("Enter");
            await page.getByText(`${name} is now the delivery contact of 20 printers`).waitFor();
            assert.ok(hands.count <= 40, `${hands.count} keys`);
        });
    });

    test("a printer's status by its serial number, and who goes: by keyboard alone (PRN-5)", async () => {
        await withPage(world(), world().operator, "keys-status", {}, async (page, context) => {
            const id = await printerWith(
                context.request,
                "an agent that reaches it",
                (printer) =>
                    printer.communicating && printer.address.startsWith("127.") && printer.serial_number !== "",
            );
            const { serial_number } = await (await context.request.get(`/api/v1/printers/${id}`)).json();
            await page.goto("/");
            await settled(page);
            const hands = new Hands(page);
            await hands.press("/");
            await hands.type(serial_number);
            await hands.press("Enter");
            await page.waitForURL(new RegExp(`/printers/${id}$`));
            await settled(page);
            await hands.until("Tab", /^Get printer status$/, 44);
            await hands.press("Enter");
            await page.getByText(/Fresh data from the printer/).waitFor();
        });
    });

    test("a list is one stop of Tab, with its row; arrows go through rows, and within one (WCAG 2.1.1)", async () => {
        await withPage(world(), world().operator, "keys-list", {}, async (page) => {
            await page.goto("/printers");
            await settled(page);
            const rows = page.getByRole("table").locator("tbody tr");
            await rows.nth(5).waitFor();
            const stops = (part: string): Promise<number> =>
                page
                    .locator(part)
                    .evaluate(
                        (element) =>
                            [...element.querySelectorAll<HTMLElement>("a[href], button, input, [tabindex]")].filter(
                                ({ tabIndex }) => tabIndex >= 0,
                            ).length,
                    );
            assert.equal(await stops("thead"), 1, "of the head");
            const first = await rows
                .first()
                .evaluate(
                    (row) =>
                        [...row.querySelectorAll<HTMLElement>("a[href], button, input, [tabindex]")].filter(
                            ({ tabIndex }) => tabIndex >= 0,
                        ).length,
                );
            assert.ok(first > 1, "the first row can be reached with all that it has");
            assert.equal(await stops("tbody"), first, "and no other one");

            const hands = new Hands(page);
            const at = (): Promise<[number, string]> =>
                page.evaluate(() => {
                    const now = document.activeElement;
                    return [now?.closest("tr")?.rowIndex ?? -1, now?.tagName ?? ""] as [number, string];
                });
            await rows.first().getByRole("link").first().focus();
            await hands.press("ArrowDown", 2);
            assert.deepEqual(await at(), [3, "A"], "the same place, two rows below");
            await hands.press("k");
            assert.deepEqual(await at(), [2, "A"]);
            await hands.press("ArrowLeft");
            assert.deepEqual(await at(), [2, "INPUT"]);
            await hands.press("Space");
            await page.getByText("1 selected").waitFor();
            await hands.press("Shift+ArrowDown", 2);
            await page.getByText("3 selected").waitFor();
            await hands.press("End");
            const last = await rows.count();
            assert.deepEqual(await at(), [last, "INPUT"]);
            await hands.press("Home");
            assert.deepEqual(await at(), [1, "INPUT"]);
            const opened = await rows.first().getByRole("link").first().getAttribute("href");
            await hands.press("Enter");
            await page.waitForURL(new RegExp(`${opened}$`));
        });
    });

    test("records are gone through in the order of their list, over the end of its page, by mouse and by keys (PRN-1)", async () => {
        await withPage(world(), world().operator, "keys-records", {}, async (page) => {
            await page.goto("/printers?sort=-serial_number");
            await settled(page);
            const links = page.getByRole("table").locator("tbody tr td:not([data-select]) a[href^='/printers/']");
            await links.nth(49).waitFor();
            const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")));
            const [first, second] = hrefs;
            assert.ok(first && second && hrefs.length === 50);
            await links.first().click();
            await page.waitForURL(`**${first}`);
            await settled(page);
            const walk = page.getByRole("navigation", { name: "In the list that you came from" });
            await walk.getByText(/^1 of \d+$/).waitFor();
            assert.equal(await walk.getByRole("link", { name: "Previous" }).count(), 0, "nothing is before the first");
            await page.keyboard.press("n");
            await page.waitForURL(`**${second}`);
            await walk.getByText(/^2 of \d+$/).waitFor();
            // The tab that one looks at stays.
            await page.getByRole("tab", { name: "Supplies" }).click();
            await walk.getByRole("link", { name: "Previous" }).click();
            await page.waitForURL(`**${first}?tab=supplies`);
            assert.deepEqual(await violations(page), []);

            // The list as it was; the last row of its page, and on.
            await walk.getByText(/^1 of \d+$/).click();
            await page.waitForURL("**/printers?sort=-serial_number");
            await links.nth(49).click();
            await walk.getByText(/^50 of \d+$/).waitFor();
            const next = walk.getByRole("link", { name: "Next" });
            await next.waitFor();
            assert.ok(!hrefs.includes(await next.getAttribute("href")), "the next page begins with another printer");
            await page.keyboard.press("n");
            await walk.getByText(/^51 of \d+$/).waitFor();

            // Who came by an address of their own is in no list.
            await page.goto(first);
            await page.getByRole("tab", { name: "Supplies" }).waitFor();
            assert.equal(await walk.count(), 0);
        });
    });

    test("Shift and the mouse choose a range, in either direction (PRN-4)", async () => {
        await withPage(world(), world().operator, "keys-range", {}, async (page) => {
            await page.goto("/printers");
            await settled(page);
            const boxes = page.getByRole("table").locator("tbody").getByRole("checkbox");
            await boxes.nth(8).waitFor();
            await boxes.nth(6).click();
            await boxes.nth(2).click({ modifiers: ["Shift"] });
            await page.getByText("5 selected").waitFor();
            await boxes.nth(8).click();
            await page.getByText("6 selected").waitFor();
            await boxes.nth(8).click();
            await boxes.nth(4).click({ modifiers: ["Shift"] });
            await page.getByText("2 selected").waitFor();
        });
    });

    test("a column is as wide as Shift and an arrow key make it, and is so after a reload (PRN-1)", async () => {
        await withPage(world(), world().operator, "keys-width", {}, async (page) => {
            await page.goto("/printers");
            await settled(page);
            const edge = page.getByRole("separator").nth(1);
            const width = async (): Promise<number> => Number(await edge.getAttribute("aria-valuenow"));
            const before = await width();
            await edge.focus();
            await page.keyboard.press("Shift+ArrowRight");
            await page.keyboard.press("Shift+ArrowRight");
            assert.equal(await width(), before + 32);
            await page.reload();
            await settled(page);
            assert.equal(await width(), before + 32);
            // With the mouse it follows the pointer.
            const box = await edge.boundingBox();
            assert.ok(box);
            await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
            await page.mouse.down();
            await page.mouse.move(box.x + box.width / 2 + 40, box.y + box.height / 2, { steps: 4 });
            await page.mouse.up();
            assert.equal(await width(), before + 72);
        });
    });

    test("? shows the keys; single letters can be switched off, Ctrl-K stays (WCAG 2.1.4)", async () => {
        await withPage(world(), world().operator, "keys-help", {}, async (page) => {
            await page.goto("/printers");
            await settled(page);
            await page.keyboard.press("?");
            const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
            await dialog.getByRole("switch", { name: "Shortcuts of a single key" }).uncheck();
            await page.keyboard.press("Escape");
            await dialog.waitFor({ state: "hidden" });
            for (const key of ["?", "/", "j"]) await page.keyboard.press(key);
            assert.equal(await page.getByRole("dialog").count(), 0);
            assert.equal(await page.evaluate(() => document.activeElement?.closest("tbody")), null);
            await page.keyboard.press("Control+k");
            await page.getByRole("dialog", { name: "Search" }).waitFor();
        });
    });
}
