// Where the keyboard stands: on the heading after each change of page, never lost to a button that waits, in the search
// before the first letter (issue 7, point 11: U12, U18).
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { type Page } from "../../web/node_modules/playwright-core/index.mjs";
import { printerWith, settled, withPage, type World } from "./world.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

const focused = (page: Page): Promise<string> =>
    page.evaluate(() => `${document.activeElement?.tagName} ${document.activeElement?.textContent?.trim()}`);

async function onHeading(page: Page, heading: string): Promise<void> {
    await page.getByRole("heading", { name: heading, level: 1, exact: true }).waitFor();
    await page
        .waitForFunction(
            (text) => document.activeElement?.tagName === "H1" && document.activeElement.textContent?.trim() === text,
            heading,
        )
        .catch(() => undefined);
    assert.equal(await focused(page), `H1 ${heading}`);
    assert.match(
        (await page.locator("#page-announcement").textContent()) ?? "",
        new RegExp(`^${heading.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")} `),
    );
}

export function focusTests(world: () => World): void {
    test("after every change of page the heading has the focus and the title is announced (U18)", async () => {
        await withPage(world(), world().operator, "focus-pages", {}, async (page, context) => {
            await page.goto("/");
            await settled(page);
            assert.notEqual((await focused(page)).split(" ")[0], "H1", "the first page starts at its beginning");
            const main = page.getByRole("navigation", { name: "Main" });
            for (const name of ["Printers", "Supply orders", "Supplies status", "Agents", "Contacts"]) {
                await main.getByRole("link", { name }).focus();
                await page.keyboard.press("Enter");
                await onHeading(page, name);
            }
            for (const name of ["Account management", "Sites", "Users"]) {
                await page.getByRole("button", { name: "Administration" }).click();
                await page.getByRole("menuitem", { name }).click();
                await onHeading(page, name);
            }
            for (const [label, name] of [
                ["Tasks", "Tasks"],
                ["Settings", "Settings"],
                ["Home", "Home"],
            ] as const) {
                await page.getByRole("link", { name: label, exact: true }).first().click();
                await onHeading(page, name);
            }
            // From a row to its page, and by Back: the list is still here.
            await main.getByRole("link", { name: "Agents" }).click();
            await onHeading(page, "Agents");
            const link = page.getByRole("table").getByRole("link").first();
            const agent = (await link.textContent()) ?? "";
            await link.focus();
            await page.keyboard.press("Enter");
            await onHeading(page, agent);
            await page.goBack();
            await onHeading(page, "Agents");
            // A tab of a printer is no change of page.
            const id = await printerWith(context.request, "a serial number", (printer) =>
                Boolean(printer.serial_number),
            );
            await page.goto(`/printers/${id}`);
            await settled(page);
            await page.getByRole("tab", { name: "Information" }).click();
            await page.waitForURL(/tab=information/);
            assert.match(await focused(page), /^BUTTON Information/);
        });
    });

    test("after signing in the heading has the focus (U18)", async () => {
        const { customer } = world();
        await withPage(world(), null, "focus-sign-in", {}, async (page) => {
            await page.goto("/agents");
            await page.getByLabel("E-mail").fill(customer.email);
            await page.getByLabel("Password").fill(customer.password);
            await page.keyboard.press("Enter");
            await onHeading(page, "Agents");
        });
    });

    test("Get printer status keeps the focus while it runs (U18)", async () => {
        await withPage(world(), world().operator, "focus-status", {}, async (page, context) => {
            const id = await printerWith(
                context.request,
                "an agent that reaches it",
                // Of those that the simulator plays; other tests tell of printers that nobody asks.
                (printer) => printer.communicating && printer.address.startsWith("127."),
            );
            await page.goto(`/printers/${id}`);
            await settled(page);
            await page.getByRole("button", { name: "Get printer status" }).focus();
            await page.keyboard.press("Enter");
            const busy = page.getByRole("main").locator("button[aria-disabled='true']");
            await busy.first().waitFor();
            assert.match(await focused(page), /^BUTTON /);
            await page.getByRole("button", { name: "Get printer status" }).waitFor();
            assert.equal(await focused(page), "BUTTON Get printer status");
        });
    });

    test("no button of the sources is disabled while it waits: it would throw the focus away", () => {
        const sources = join(root, "web/src");
        const found = readdirSync(sources, { recursive: true, encoding: "utf8" })
            .filter((file) => file.endsWith(".tsx"))
            .flatMap((file) =>
                [...readFileSync(join(sources, file), "utf8").matchAll(/<(?:Icon)?Button\b[^>]*\sdisabled=/g)].map(
                    (match) => `${file}: ${match[0]}`,
                ),
            );
        assert.deepEqual(found, []);
    });

    test("the search has every letter that is typed right after / on its first use, and Enter runs it (U12)", async () => {
        await withPage(world(), world().customer, "search-letters", {}, async (page, context) => {
            const id = await printerWith(context.request, "a serial number", (printer) =>
                /^[A-Z0-9]{8,}$/.test(printer.serial_number ?? ""),
            );
            const { serial_number } = await (await context.request.get(`/api/v1/printers/${id}`)).json();
            await page.goto("/printers");
            await settled(page);
            // Not one pause, and Enter before any answer.
            for (const key of ["/", ...serial_number, "Enter"]) {
                void page.keyboard.press(key);
            }
            await page.waitForURL(new RegExp(`/printers/${id}$`));
            await page.getByRole("heading", { level: 1 }).waitFor();
        });
    });

    test("the search dialog keeps each of its letters", async () => {
        await withPage(world(), world().customer, "search-dialog", {}, async (page) => {
            await page.goto("/printers");
            await settled(page);
            await page.keyboard.press("/");
            await page.keyboard.type("E2B806152");
            assert.equal(await page.getByRole("combobox", { name: "Search" }).inputValue(), "E2B806152");
            await page.getByRole("dialog", { name: "Search" }).waitFor();
        });
    });

    test("a message with Undo stays while the pointer or the focus is on it", async () => {
        await withPage(world(), world().customer, "toast", {}, async (page, context) => {
            const made = await context.request.post("/api/v1/contacts", {
                headers: { Origin: world().base, "Idempotency-Key": crypto.randomUUID() },
                data: {
                    first_name: "",
                    last_name: `Toast ${Date.now()}`,
                    company: "",
                    email: "",
                    phone: { country_code: "", number: "", extension: "" },
                    address: {
                        street1: "Kai 3",
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
                },
            });
            const { id } = await made.json();
            await page.clock.install();
            await page.goto(`/contacts/${id}`);
            await page.getByRole("button", { name: /^Actions for/ }).click();
            await page.getByRole("menuitem", { name: "Delete" }).click();
            await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
            const undo = page.getByRole("button", { name: "Undo" });
            await undo.waitFor();
            await undo.focus();
            await page.clock.runFor(60_000);
            assert.equal(await undo.count(), 1, "it waits under the focus");
            await page.getByRole("main").hover({ position: { x: 5, y: 5 } });
            await undo.hover();
            await undo.blur();
            await page.clock.runFor(60_000);
            assert.equal(await undo.count(), 1, "it waits under the pointer");
            await page.getByRole("main").hover({ position: { x: 5, y: 5 } });
            await page.clock.runFor(60_000);
            assert.equal(await undo.count(), 0);
        });
    });
}
