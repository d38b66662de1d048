// The documentation in the portal: each page leads to its chapter.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Part } from "../parts.ts";
import { settled, violations, withPage, type World } from "../world.ts";

function tests(world: () => World): void {
    test("a page leads to its chapter of the documentation, by keyboard, and that to other chapters", async () => {
        await withPage(world(), world().operator, "help-chapter", {}, async (page) => {
            await page.goto("/supply-orders");
            await settled(page);
            await page.getByRole("link", { name: "Help with this page" }).focus();
            await page.keyboard.press("Enter");
            await page.getByRole("heading", { level: 1, name: "User guide" }).waitFor();
            const chapter = page.getByRole("heading", { level: 2, name: "Supply orders" });
            await chapter.waitFor();
            await page.waitForFunction(() => document.activeElement?.id === "supply-orders");
            assert.deepEqual(await violations(page), []);
            await page.locator("main").getByRole("link", { name: "contracts", exact: true }).first().click();
            await page.waitForURL(/\/help\?document=contracts/);
            await page.getByRole("heading", { level: 1, name: "Contracts" }).waitFor();
            await page.getByRole("link", { name: "User guide", exact: true }).click();
            await page.getByRole("heading", { level: 1, name: "User guide" }).waitFor();
        });
    });

    test("in another language the help says that it is English", async () => {
        await withPage(
            world(),
            world().customer,
            "help-german",
            { language: "de", width: 360, height: 780 },
            async (page) => {
                await page.goto("/help");
                await settled(page);
                await page.getByText("Diese Dokumentation ist auf Englisch.").waitFor();
                assert.deepEqual(await violations(page), []);
            },
        );
    });

    test("serial numbers and order numbers are copied from their lists and pages", async () => {
        await withPage(world(), world().operator, "copy-numbers", {}, async (page, context) => {
            await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: world().base });
            const copied = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
            await page.goto("/printers");
            await settled(page);
            const row = page.getByRole("table").locator("tbody tr").first();
            await row.hover();
            const copy = row.getByRole("button", { name: /^Copy / }).first();
            const serial = ((await copy.getAttribute("aria-label")) ?? "").slice("Copy ".length);
            assert.ok(serial.length > 3);
            await copy.click();
            await page.getByText("Copied").waitFor();
            assert.equal(await copied(), serial);
            await page.goto("/supply-orders");
            await settled(page);
            const link = page
                .getByRole("table")
                .getByRole("link", { name: /^SO-\d+$/ })
                .first();
            const number = await link.innerText();
            await link.click();
            await page.getByRole("button", { name: `Copy ${number}` }).click();
            await page.getByText("Copied").waitFor();
            assert.equal(await copied(), number);
        });
    });
}

export const part: Part = { tests };
