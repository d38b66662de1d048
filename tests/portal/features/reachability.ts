// Why a printer is silent, on its page; an agent looks at an address (AGT-11).
import assert from "node:assert/strict";
import { test } from "node:test";
import { type APIRequestContext } from "../../../web/node_modules/playwright-core/index.mjs";
import { ask, type Row } from "../people.ts";
import type { Part } from "../parts.ts";
import { cutOff, settled, violations, withPage, type World } from "../world.ts";

const anAgent = async (request: APIRequestContext): Promise<Row> => {
    const { items } = (await ask(request, "GET", "/agents?limit=50")).body;
    return items.find((one: Row) => one.state === "active") ?? items[0] ?? assert.fail("an agent");
};

function tests(world: () => World): void {
    test("a printer's page says whether it reports, and leads to the test of its address (AGT-11)", async () => {
        await withPage(world(), world().customer, "connection", {}, async (page, context) => {
            const { items } = (await ask(context.request, "GET", "/printers?limit=50")).body;
            const printer = items.find((one: Row) => one.agent_id && one.address) ?? assert.fail("a printer");
            await page.goto(`/printers/${printer.id}`);
            await settled(page);
            const pane = page.getByRole("region", { name: "Connection" });
            await pane.getByRole("link", { name: "Test this address" }).click();
            await page.waitForURL(/\/agents\/[^/]+\/device/);
            await settled(page);
            assert.equal(await page.getByLabel("Address or host name*", { exact: true }).inputValue(), printer.address);
            assert.deepEqual(await violations(page), []);
        });
    });

    test("the test of an address fits a phone in French and in the dark", async () => {
        await withPage(
            world(),
            world().customer,
            "device-phone",
            { width: 360, height: 780, scheme: "dark", language: "fr" },
            async (page, context) => {
                const agent = await anAgent(context.request);
                await page.goto(`/agents/${agent.id}/device`);
                await settled(page);
                assert.deepEqual(await cutOff(page), []);
                assert.deepEqual(await violations(page), []);
            },
        );
    });
}

export const part: Part = {
    tests,
    forms: { "features/reachability/DevicePage.tsx": ["address check"] },
    clicks: ["checkAddress", "requestDiagnostics"],
    byTests: ["address check"],
    drafts: [
        {
            name: "an address to look at",
            file: "reachability/DevicePage.tsx",
            who: (world) => world.customer,
            prepare: async (request) => {
                const agent = await anAgent(request);
                return { path: "", name: String(agent.name), id: String(agent.id) };
            },
            open: async (page, thing) => {
                await page.goto(`/agents/${thing.id}/device`);
                await settled(page);
                return page.locator("main");
            },
            field: "Address or host name*",
            value: () => "10.20.30.40",
            dialog: false,
        },
    ],
};
