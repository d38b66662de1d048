// The catalogue: items, models, what has no item, import (ASR-2, ASR-19, ORD-2).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type APIRequestContext, type Locator, type Page } from "../../../web/node_modules/playwright-core/index.mjs";
import {
    itemsList,
    missingList,
    missingPrintersList,
    modelsList,
} from "../../../web/src/features/catalog/catalogSearch.ts";
import type { Part } from "../parts.ts";
import { cutOff, settled, unique, violations, withPage, type World } from "../world.ts";

const main = (page: Page): Locator => page.locator("main");
const word = (start: string): string => unique(start).replace(/\W/g, "");

async function post(request: APIRequestContext, base: string, path: string, data: object): Promise<any> {
    const answer = await request.post(`/api/v1/${path}`, {
        data,
        headers: { Origin: base, "Idempotency-Key": unique("key").replace(" ", "-") },
    });
    assert.equal(answer.status(), 201, await answer.text());
    return answer.json();
}

const item = (part: string, model: string, more: object = {}): object => ({
    part_number: part,
    manufacturer: "Nordlys",
    name: "Toner, black",
    supply_type: "toner",
    colorant: "black",
    yield_pages: 1000,
    active: true,
    models: [{ manufacturer: "Nordlys", model }],
    ...more,
});

const makeItem = (request: APIRequestContext, base: string, part: string, model = part, more: object = {}) =>
    post(request, base, "catalog-items", item(part, model, more));
const makeModel = (request: APIRequestContext, base: string, model: string, note: string) =>
    post(request, base, "catalog-models", {
        manufacturer: "Nordlys",
        model,
        fleet_agent: true,
        native_agent: false,
        note,
        allowed_kinds: ["original"],
    });

async function choose(page: Page, name: string, text: string): Promise<void> {
    await page
        .getByLabel("Choose file")
        .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text, "utf8") });
}

async function menuOf(page: Page, name: string, entry: string): Promise<void> {
    await page.getByRole("button", { name: `Actions for ${name}`, exact: true }).click();
    await page.getByRole("menuitem", { name: entry, exact: true }).click();
}

