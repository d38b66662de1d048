// The main tasks of docs/keyboard.md by keyboard alone, each with so many keys at most (WCAG 2.1.1). Tasks 1 and 3 are in
// keyboard.ts, 7 in features/orders.ts.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { APIRequestContext, Page } from "../../web/node_modules/playwright-core/index.mjs";
import { emptyCart, placed, uncovered } from "./features/orders.ts";
import { Hands } from "./hands.ts";
import { ask, type Row } from "./people.ts";
import { printerWith, settled, unique, withPage, type World } from "./world.ts";

const within = (hands: Hands, most: number): void => assert.ok(hands.count <= most, `${hands.count} keys, not ${most}`);

// A page that is open and at rest, with the focus where a change of page puts it.
async function opened(page: Page, path: string): Promise<Hands> {
    await page.goto(path);
    await settled(page);
    await page.locator("main h1").first().focus();
    return new Hands(page);
}

const enrolled = async (request: APIRequestContext): Promise<Row> => {
    const { items } = (await ask(request, "GET", "/replenishment/enrollments?participating=enrolled&limit=50")).body;
    return items.find((one: Row) => one.managed === "none") ?? assert.fail("a printer takes part");
};

export function mainTasksTests(world: () => World): void {
    test("2: printers are filtered, and the list is kept as a view (PRN-1, PRN-2)", async () => {
        const name = unique("Kept");
        await withPage(world(), world().customer, "task-view", {}, async (page) => {
            await page.goto("/");
            await settled(page);
            const hands = new Hands(page);
            await hands.goTo("prin", "Printers");
            await hands.until("Tab", /^Filter$/, 25);
            await hands.press("Enter");
            await page.getByRole("menuitem").first().waitFor();
            await hands.until("ArrowDown", /^Printer state$/, 25);
            await hands.press("Enter");
            await page.getByRole("checkbox", { name: "OK", exact: true }).waitFor();
            await hands.until("Tab", /^OK/, 8);
            await hands.press("Space");
            await page.waitForURL(/state=ok/);
            await hands.press("Escape");
            await page.getByRole("checkbox", { name: "OK", exact: true }).waitFor({ state: "detached" });
            await hands.until("Shift+Tab", /^Saved views/, 25);
            await hands.press("Enter");
            await page.getByRole("menuitem", { name: "Save as a new view" }).waitFor();
            await hands.until("ArrowDown", /^Save as a new view$/, 20);
            await hands.press("Enter");
            await page.getByRole("dialog").getByLabel("Name*", { exact: true }).waitFor();
            const before = hands.count;
            await hands.type(name);
            await hands.press("Enter");
            await page.getByText(`“${name}” was saved.`).waitFor();
            assert.ok(before <= 70, `${before} keys beside the name`);
        });
    });

    test("4: a printer is enrolled in automatic supplies (ASR-2)", async () => {
        await withPage(world(), world().customer, "task-enroll", {}, async (page, context) => {
            const printer = await enrolled(context.request);
            const path = `/enrollment?search=${encodeURIComponent(printer.serial_number)}`;
            await page.goto(path);
            await settled(page);
            await page.getByRole("table").locator("tbody").getByRole("checkbox").first().check();
            await page.getByRole("toolbar").getByRole("button", { name: "Withdraw" }).click();
            await page.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
            await page.getByText("1 printer was withdrawn.").waitFor();

            const hands = await opened(page, path);
            await page.getByText("Can be enrolled").waitFor();
            await hands.press("j");
            await hands.press("x");
            await page.getByText("1 selected").waitFor();
            await hands.until("Shift+Tab", /^(Enroll|Withdraw|Clear selection)$/, 10);
            await hands.until("ArrowRight", /^Enroll$/, 8);
            await hands.press("Enter");
            await page.getByRole("dialog").getByText("1 of 1 printer can be enrolled.").waitFor();
            await hands.until("Tab", /^Confirmation goes to/, 10);
            const address = "supplies@mail.example";
            await hands.press("Control+a");
            await hands.type(address);
            await hands.press("Enter");
            await page.getByText(`1 printer was enrolled; the confirmation goes to ${address}.`).waitFor();
            within(hands, 30 + address.length);
        });
    });

    test("5: supplies of a printer are put on hold, and the hold is ended (ASR-16)", async () => {
        await withPage(world(), world().operator, "task-hold", {}, async (page, context) => {
            const printer = await enrolled(context.request);
            const hands = await opened(page, `/printers/${printer.id}`);
            const dialog = page.getByRole("dialog");
            await hands.until("Tab", /^Put on hold$/, 60);
            await hands.press("Enter");
            await dialog.getByLabel("Reason*", { exact: true }).waitFor();
            await hands.until("Tab", /^Reason/, 6);
            await hands.type("unpaid");
            await hands.until("Tab", /^Put on hold$/, 6);
            await hands.press("Enter");
            await dialog.waitFor({ state: "detached" });
            within(hands, 75);
            await hands.until("Tab", /^End hold$/, 60);
            await hands.press("Enter");
            await dialog.getByRole("button", { name: "End hold" }).waitFor();
            await hands.until("Tab", /^End hold$/, 6);
            await hands.press("Enter");
            await dialog.waitFor({ state: "detached" });
        });
    });

    test("6: supplies are ordered for a printer (ORD-2)", async () => {
        await withPage(world(), world().customer, "task-order", {}, async (page, context) => {
            await emptyCart(context.request, world().base);
            const printer = await uncovered(context.request, world().base);
            const hands = await opened(page, `/printers/${printer.id}`);
            await hands.until("Tab", /^Add supplies$/, 60);
            await hands.press("Enter");
            await page.getByRole("spinbutton").first().waitFor();
            const amount = page.getByRole("spinbutton").first();
            for (let tries = 0; !(await amount.evaluate((field) => field === document.activeElement)); tries += 1) {
                assert.ok(tries < 20, "the amount is reached");
                await hands.press("Tab");
            }
            await hands.press("Control+a");
            await hands.type("1");
            await hands.press("Enter");
            await page.waitForURL(/\/supply-orders\/cart/);
            await page.getByText("1 piece").first().waitFor();
            await hands.until("Tab", /^Delivery contact/, 30);
            await hands.press("ArrowDown");
            await page.getByRole("option").first().waitFor();
            await hands.press("ArrowDown");
            await hands.press("Enter");
            await hands.until("Tab", /^Place order$/, 12);
            await hands.press("Enter");
            await page.getByRole("heading", { name: /^Order SO-\d{9}$/ }).waitFor();
            within(hands, 110);
        });
    });

    test("8: the warehouse ships an order (ORD-3)", async () => {
        let order: Row = {};
        await withPage(world(), world().customer, "task-ship-order", {}, async (_page, context) => {
            order = await placed(context.request, world().base);
        });
        await withPage(world(), world().warehouse, "task-ship", {}, async (page) => {
            await page.goto("/");
            await settled(page);
            const hands = new Hands(page);
            await hands.press("/");
            await hands.type(order.number);
            await hands.press("Enter");
            await page.waitForURL(new RegExp(`/supply-orders/${order.id}$`));
            const dialog = page.getByRole("dialog");
            const head = page.locator("main");
            await head.getByRole("button", { name: "Confirm", exact: true }).waitFor();
            await hands.until("Tab", /^Confirm$/, 20);
            await hands.press("Enter");
            await dialog.getByRole("button", { name: "Confirm", exact: true }).waitFor();
            await hands.until("Tab", /^Confirm$/, 10);
            await hands.press("Enter");
            await head.getByRole("button", { name: "Ship", exact: true }).waitFor();
            await dialog.waitFor({ state: "detached" });
            await hands.until("Tab", /^Ship$/, 40);
            await hands.press("Enter");
            await dialog.getByLabel("Carrier*", { exact: true }).waitFor();
            await hands.until("Tab", /^Carrier/, 6);
            await hands.type("DHL");
            await hands.until("Tab", /^Ship$/, 20);
            await hands.press("Enter");
            await page.getByText("Shipped").first().waitFor();
            within(hands, 90);
        });
    });

    test("9: a meter read is entered (MTR-1)", async () => {
        await withPage(world(), world().customer, "task-meters", {}, async (page, context) => {
            const printer = await printerWith(context.request, "meters", (one) => Boolean(one.serial_number));
            const { meters } = (await ask(context.request, "GET", `/printers/${printer}/newest-meters`)).body;
            const hands = await opened(page, `/meter-reads/submit/${printer}`);
            const fields = page.locator("main form input[type=text]");
            let keys = 0;
            for (const [place, meter] of meters.entries()) {
                const field = fields.nth(place);
                for (let tries = 0; !(await field.evaluate((one) => one === document.activeElement)); tries += 1) {
                    assert.ok(tries < 12, `field ${place} is reached`);
                    await hands.press("Tab");
                }
                const value = String((meter.value ?? 0) + 200_000);
                keys += value.length;
                await hands.type(value);
            }
            await hands.press("Enter");
            await page.waitForURL(/\/meter-reads\/[0-9a-f-]{36}/);
            within(hands, keys + 15 + 3 * meters.length);
        });
    });

    test("10: service is asked for a printer (SRV-1)", async () => {
        await withPage(world(), world().customer, "task-service", {}, async (page, context) => {
            const [printer] = (await ask(context.request, "GET", "/printers?limit=1")).body.items;
            const hands = await opened(page, `/printers/${printer.id}?tab=service_requests`);
            await hands.until("Tab", /^Request service$/, 40);
            await hands.press("Enter");
            await page.waitForURL(/\/service-requests\/new\/details/);
            await page
                .locator("main")
                .getByRole("combobox", { name: /^Service/ })
                .waitFor();
            await hands.until("Tab", /^Service(?! requests)/, 20);
            await hands.press("Enter");
            await page.getByRole("option").first().waitFor();
            await hands.until("ArrowDown", /^Field service/, 12);
            await hands.press("Enter");
            await hands.until("Tab", /^Description/, 20);
            await hands.type("It jams");
            await hands.until("Tab", /^Submit request$/, 25);
            await hands.press("Enter");
            await page.waitForURL(/\/service-requests\/[0-9a-f-]{36}/);
            within(hands, 110);
        });
    });

    test("11: somebody is invited (ORG-6)", async () => {
        const email = `${unique("keys").replace(" ", ".")}@customer.example`;
        await withPage(world(), world().customer, "task-invite", {}, async (page) => {
            await page.goto("/");
            await settled(page);
            const hands = new Hands(page);
            await hands.goTo("user", "Users");
            await hands.until("Tab", /^Invite user$/, 8);
            await hands.press("Enter");
            await page.getByRole("dialog").getByLabel("E-mail*", { exact: true }).waitFor();
            await hands.type(email);
            await hands.press("Enter");
            await page.getByRole("dialog", { name: `${email} is invited` }).waitFor();
            within(hands, 20 + email.length);
        });
    });

    test("12: an alert rule is made (NOT-2)", async () => {
        const name = unique("Keys");
        await withPage(world(), world().customer, "task-alert", {}, async (page) => {
            await page.goto("/");
            await settled(page);
            const hands = new Hands(page);
            await hands.goTo("alert r", "Alert rules");
            await hands.until("Tab", /^New alert rule$/, 12);
            await hands.press("Enter");
            await page.getByRole("dialog").getByLabel("Name*", { exact: true }).waitFor();
            await hands.until("Tab", /^Name/, 6);
            await hands.type(name);
            await hands.until("Tab", /^Threshold/, 10);
            await hands.press("Control+a");
            await hands.type("20");
            await hands.until("Tab", /^Other e-mail addresses/, 20);
            await hands.type("desk@example.com");
            await hands.until("Tab", /^New alert rule$/, 15);
            await hands.press("Enter");
            await page.getByText(`${name} was saved.`).waitFor();
            within(hands, 90);
        });
    });
}
