// Saved views of lists: the printers' with its columns, shared ones, the one that a list opens with (PRN-1).
import assert from "node:assert/strict";
import { test } from "node:test";
import { type APIRequestContext, type Locator, type Page } from "../../../web/node_modules/playwright-core/index.mjs";
import type { Row } from "../people.ts";
import type { Part } from "../parts.ts";
import { cutOff, settled, unique, violations, withPage, type World } from "../world.ts";

const key = (): string => unique("key").replace(" ", "-");

async function save(request: APIRequestContext, base: string | undefined, name: string): Promise<Row> {
    const answer = await request.post("/api/v1/views", {
        data: { name, list: "printers", shared: false, query: "state=warning", filters: "state=warning", columns: [] },
        headers: { "Idempotency-Key": key(), ...(base && { Origin: base }) },
    });
    assert.equal(answer.status(), 201, await answer.text());
    return (await answer.json()) as Row;
}

const bar = (page: Page): Locator => page.getByRole("button", { name: /^(Saved views|View: )/ });
async function choose(page: Page, item: string | RegExp): Promise<void> {
    await bar(page).click();
    await page.getByRole("menuitem", { name: item }).click();
}

function tests(world: () => World): void {
    test("a list is kept under a name with its filters, order and columns, and opens with it (PRN-1)", async () => {
        const name = unique("Silent ones");
        await withPage(world(), world().customer, "views", {}, async (page) => {
            await page.goto("/printers?communicating=true&sort=-model");
            await settled(page);
            await page.getByRole("button", { name: "Columns" }).click();
            const columns = page.getByRole("dialog", { name: "Columns" });
            await columns.getByRole("checkbox", { name: "Page count" }).uncheck();
            await columns.getByRole("checkbox", { name: "Address" }).check();
            await page.keyboard.press("Escape");
            // By keyboard alone.
            await bar(page).focus();
            await page.keyboard.press("Enter");
            await page.getByRole("menuitem", { name: "Save as a new view" }).press("Enter");
            const dialog = page.getByRole("dialog");
            await dialog.getByLabel("Name*", { exact: true }).fill(name);
            await page.keyboard.press("Enter");
            await page.getByText(`“${name}” was saved.`).waitFor();
            await page.getByRole("button", { name: `View: ${name}`, exact: true }).waitFor();
            // Another order is another state, until it is saved or discarded.
            await page.getByRole("columnheader", { name: "Printer" }).getByRole("button").first().click();
            await page.getByRole("button", { name: `View: ${name} (changed)` }).waitFor();
            await choose(page, "Discard the changes");
            await page.waitForURL(/sort=-model/);
            await choose(page, "Open this list with this view");
            await page.getByText(`This list opens with “${name}” now.`).waitFor();
            await page.evaluate(() => localStorage.removeItem("platen.preferences"));
            await page.goto("/printers");
            await page.waitForURL(/communicating=true.*saved=|saved=.*communicating=true/);
            await settled(page);
            await page.getByRole("columnheader", { name: "Address" }).waitFor();
            assert.equal(await page.getByRole("columnheader", { name: "Page count" }).count(), 0);
            assert.deepEqual(await violations(page), []);
            // All printers are a click away, and stay.
            await page.getByRole("tab", { name: "All", exact: false }).first().click();
            await page.getByRole("button", { name: "Saved views" }).waitFor();
            await choose(page, new RegExp(`^${name}`));
            await choose(page, "Open this list as it is");
            await page.getByText("This list opens as it is now.").waitFor();
            await choose(page, "Delete this view");
            await page.getByText(`“${name}” was deleted.`).waitFor();
            await page.getByRole("button", { name: "Undo" }).click();
            await page.getByText(`“${name}” is there again.`).waitFor();
            await choose(page, new RegExp(`^${name}`));
            await page.getByRole("button", { name: `View: ${name}`, exact: true }).waitFor();
        });
    });

    test("several values of a kind are one filter, and kinds add up (PRN-2)", async () => {
        await withPage(world(), world().operator, "filters", {}, async (page) => {
            await page.goto("/printers");
            await settled(page);
            await page.getByRole("button", { name: "Filter", exact: true }).click();
            await page.getByRole("menuitem", { name: "Printer state" }).click();
            await page.getByRole("checkbox", { name: "OK", exact: true }).click();
            await page.waitForURL(/state=ok/);
            await page.getByRole("checkbox", { name: "Warning", exact: true }).click();
            await page.waitForURL(/state=ok&state=warning/);
            await page.keyboard.press("Escape");
            await page.getByText("Printer state: OK, Warning").waitFor();
            await page.getByRole("button", { name: "Filter", exact: true }).click();
            await page.getByRole("menuitem", { name: "Model", exact: true }).click();
            const model = page.getByRole("dialog", { name: "Model" }).getByRole("checkbox").first();
            const name = ((await model.textContent()) ?? "").trim();
            await model.click();
            await page.waitForURL(/model=/);
            await page.keyboard.press("Escape");
            await settled(page);
            await page.getByText(`Model: ${name}`).waitFor();
            await page.reload();
            await settled(page);
            await page.getByText("Printer state: OK, Warning").waitFor();
        });
    });

    test("a list comes as a workbook, too (PRN-1)", async () => {
        await withPage(world(), world().operator, "workbook", {}, async (page) => {
            await page.goto("/printers");
            await settled(page);
            await page.getByRole("button", { name: "Managed Print Services" }).click();
            const [file] = await Promise.all([
                page.waitForEvent("download"),
                page.getByRole("menuitem", { name: "Export as XLSX" }).click(),
            ]);
            assert.equal(file.suggestedFilename(), "printers.xlsx");
            await page.goto("/supply-orders");
            await settled(page);
            const [orders] = await Promise.all([
                page.waitForEvent("download"),
                page.getByRole("button", { name: "Export as XLSX" }).click(),
            ]);
            assert.equal(orders.suggestedFilename(), "supply-orders.xlsx");
        });
    });

    test("views fit a phone in French and in the dark (PRN-1)", async () => {
        await withPage(
            world(),
            world().operator,
            "views-phone",
            { width: 360, height: 780, scheme: "dark", language: "fr" },
            async (page) => {
                for (const path of ["/printers", "/supply-orders", "/replenishment", "/cartridges/each"]) {
                    await page.goto(path);
                    await settled(page);
                    await page.getByRole("button", { name: /^Vues enregistrées|^Vue : / }).click();
                    await page.getByRole("menuitem").first().waitFor();
                    assert.deepEqual(await cutOff(page), [], path);
                    await page.keyboard.press("Escape");
                }
            },
        );
    });
}

