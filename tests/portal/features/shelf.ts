// The shelf book, counts by hand, and the rules about spares (ASR-12, ASR-18).
import assert from "node:assert/strict";
import { test } from "node:test";
import { type APIRequestContext, type Locator, type Page } from "../../../web/node_modules/playwright-core/index.mjs";
import { shelfBookList, sparesList } from "../../../web/src/features/shelf/shelfSearch.ts";
import type { Part } from "../parts.ts";
import { made, mayCall } from "../people.ts";
import { cutOff, settled, unique, violations, withPage, type World } from "../world.ts";

// As a simulated printer calls it.
const aCartridge = "Black Toner Cartridge";

type Supply = { printer_id: string; supply_slot: number; description: string };

async function aSupply(request: APIRequestContext, description?: string): Promise<Supply> {
    const { items } = await (await request.get("/api/v1/replenishment/supplies?limit=200")).json();
    const found = items.find((one: any) =>
        description ? one.description === description : /toner|ink/.test(one.type) && !/waste/.test(one.type),
    );
    assert.ok(found, "a supply that is replenished");
    return found;
}

async function makeRule(request: APIRequestContext, base: string, part_number: string): Promise<any> {
    const answer = await request.post("/api/v1/spares-rules", {
        data: { manufacturer: "", model: "", part_number, spares_kept: 1, together: false },
        headers: { Origin: base, "Idempotency-Key": unique("key").replace(" ", "-") },
    });
    assert.equal(answer.status(), 201, await answer.text());
    return answer.json();
}

async function openCount(page: Page, supply: Supply): Promise<Locator> {
    await page.goto(`/shelf-book?printer_id=${supply.printer_id}`);
    await settled(page);
    await page.getByRole("button", { name: "Count shelf" }).click();
    const dialog = page.getByRole("dialog", { name: "Count shelf" });
    await dialog.getByRole("textbox").first().waitFor();
    return dialog;
}

async function ruleAct(page: Page, part: string, item: string): Promise<Locator> {
    await page
        .getByRole("row")
        .filter({ hasText: part })
        .getByRole("button", { name: /^Actions for the rule/ })
        .click();
    await page.getByRole("menuitem", { name: item }).click();
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    return dialog;
}