function tests(world: () => World): void {
    test("an item is created with its models as chips, found, deactivated and deleted (ORD-2, ASR-19)", async () => {
        await withPage(world(), world().operator, "catalog-item", {}, async (page, context) => {
            const part = word("PN");
            await page.goto("/catalog");
            await main(page).getByRole("link", { name: "New item" }).click();
            await page.getByRole("button", { name: "Create item" }).click();
            await page
                .getByRole("alert")
                .getByRole("link", { name: /Part number/ })
                .waitFor();
            await page.getByLabel("Part number*", { exact: true }).fill(part);
            await page.getByLabel("Manufacturer*", { exact: true }).fill("Nordlys");
            await page.getByLabel("Name*", { exact: true }).fill("Toner, black");
            await page.getByLabel("Color", { exact: true }).fill("Black");
            await page.getByLabel("Yield in pages", { exact: true }).fill("10,000");
            await page.getByLabel("Starter yield in pages", { exact: true }).fill("700");
            await page.getByLabel("Price", { exact: true }).fill("129,5");
            await page.getByLabel("Currency", { exact: true }).fill("eur");
            const models = page.getByRole("combobox", { name: "Models that it fits" });
            await models.fill(`${part}dn`);
            await models.press("Enter");
            await models.fill(`Other: ${part}x`);
            await models.press("Enter");
            await page.getByRole("button", { name: `Nordlys: ${part}dn` }).waitFor();
            assert.deepEqual(await violations(page), []);
            await page.getByRole("button", { name: "Create item" }).click();
            await page.getByText(`${part} was created.`).waitFor();
            await page.getByRole("searchbox", { name: "Part number or name" }).fill(part.toLowerCase());
            const row = page.getByRole("row").filter({ hasText: part });
            await row.getByText("€129.50").waitFor();
            await row.getByRole("link", { name: part }).click();
            await page.getByText("No printer has a supply that it fits. No order names it.").waitFor();
            const id = new URL(page.url()).pathname.split("/").at(-1);
            const stored = await (await context.request.get(`/api/v1/catalog-items/${id}`)).json();
            assert.deepEqual(
                [stored.starter_yield_pages, stored.yield_pages, stored.colorant, stored.price.amount_minor],
                [700, 10_000, "black", 12_950],
            );
            assert.deepEqual(stored.models.map((one: { manufacturer: string }) => one.manufacturer).sort(), [
                "Nordlys",
                "Other",
            ]);
            await menuOf(page, part, "Deactivate");
            await page.getByText(`${part} is not ordered any more.`).waitFor();
            await menuOf(page, part, "Delete");
            await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
            await page.getByText(`${part} was deleted.`).waitFor();
            assert.equal((await context.request.get(`/api/v1/catalog-items/${id}`)).status(), 404);
        });
    });

    test("the page of a model says which item is ordered, and the operator prefers another one (ORD-2)", async () => {
        await withPage(world(), world().operator, "catalog-prefer", {}, async (page, context) => {
            const model = word("MX");
            await makeItem(context.request, world().base, `${model}-A`, model, { yield_pages: 9000 });
            await makeItem(context.request, world().base, `${model}-B`, model, { kind: "compatible" });
            await page.goto(`/catalog/models?search=${model}`);
            await page.getByRole("link", { name: `Nordlys ${model}` }).click();
            const first = page.getByRole("listitem").filter({ hasText: `${model}-A` });
            const second = page.getByRole("listitem").filter({ hasText: `${model}-B` });
            await first.getByText("Is ordered", { exact: true }).waitFor();
            await second.getByRole("button", { name: `Prefer ${model}-B` }).click();
            await second.getByText("Is ordered, preferred", { exact: true }).waitFor();
            assert.equal(await first.getByText("Is ordered").count(), 0);
            await second.getByRole("button", { name: `No longer prefer ${model}-B` }).click();
            await first.getByText("Is ordered", { exact: true }).waitFor();
        });
    });

    test("everybody who is signed in looks up which models take part and by which route, without prices (ASR-2)", async () => {
        const model = word("CX");
        await withPage(world(), world().operator, "catalog-model-route", {}, async (page, context) => {
            await makeItem(context.request, world().base, model, model, {
                price: { amount_minor: 4711, currency: "EUR" },
            });
            await page.goto(`/catalog/models?search=${model}`);
            await menuOf(page, `Nordlys ${model}`, "Edit model");
            const dialog = page.getByRole("dialog");
            await dialog.getByLabel("By the native agent").check();
            await dialog.getByLabel("Note").fill("Firmware 7 or newer");
            await dialog.getByRole("button", { name: "Save" }).click();
            await page.getByText(`Nordlys ${model} was saved.`).waitFor();
        });
        await withPage(world(), world().customer, "catalog-model-customer", {}, async (page, context) => {
            await page.goto("/");
            await page.getByRole("button", { name: "Administration" }).click();
            await page.getByRole("menuitem", { name: "Printer models" }).click();
            await page.getByRole("heading", { name: "Printer models" }).waitFor();
            await page.getByRole("searchbox", { name: "Manufacturer or model" }).fill(`nordlys ${model}`);
            const row = page.getByRole("row").filter({ hasText: `Nordlys ${model}` });
            await row.getByText("By the native agent").waitFor();
            assert.equal(
                await main(page)
                    .getByRole("button", { name: /^Actions for/ })
                    .count(),
                0,
            );
            await row.getByRole("link", { name: `Nordlys ${model}` }).click();
            await page.getByText("Firmware 7 or newer").waitFor();
            const { items } = await (await context.request.get(`/api/v1/catalog-items?search=${model}`)).json();
            assert.equal(items[0].price ?? null, null);
            await page.goto("/catalog");
            await page
                .getByText(/not allowed|no access|may not/i)
                .first()
                .waitFor();
        });
    });

    test("a supply of the fleet without an item gets one from its list (ORD-2)", async () => {
        await withPage(world(), world().operator, "catalog-missing", {}, async (page, context) => {
            // The fleet is counted within a minute.
            const missing = async (): Promise<any[]> =>
                (await (await context.request.get("/api/v1/catalog-models?missing=true&sort=-printers")).json()).items;
            while ((await missing()).length === 0) await page.evaluate(() => new Promise(requestAnimationFrame));
            await page.goto("/catalog/missing");
            await settled(page);
            const row = page.getByRole("table").locator("tbody").getByRole("row").first();
            const name = (await row.getByRole("link").first().innerText()).trim();
            const link = row.getByRole("link", { name: /^Create item for/ }).first();
            const supply = /^Create item for (.*) of /.exec((await link.getAttribute("aria-label")) ?? "")?.[1];
            assert.ok(supply);
            await link.click();
            await page.getByRole("button", { name: new RegExp(`^${name.split(" ")[0]}: `) }).waitFor();
            const part = word("GAP");
            await page.getByLabel("Part number*", { exact: true }).fill(part);
            await page.getByLabel("Name*", { exact: true }).fill("For the gap");
            await page.getByRole("button", { name: "Create item" }).click();
            await page.getByText(`${part} was created.`).waitFor();
            await page.getByRole("heading", { name: "Supplies without an item" }).waitFor();
            await settled(page);
            assert.equal(
                await page.getByRole("link", { name: `Create item for ${supply} of ${name}`, exact: true }).count(),
                0,
            );
            await main(page).getByRole("link", { name: "Show printers" }).click();
            await page.getByRole("heading", { name: "Printers without an item" }).waitFor();
            await settled(page);
            assert.deepEqual(await violations(page), []);
            const { items } = await (await context.request.get(`/api/v1/catalog-items?search=${part}`)).json();
            const gone = await context.request.put(`/api/v1/catalog-items/${items[0].id}`, {
                headers: { "If-Match": '"1"', Origin: world().base },
                data: { ...item(part, "nothing"), models: [] },
            });
            assert.equal(gone.status(), 200, await gone.text());
        });
    });

    test("a file is previewed, imported, reported, and its failed rows come back corrected (ORD-2, TSK-1)", async () => {
        await withPage(world(), world().operator, "catalog-import", {}, async (page, context) => {
            const part = word("IMP");
            await makeItem(context.request, world().base, `${part}-1`, part);
            const file = [
                "Part number;manufacturer;name;supply_type;price;currency;models",
                `${part}-1;Nordlys;Toner, black;toner;99,90;EUR;${part}`,
                `${part}-2;Nordlys;'=Toner;toner;;;"${part}; Other: X"`,
                `${part}-3;Nordlys;Toner;tonner;;;`,
            ].join("\r\n");
            await page.goto("/catalog");
            await main(page).getByRole("link", { name: "Import catalog" }).click();
            await choose(page, "items.csv", file);
            await page.getByText("Will be imported 2").waitFor();
            const preview = page.getByRole("region", { name: "Preview" });
            await preview.getByText("This is not a type of supply", { exact: false }).waitFor();
            assert.equal((await context.request.get(`/api/v1/catalog-items?search=${part}-2`)).status(), 200);
            await page.getByRole("button", { name: "Import 2 items (1 new, 1 changed)" }).click();
            await page.getByRole("heading", { name: "Item import results" }).waitFor();
            const [report] = await Promise.all([
                page.waitForEvent("download"),
                page.getByRole("link", { name: "Download report" }).click(),
            ]);
            const rows = readFileSync((await report.path()) ?? "", "utf8");
            assert.match(rows, new RegExp(`changed;2;2;${part}-1;Toner, black;price, currency`));
            const [failed] = await Promise.all([
                page.waitForEvent("download"),
                page.getByRole("link", { name: "Download failed rows" }).click(),
            ]);
            const corrected = readFileSync((await failed.path()) ?? "", "utf8").replace("tonner", "toner");
            await page.getByRole("link", { name: "Import another file" }).click();
            await choose(page, "again.csv", corrected);
            await page.getByRole("button", { name: "Import one item (1 new, 0 changed)" }).click();
            await page.getByText("Imported items 1").waitFor();
            await page.getByText("Imported items 1").click();
            await page.getByRole("link", { name: new RegExp(`${part}-3`) }).click();
            await page.getByRole("heading", { name: `${part}-3` }).waitFor();
            const { items } = await (await context.request.get(`/api/v1/catalog-items?search=${part}-2`)).json();
            assert.equal(items[0].name, "=Toner");
        });
    });

    test("the pages of the catalogue fit a phone in German and in the dark", async () => {
        await withPage(
            world(),
            world().operator,
            "catalog-phone",
            { width: 360, height: 780, scheme: "dark", language: "de" },
            async (page) => {
                for (const path of [
                    "/catalog",
                    "/catalog/models",
                    "/catalog/missing",
                    "/catalog/new",
                    "/catalog/import",
                ]) {
                    await page.goto(path);
                    await settled(page);
                    assert.deepEqual(await cutOff(page), [], path);
                    assert.deepEqual(await violations(page), [], path);
                }
            },
        );
    });
}