export const part: Part = {
    tests,
    forms: { "features/views/ViewDialog.tsx": ["view"] },
    clicks: ["deleteView", "restoreView", "setDefaultView"],
    send: {
        operation: "createView",
        work: async (sender, { go, sends, submit, closed }) => {
            const { page } = sender;
            const dialog = page.getByRole("dialog");
            const name = unique("Form");
            await go(sender, "/printers?communicating=true");
            await choose(page, "Save as a new view");
            await dialog.getByLabel("Name*", { exact: true }).fill(name);
            await sends(sender, "view", "createView", dialog, submit(dialog));
            await closed(page);
            await choose(page, "Rename or share");
            await dialog.getByLabel("Name*", { exact: true }).fill(`${name} again`);
            await sends(sender, "view", "updateView", dialog, submit(dialog));
            await closed(page);
        },
    },
    drafts: [
        {
            name: "a saved view",
            file: "views/ViewDialog.tsx",
            who: (world) => world.customer,
            prepare: async (request, base) => {
                const made = await save(request, base, unique("Draft"));
                return { path: `/api/v1/views/${made.id}`, name: made.name, id: made.id };
            },
            open: async (page, thing) => {
                await page.goto(`/printers?state=warning&saved=${thing.id}`);
                await settled(page);
                await page.getByRole("button", { name: `View: ${thing.name}` }).waitFor();
                await choose(page, "Rename or share");
                const dialog = page.getByRole("dialog");
                await dialog.waitFor();
                return dialog;
            },
            field: "Name*",
            value: (thing) => unique(`${thing.name} moved`),
            dialog: true,
            stored: {
                operation: "updateView",
                save: "Save",
                saved: /was saved\.$/,
                read: (body) => body.name,
                body: ({ name, list, shared, query, filters, columns }) => ({
                    name,
                    list,
                    shared,
                    query,
                    filters,
                    columns,
                }),
            },
        },
    ],
};
