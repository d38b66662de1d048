// Notes on printers, from the printer's page to the list of all.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type APIRequestContext, type Locator, type Page } from "../../../web/node_modules/playwright-core/index.mjs";
import { printerNotesList } from "../../../web/src/features/printer_notes/printerNotesSearch.ts";
import type { Part } from "../parts.ts";
import { cutOff, printerWith, settled, unique, violations, withPage, type World } from "../world.ts";

const aPrinter = (request: APIRequestContext): Promise<string> =>
    printerWith(request, "a serial number", (printer) => Boolean(printer.serial_number));

const pane = (page: Page): Locator => page.getByRole("region", { name: "Notes" });

async function write(request: APIRequestContext, base: string, printer: string, text: string): Promise<any> {
    const answer = await request.post(`/api/v1/printers/${printer}/notes`, {
        data: { text },
        headers: { Origin: base, "Idempotency-Key": unique("key").replace(" ", "-") },
    });
    assert.equal(answer.status(), 201, await answer.text());
    return answer.json();
}

async function act(scope: Locator, page: Page, text: string, item: string): Promise<Locator> {
    await scope.getByRole("button", { name: `Actions for the note “${text}”` }).click();
    await page.getByRole("menuitem", { name: item }).click();
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    return dialog;
}

function tests(world: () => World): void {
    test("a note is written by keyboard on the printer's page, after its form has said what is missing", async () => {
        await withPage(world(), world().customer, "note-write", {}, async (page, context) => {
            const text = unique("Key at reception");
            const printer = await aPrinter(context.request);
            await page.goto(`/printers/${printer}`);
            await settled(page);
            await pane(page).getByRole("button", { name: "New note" }).focus();
            await page.keyboard.press("Enter");
            const dialog = page.getByRole("dialog", { name: "New note" });
            await dialog.getByRole("button", { name: "Save" }).click();
            await dialog.getByRole("alert").getByRole("link", { name: /Note/ }).waitFor();
            await dialog.getByLabel("Note*", { exact: true }).focus();
            await page.keyboard.type(`${text}\nAsk for Ida`);
            // Cancel, then Save.
            await page.keyboard.press("Tab");
            await page.keyboard.press("Tab");
            await page.keyboard.press("Enter");
            await dialog.waitFor({ state: "detached" });
            await pane(page).getByText("Ask for Ida").waitFor();
            const { items } = await (await context.request.get(`/api/v1/printer-notes?printer_id=${printer}`)).json();
            assert.equal(items[0].text, `${text}\nAsk for Ida`);
            // The message may lie over a link for a moment.
            await page.getByRole("button", { name: "Close", exact: true }).click();
            assert.deepEqual(await violations(page), []);
        });
    });

    test("a text that is too long is said at once, with the limit of the API's document", async () => {
        await withPage(world(), world().customer, "note-long", {}, async (page, context) => {
            await page.goto(`/printers/${await aPrinter(context.request)}`);
            await settled(page);
            await pane(page).getByRole("button", { name: "New note" }).click();
            const dialog = page.getByRole("dialog");
            await dialog.getByLabel("Note*", { exact: true }).fill("x".repeat(2001));
            await dialog.getByRole("button", { name: "Save" }).click();
            await dialog.getByText("At most 2,000 characters fit here.").first().waitFor();
        });
    });

    test("a note is edited, its history shows both texts, it is deleted and brought back as it was", async () => {
        await withPage(world(), world().customer, "note-life", {}, async (page, context) => {
            const text = unique("Drum of May");
            const printer = await aPrinter(context.request);
            const made = await write(context.request, world().base, printer, text);
            await page.goto(`/printer-notes?search=${encodeURIComponent(text)}`);
            await settled(page);
            const row = page.getByRole("row").filter({ hasText: text });
            let dialog = await act(row, page, text, "Edit note");
            await dialog.getByLabel("Note*", { exact: true }).fill(`${text} later`);
            await dialog.getByRole("button", { name: "Save" }).click();
            await page.getByText("The note was saved.").waitFor();

            dialog = await act(row, page, `${text} later`, "Show history");
            await dialog.getByText("Edited").waitFor();
            await dialog.getByText(text, { exact: true }).waitFor();
            await dialog.getByText(`${text} later`, { exact: true }).waitFor();
            await dialog.getByRole("button", { name: "Close" }).click();

            dialog = await act(row, page, `${text} later`, "Delete");
            await dialog.getByRole("button", { name: "Delete" }).click();
            await page.getByText("The note was deleted.").waitFor();
            await page.getByText("Nothing matches").waitFor();
            await page.getByRole("button", { name: "Undo" }).click();
            await page.getByText("The note is back.").waitFor();
            await row.waitFor();
            const restored = await (await context.request.get(`/api/v1/printer-notes/${made.id}`)).json();
            assert.equal(restored.created_at, made.created_at);
        });
    });

    test("the list leads to the printer, narrows to it and gives what it shows as a file", async () => {
        await withPage(world(), world().customer, "note-list", {}, async (page, context) => {
            const text = unique("Narrow door");
            const printer = await aPrinter(context.request);
            await write(context.request, world().base, printer, text);
            await page.goto(`/printers/${printer}`);
            await settled(page);
            await pane(page).getByRole("link", { name: "All notes on this printer" }).click();
            await page.waitForURL(new RegExp(`/printer-notes\\?.*printer_id=${printer}`));
            await settled(page);
            const download = page.waitForEvent("download");
            await page.getByRole("button", { name: "Export as CSV" }).click();
            assert.match((await download).suggestedFilename(), /^printer-notes.*\.csv$/);
            await page.getByRole("row").filter({ hasText: text }).getByRole("link").first().click();
            await page.waitForURL(new RegExp(`/printers/${printer}`));
        });
    });

    test("who may only look reads notes and their history, and sees no button that would be refused (ORG-6)", async () => {
        await withPage(world(), world().warehouse, "note-viewer", {}, async (page, context) => {
            const printer = await aPrinter(context.request);
            await page.goto(`/printers/${printer}`);
            await settled(page);
            await pane(page).waitFor();
            assert.equal(await page.getByRole("button", { name: "New note" }).count(), 0);
            await page.goto("/printer-notes");
            await settled(page);
            await page
                .getByRole("button", { name: /^Actions for the note/ })
                .first()
                .click();
            assert.deepEqual(await page.getByRole("menuitem").allInnerTexts(), ["Show history"]);
        });
    });

    test("the printer's page with a long note fits a phone, in the dark and in German", async () => {
        await withPage(
            world(),
            world().customer,
            "note-phone",
            { width: 360, height: 780, scheme: "dark", language: "de" },
            async (page, context) => {
                const printer = await aPrinter(context.request);
                await write(context.request, world().base, printer, `${unique("Lang")} ${"Wort".repeat(60)}`);
                await page.goto(`/printers/${printer}`);
                await settled(page);
                await page
                    .getByRole("region", { name: "Notizen" })
                    .getByText(/WortWort/)
                    .waitFor();
                assert.deepEqual(await cutOff(page), []);
                assert.ok(
                    await page.evaluate(
                        () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
                    ),
                    "the page is not wider than the window",
                );
                assert.deepEqual(await violations(page), []);
            },
        );
    });
}

