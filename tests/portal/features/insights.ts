// The fleet dashboard: figures that lead to the lists that they count (PRT-6).
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Part } from "../parts.ts";
import { cutOff, settled, violations, withPage, type World } from "../world.ts";

function tests(world: () => World): void {
    test("the fleet dashboard says what was counted, or that nothing was yet (PRT-6)", async () => {
        await withPage(world(), world().customer, "fleet-dashboard", {}, async (page, context) => {
            await page.goto("/");
            await page.getByRole("button", { name: "Administration" }).click();
            await page.getByRole("menuitem", { name: "Fleet dashboard" }).click();
            await settled(page);
            const figures = await (await context.request.get("/api/v1/fleet-figures")).json();
            if (figures.counted_at === null) {
                await page.getByText("Nothing was counted yet").waitFor();
                return;
            }
            const states = page.getByRole("region", { name: "Printers by state" });
            await states.getByRole("link", { name: "Not communicating" }).waitFor();
            assert.deepEqual(await violations(page), []);
            const months = page.getByRole("region", { name: "Pages by month" });
            if (figures.months.length > 0) {
                await months.getByRole("button", { name: "Show as table" }).first().click();
                await months.getByRole("columnheader", { name: "Color pages" }).first().waitFor();
            }
            await page.getByRole("link", { name: "Within 7 days" }).click();
            await page.waitForURL(/\/printers\?.*supply_below_days=7/);
        });
    });

    test("the fleet dashboard fits a phone in German and in the dark", async () => {
        await withPage(
            world(),
            world().customer,
            "fleet-dashboard-phone",
            { width: 360, height: 780, scheme: "dark", language: "de" },
            async (page) => {
                await page.goto("/fleet-dashboard");
                await settled(page);
                assert.deepEqual(await cutOff(page), []);
                assert.deepEqual(await violations(page), []);
            },
        );
    });
}

export const part: Part = { tests };
