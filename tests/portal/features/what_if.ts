// Settings of automatic replenishment compared over the past of a fleet.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type APIRequestContext, type Page } from "../../../web/node_modules/playwright-core/index.mjs";
import { whatIfList } from "../../../web/src/features/what_if/whatIfSearch.ts";
import type { Part } from "../parts.ts";
import { ask, made, type Row } from "../people.ts";
import { cutOff, settled, unique, violations, withPage, type World } from "../world.ts";

const nobody = "This organization has no printers of its own";
const main = (page: Page) => page.getByRole("main");

// The organization, or one below it that has printers: whoever is above sees what was compared there, too.
async function withPrinters(request: APIRequestContext, organization: string): Promise<string> {
    const { items } = (await ask(request, "GET", `/organizations?organization_id=${organization}&limit=200`)).body;
    for (const id of [organization, ...items.map((one: Row) => one.id)]) {
        const { printers } = (await ask(request, "GET", `/what-if-settings?organization_id=${id}`)).body;
        if (printers > 0) return id;
    }
    return assert.fail(`nobody below ${organization} has printers`);
}

function tests(world: () => World): void {
    test("today's settings are compared with others as charts and a table, as a task", async () => {
        await withPage(world(), world().customer, "what-if", {}, async (page) => {
            await page.goto("/what-if");
            await settled(page);
            await page.getByRole("link", { name: "New comparison" }).click();
            await page.waitForURL(/\/what-if\/new/);
            await settled(page);
            const first = page.getByRole("group", { name: "Settings 1" });
            await first.getByLabel("Order at (days)*", { exact: true }).fill("0");
            await page.getByRole("button", { name: "Compare" }).click();
            await first.getByText("Enter a whole number from 1 to 120.").waitFor();
            await first.getByLabel("Order at (days)*", { exact: true }).fill("40");
            await page.getByLabel("Currency", { exact: true }).fill("EUR");
            await page.getByLabel("Cost of a shipment", { exact: true }).fill("9.50");
            await page.getByRole("button", { name: "Add settings" }).click();
            const second = page.getByRole("group", { name: "Settings 2" });
            await second.getByLabel("Spares at each printer*", { exact: true }).fill("1");
            await page.getByRole("button", { name: "Compare" }).click();
            await page.waitForURL(/\/what-if\/[0-9a-f-]{36}/);
            await page.getByRole("heading", { name: "What is assumed" }).waitFor({ timeout: 60_000 });
            for (const name of ["Today", "Settings 1", "Settings 2"])
                await page.getByRole("rowheader", { name: new RegExp(`^${name}`) }).waitFor();
            for (const chart of ["Supplies that ran out", "Shipments", "Cartridges on the shelf, on average"])
                await page.getByRole("figure", { name: chart, exact: true }).waitFor();
            assert.deepEqual(await violations(page), []);
            const download = page.waitForEvent("download");
            await page.getByRole("button", { name: "Export as CSV" }).click();
            assert.match((await download).suggestedFilename(), /^what-if.*\.csv$/);
            await page.goto("/what-if");
            await settled(page);
            await page.getByRole("row").filter({ hasText: "Settings 1, Settings 2" }).first().getByRole("link").click();
            await page.getByRole("heading", { name: "Figures" }).waitFor();
        });
    });

    test("where there are no printers the page says so and to choose a customer", async () => {
        await withPage(world(), world().operator, "what-if-nobody", {}, async (page) => {
            await page.goto("/what-if/new");
            await settled(page);
            await page.getByRole("heading", { name: nobody }).waitFor();
            await main(page).getByText("Choose a customer at the top of the page.").waitFor();
            assert.equal(await page.getByRole("button", { name: "Compare" }).count(), 0);
            assert.deepEqual(await violations(page), []);
        });
    });

    test("the form fits a phone, in the dark and in Swedish", async () => {
        await withPage(
            world(),
            world().customer,
            "what-if-phone",
            { width: 360, height: 780, scheme: "dark", language: "sv" },
            async (page) => {
                await page.goto("/what-if/new");
                await settled(page);
                assert.deepEqual(await cutOff(page), []);
                assert.deepEqual(await violations(page), []);
            },
        );
    });
}

export const part: Part = {
    tests,
    lists: { "/what-if": whatIfList },
    furnish: async (request, organization) => {
        await made(request, `/what-if-runs?organization_id=${await withPrinters(request, organization)}`, {
            manufacturer: "",
            model: "",
            shipment_cost_minor: 0,
            currency: "",
            settings: [
                {
                    name: unique("Earlier"),
                    method: "published",
                    order_days: 30,
                    cover_days: 30,
                    join_days: 45,
                    spares_kept: 0,
                    lead_days: 3,
                },
            ],
        });
    },
    parameters: { runId: "what-if-runs" },
    starts: { "New comparison": "startWhatIfRun" },
    forms: { "features/what_if/NewRunPage.tsx": ["comparison"] },
    send: {
        operation: "startWhatIfRun",
        work: async (sender, { go, sends, submit }) => {
            const { page } = sender;
            await go(sender, "/what-if/new");
            if (await page.getByRole("heading", { name: nobody }).isVisible()) return;
            await sends(sender, "comparison", "startWhatIfRun", main(page), submit(main(page)));
            await page.waitForURL(/\/what-if\/[0-9a-f-]{36}/);
        },
    },
    drafts: [
        {
            name: "a comparison of settings",
            file: "what_if/NewRunPage.tsx",
            who: (world) => world.customer,
            prepare: async () => ({ path: "", name: "", id: "" }),
            open: async (page) => {
                await page.goto("/what-if/new");
                await settled(page);
                return main(page);
            },
            field: "Name*",
            value: () => unique("Leaner"),
            dialog: false,
        },
    ],
};