function tests(world: () => World): void {
    test("a shelf is counted from the list of supplies, and the book has the line with who did it (ASR-18)", async () => {
        await withPage(world(), world().customer, "shelf-count", {}, async (page, context) => {
            await page.goto("/replenishment");
            await settled(page);
            await page
                .getByRole("button", { name: /^Actions for/ })
                .first()
                .click();
            await page.getByRole("menuitem", { name: "Count shelf" }).waitFor();
            await page.keyboard.press("Escape");
            const dialog = await openCount(page, await aSupply(context.request));
            await dialog.getByRole("button", { name: "Save count" }).click();
            await dialog.getByRole("alert").waitFor();
            const field = dialog.getByRole("textbox").first();
            await field.fill("many");
            await dialog.getByRole("button", { name: "Save count" }).click();
            await dialog.getByText("Enter a whole number, at most 999.").first().waitFor();
            await field.fill("7");
            await dialog.getByRole("button", { name: "Save count" }).click();
            await page.getByText("The shelf was counted.").waitFor();
            const line = page.getByRole("row").filter({ hasText: "Counted: 7" }).first();
            await line.waitFor();
            await line.getByText(world().customer.email).waitFor();
            await page.getByRole("button", { name: "Close", exact: true }).click();
            assert.deepEqual(await violations(page), []);
        });
    });

    test("the book narrows to one supply and is a file (ASR-12)", async () => {
        await withPage(world(), world().customer, "shelf-book", {}, async (page, context) => {
            const supply = await aSupply(context.request);
            const dialog = await openCount(page, supply);
            await dialog.getByRole("textbox").first().fill("3");
            await dialog.getByRole("button", { name: "Save count" }).click();
            await page.getByText("The shelf was counted.").waitFor();
            await page.getByRole("row").filter({ hasText: "Counted: 3" }).first().getByRole("link").nth(1).click();
            await page.waitForURL(/supply_slot=/);
            await settled(page);
            const download = page.waitForEvent("download");
            await page.getByRole("button", { name: "Export as CSV" }).click();
            assert.match((await download).suggestedFilename(), /^shelf-book.*\.csv$/);
        });
    });

    test("a link that does not hold says so, without signing in (ASR-18)", async () => {
        await withPage(world(), null, "shelf-link", {}, async (page) => {
            await page.goto("/count-shelf#plc_nothing_of_this_kind");
            await page.getByRole("heading", { name: "This link cannot be used" }).waitFor();
            assert.equal(new URL(page.url()).hash, "", "the token is not left in the address bar");
            assert.deepEqual(await violations(page), []);
        });
    });

    test("the operator keeps spares, changes the rule and deletes it; a customer sees it only (ASR-18)", async () => {
        const part = unique("P").replace(" ", "-");
        await withPage(world(), world().operator, "spares", {}, async (page, context) => {
            await makeRule(context.request, world().base, part);
            await page.goto("/spares");
            await settled(page);
            let dialog = await ruleAct(page, part, "Edit rule");
            await dialog.getByLabel("Cartridges kept*", { exact: true }).fill("21");
            await dialog.getByRole("button", { name: "Save" }).click();
            await dialog.getByText("Enter a whole number from 0 to 20.").first().waitFor();
            await dialog.getByLabel("Cartridges kept*", { exact: true }).fill("4");
            await dialog.getByRole("button", { name: "Save" }).click();
            await page.getByText("The rule was saved.").waitFor();
            await page.getByRole("row").filter({ hasText: part }).getByText("4", { exact: true }).waitFor();
            await page.getByRole("button", { name: "Close", exact: true }).click();
            assert.deepEqual(await violations(page), []);
            dialog = await ruleAct(page, part, "Delete");
            await dialog.getByRole("button", { name: "Delete" }).click();
            await page.getByText("The rule was deleted.").waitFor();
        });
        await withPage(world(), world().customer, "spares-customer", {}, async (page) => {
            await page.goto("/spares");
            await settled(page);
            assert.equal(await page.getByRole("button", { name: "New rule" }).count(), 0);
        });
    });

    test("the book fits a phone, in the dark and in Italian", async () => {
        await withPage(
            world(),
            world().customer,
            "shelf-phone",
            { width: 360, height: 780, scheme: "dark", language: "it" },
            async (page) => {
                for (const path of ["/shelf-book", "/spares"]) {
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
    lists: { "/shelf-book": shelfBookList, "/spares": sparesList },
    furnish: async (request, organization) => {
        await made(request, `/spares-rules?organization_id=${organization}`, {
            manufacturer: "",
            model: "",
            part_number: unique("F").replace(" ", "-"),
            spares_kept: 1,
            together: false,
        });
    },
    starts: { "New rule": "createSparesRule", "Ask for a count": "sendShelfCountLink", "Count shelf": "countShelf" },
    forms: {
        "features/shelf/CountForm.tsx": ["count shelf"],
        "features/shelf/AskCountDialog.tsx": ["ask for a count"],
        "features/shelf/RuleDialog.tsx": ["spares rule"],
        "features/shelf/DeleteRuleDialog.tsx": ["delete spares rule"],
    },
    // The link of a mail opens the page that sends these; the server's tests have it.
    clicks: ["checkShelfCountLink", "countShelfByLink"],
    send: {
        operation: "createSparesRule",
        work: async (sender, { go, fill, sends, submit, confirm, closed }) => {
            const { page, place, person, context } = sender;
            const number = unique("S").replace(" ", "-");
            await go(sender, "/spares");
            await page.getByRole("button", { name: "New rule" }).click();
            let dialog = page.getByRole("dialog");
            await dialog.getByLabel("Part number", { exact: true }).fill(number);
            await dialog.getByLabel("Cartridges kept*", { exact: true }).fill("2");
            await fill(page, dialog);
            await sends(sender, "spares rule", "createSparesRule", dialog, submit(dialog));
            await closed(page);
            dialog = await ruleAct(page, number, "Edit rule");
            await dialog.getByLabel("Cartridges kept*", { exact: true }).fill("1");
            await sends(sender, "spares rule", "updateSparesRule", dialog, submit(dialog));
            await closed(page);
            await confirm(sender, await ruleAct(page, number, "Delete"), "delete spares rule", "deleteSparesRule");
            if (!mayCall(person.role, "countShelf")) return;
            const { items } = await (
                await context.request.get(
                    `/api/v1/replenishment/supplies?organization_id=${place.organization}&limit=200`,
                )
            ).json();
            const supply = items.find((one: any) => /toner|ink/.test(one.type) && !/waste/.test(one.type));
            assert.ok(supply, "a printer takes toner or ink");
            await go(sender, `/shelf-book?printer_id=${supply.printer_id}`);
            await page.getByRole("button", { name: "Count shelf" }).click();
            dialog = page.getByRole("dialog");
            await dialog.getByRole("textbox").first().fill("2");
            await sends(sender, "count shelf", "countShelf", dialog, submit(dialog));
            await closed(page);
            await page.getByRole("button", { name: "Ask for a count" }).click();
            dialog = page.getByRole("dialog");
            await sends(sender, "ask for a count", "sendShelfCountLink", dialog, submit(dialog));
            await closed(page);
        },
    },
    drafts: [
        {
            name: "a rule about spares",
            file: "shelf/RuleDialog.tsx",
            who: (world) => world.operator,
            prepare: async (request, base) => {
                const name = unique("D").replace(" ", "-");
                const made = await makeRule(request, base, name);
                return { path: `/api/v1/spares-rules/${made.id}`, name, id: made.id };
            },
            open: async (page, thing) => {
                await page.goto("/spares");
                await settled(page);
                return ruleAct(page, thing.name, "Edit rule");
            },
            field: "Part number",
            value: (thing) => unique(`${thing.name}x`).replace(" ", "-"),
            dialog: true,
            stored: {
                operation: "updateSparesRule",
                save: "Save",
                saved: /^The rule was saved\.$/,
                read: (body) => body.part_number,
                body: ({ manufacturer, model, part_number, spares_kept, together }) => ({
                    manufacturer,
                    model,
                    part_number,
                    spares_kept,
                    together,
                }),
            },
        },
        {
            name: "a count of a shelf",
            file: "shelf/CountForm.tsx",
            who: (world) => world.customer,
            prepare: async () => ({ path: "", name: "", id: "" }),
            open: async (page) => openCount(page, await aSupply(page.request, aCartridge)),
            field: aCartridge,
            value: () => "5",
            dialog: true,
        },
    ],
};