export const part: Part = {
    tests,
    lists: {
        "/catalog": itemsList,
        "/catalog/models": modelsList,
        "/catalog/missing": missingList,
        "/catalog/missing/printers": missingPrintersList,
    },
    parameters: { itemId: "catalog-items", catalogModelId: "catalog-models" },
    starts: {
        "New item": "createCatalogItem",
        "New model": "createCatalogModel",
        "Import catalog": "previewCatalogImport",
    },
    forms: {
        "features/catalog/ItemForm.tsx": ["item"],
        "features/catalog/DeleteItemDialog.tsx": ["delete item"],
        "features/catalog/CatalogModelDialog.tsx": ["catalog model"],
        "features/catalog/DeleteCatalogModelDialog.tsx": ["delete catalog model"],
    },
    clicks: ["startCatalogImport", "previewCatalogImport", "preferCatalogItem"],
    send: {
        operation: "createCatalogItem",
        work: async (sender, { go, fill, sends, submit, make, menu, confirm }) => {
            const { page, place } = sender;
            await go(sender, "/catalog/new");
            const scope = main(page);
            await scope.getByLabel("Part number*", { exact: true }).fill(word("F"));
            for (const field of ["Yield in pages", "Starter yield in pages", "Lead time in days"])
                await scope.getByLabel(field, { exact: true }).fill("7");
            await scope.getByLabel("Price", { exact: true }).fill("5");
            await scope.getByLabel("Currency", { exact: true }).fill("EUR");
            await fill(page, scope);
            const made = await sends(sender, "item", "createCatalogItem", scope, submit(scope));
            await page.waitForURL(/\/catalog(\?|$)/);
            await go(sender, `/catalog/items/${made.id}`);
            await main(page).getByLabel("Name*", { exact: true }).fill("Form again");
            await sends(sender, "item", "updateCatalogItem", main(page), submit(main(page)));
            await page.waitForURL(/\/catalog(\?|$)/);
            if (place.home)
                await confirm(
                    sender,
                    await menu(sender, "/catalog", made.part_number, "Delete"),
                    "delete item",
                    "deleteCatalogItem",
                );
            const model = await make(sender, "/catalog/models", "New model", "catalog model", "createCatalogModel");
            const dialog = await menu(sender, "/catalog/models", model.model, "Edit model");
            await dialog.getByLabel("By the native agent").check();
            await sends(sender, "catalog model", "updateCatalogModel", dialog, submit(dialog));
            await dialog.waitFor({ state: "detached" });
            await confirm(
                sender,
                await menu(sender, "/catalog/models", model.model, "Delete"),
                "delete catalog model",
                "deleteCatalogModel",
            );
        },
    },
    drafts: [
        {
            name: "a new item",
            file: "catalog/NewItemPage.tsx",
            who: (world) => world.operator,
            prepare: async () => ({ path: "", name: "", id: "" }),
            open: async (page) => {
                await page.goto("/catalog/new");
                await settled(page);
                return main(page);
            },
            field: "Name*",
            value: () => unique("Toner"),
            dialog: false,
        },
        {
            name: "an item",
            file: "catalog/ItemPage.tsx",
            who: (world) => world.operator,
            prepare: async (request, base) => {
                const made = await makeItem(request, base, word("D"));
                return { path: `/api/v1/catalog-items/${made.id}`, name: made.part_number, id: made.id };
            },
            open: async (page, thing) => {
                await page.goto(`/catalog/items/${thing.id}`);
                await settled(page);
                return main(page);
            },
            field: "Name*",
            value: (thing) => unique(`${thing.name} b`),
            dialog: false,
            stored: {
                operation: "updateCatalogItem",
                save: "Save",
                saved: /was saved\.$/,
                read: (body) => body.name,
                body: ({ id: _id, version: _version, created_at: _created, updated_at: _updated, ...rest }) => rest,
            },
        },
        {
            name: "a model of the catalogue",
            file: "catalog/CatalogModelDialog.tsx",
            who: (world) => world.operator,
            prepare: async (request, base) => {
                const made = await makeModel(request, base, word("M"), unique("First"));
                return { path: `/api/v1/catalog-models/${made.id}`, name: made.model, id: made.id };
            },
            open: async (page, thing) => {
                await page.goto(`/catalog/models?search=${encodeURIComponent(thing.name)}`);
                await settled(page);
                await page
                    .getByRole("button", { name: /^Actions for/ })
                    .first()
                    .click();
                await page.getByRole("menuitem", { name: "Edit model" }).click();
                const dialog = page.getByRole("dialog");
                await dialog.waitFor();
                return dialog;
            },
            field: "Note",
            value: () => unique("Firmware"),
            dialog: true,
            stored: {
                operation: "updateCatalogModel",
                save: "Save",
                saved: /was saved\.$/,
                read: (body) => body.note,
                body: ({ fleet_agent, native_agent, note, allowed_kinds }) => ({
                    fleet_agent,
                    native_agent,
                    note,
                    allowed_kinds,
                }),
            },
        },
    ],
};
