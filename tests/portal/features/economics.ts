// What became of cartridges: the report and each of them (ECO-1, ECO-2).
import assert from "node:assert/strict";
import { test } from "node:test";
import { cartridgesList } from "../../../web/src/features/economics/economicsSearch.ts";
import type { Part } from "../parts.ts";
import { cutOff, settled, violations, withPage, type World } from "../world.ts";

function tests(world: () => World): void {
    test("the report says in one sentence how many were early, and leads to each cartridge (ECO-2)", async () => {
        await withPage(world(), world().operator, "cartridges", {}, async (page) => {
            await page.goto("/cartridges");
            await settled(page);
            await page
                .getByText(/of \d+ (cartridges|cartridge) (was|were) removed above 15 %\./)
                .first()
                .waitFor();
            await page.getByRole("figure", { name: "Replaced cartridges" }).waitFor();
            assert.deepEqual(await violations(page), []);
            const colors = await page
                .getByRole("group", { name: "What is shown" })
                .evaluate((legend) =>
                    [...legend.querySelectorAll("button > span")].map((one) => getComputedStyle(one).backgroundColor),
                );
            assert.equal(colors.length, 2);
            assert.notEqual(colors[0], colors[1], "the legend tells what is drawn apart");
            for (const group of ["Model", "Printer", "Month", "Item", "Site", "Customer", "Color"]) {
                await page.getByRole("combobox", { name: "By" }).click();
                await page.getByRole("option", { name: group, exact: true }).click();
                await page.getByRole("columnheader", { name: group, exact: true }).waitFor();
            }
            const download = page.waitForEvent("download");
            await page.getByRole("button", { name: "Export as CSV" }).click();
            assert.match((await download).suggestedFilename(), /^cartridge-report.*\.csv$/);
            await page.getByRole("region", { name: "Report" }).getByRole("row").nth(1).getByRole("link").click();
            await page.waitForURL(/\/cartridges\/each\?.*colorant=/);
            await settled(page);
            assert.ok((await page.getByRole("row").count()) > 1, "the cartridges of the group");
        });
    });

    test("each cartridge is listed, filtered by how it ended, and is a file (ECO-1)", async () => {
        await withPage(world(), world().operator, "cartridges-each", {}, async (page) => {
            await page.goto("/cartridges/each?ended=empty");
            await settled(page);
            await page.getByText("Used up").first().waitFor();
            const download = page.waitForEvent("download");
            await page.getByRole("button", { name: "Export as CSV" }).click();
            assert.match((await download).suggestedFilename(), /^cartridges.*\.csv$/);
            assert.deepEqual(await violations(page), []);
        });
    });

    test("what was left in money is for the operator alone (ECO-1, ECO-2)", async () => {
        for (const [person, sees] of [
            [world().operator, true],
            [world().customer, false],
        ] as const) {
            await withPage(world(), person, `cartridges-value-${sees}`, {}, async (page) => {
                for (const path of ["/cartridges", "/cartridges/each"]) {
                    await page.goto(path);
                    await settled(page);
                    await page.getByRole("table").first().waitFor();
                    const columns = page.getByRole("columnheader", { name: /Value left/ });
                    assert.equal((await columns.count()) > 0, sees, path);
                }
            });
        }
    });

    test("report and list fit a phone, in the dark and in Italian", async () => {
        await withPage(
            world(),
            world().operator,
            "cartridges-phone",
            { width: 360, height: 780, scheme: "dark", language: "it" },
            async (page) => {
                for (const path of ["/cartridges", "/cartridges/each"]) {
                    await page.goto(path);
                    await settled(page);
                    assert.deepEqual(await cutOff(page), []);
                    assert.deepEqual(await violations(page), []);
                }
            },
        );
    });
}

export const part: Part = {
    tests,
    lists: { "/cartridges/each": cartridgesList },
};