// snippet: printer_notes.portal_part
export const part: Part = {
    tests,
    lists: { "/printer-notes": printerNotesList },
    starts: { "New note": "createPrinterNote" },
    forms: {
        "features/printer_notes/NoteDialog.tsx": ["note"],
        "features/printer_notes/DeleteNoteDialog.tsx": ["delete note"],
    },
    clicks: ["restorePrinterNote"],
    send: {
        operation: "createPrinterNote",
        work: async (sender, { go, fill, sends, submit, confirm, closed }) => {
            const { page, place, context } = sender;
            const { items } = await (
                await context.request.get(`/api/v1/printers?organization_id=${place.organization}&limit=1`)
            ).json();
            assert.ok(items[0], "there is a printer");
            await go(sender, `/printers/${items[0].id}`);
            await pane(page).getByRole("button", { name: "New note" }).click();
            const dialog = page.getByRole("dialog");
            await fill(page, dialog);
            const made = await sends(sender, "note", "createPrinterNote", dialog, submit(dialog));
            await closed(page);
            let menu = await act(pane(page), page, made.text, "Edit note");
            await menu.getByLabel("Note*", { exact: true }).fill(`${made.text} again`);
            await sends(sender, "note", "updatePrinterNote", menu, submit(menu));
            await closed(page);
            menu = await act(pane(page), page, `${made.text} again`, "Delete");
            await confirm(sender, menu, "delete note", "deletePrinterNote");
        },
    },
    drafts: [
        {
            name: "a note on a printer",
            file: "printer_notes/NoteDialog.tsx",
            who: (world) => world.customer,
            prepare: async (request, base) => {
                const name = unique("Inkwell");
                const made = await write(request, base, await aPrinter(request), name);
                return { path: `/api/v1/printer-notes/${made.id}`, name, id: made.id };
            },
            open: async (page, thing) => {
                await page.goto(`/printer-notes?search=${encodeURIComponent(thing.name)}`);
                await settled(page);
                await page
                    .getByRole("button", { name: /^Actions for/ })
                    .first()
                    .click();
                await page.getByRole("menuitem", { name: "Edit note" }).click();
                const dialog = page.getByRole("dialog");
                await dialog.waitFor();
                return dialog;
            },
            field: "Note*",
            value: (thing) => unique(`${thing.name} moved`),
            dialog: true,
            stored: {
                operation: "updatePrinterNote",
                save: "Save",
                saved: /^The note was saved\.$/,
                read: (body) => body.text,
                body: ({ text }) => ({ text }),
            },
        },
    ],
};
// end of snippet
