// Documents and links that the operator shares (PRT-3).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type APIRequestContext, type Locator, type Page } from "../../../web/node_modules/playwright-core/index.mjs";
import { documentsList, linksList } from "../../../web/src/features/documents/documentsSearch.ts";
import { ask, signedIn, type Row } from "../people.ts";
import type { Part } from "../parts.ts";
import { cutOff, settled, unique, violations, withPage, type World } from "../world.ts";

const main = (page: Page): Locator => page.locator("main");
const text = (words: string) => ({ name: "terms.txt", mimeType: "text/plain", buffer: Buffer.from(`${words}\n`) });
const key = (): string => unique("key").replace(" ", "-");

// `base`: of a browser's request, which says where it comes from.
const from = (base?: string): Record<string, string> => ({ "Idempotency-Key": key(), ...(base && { Origin: base }) });

async function share(
    request: APIRequestContext,
    organization: string,
    name: string,
    folder = "",
    base?: string,
): Promise<Row> {
    const query = new URLSearchParams({
        organization_id: organization,
        file_name: "terms.txt",
        name,
        folder,
        description: `About ${name}`,
    });
    const answer = await request.post(`/api/v1/documents?${query}`, {
        data: `${name}\n`,
        headers: { "Content-Type": "text/plain", ...from(base) },
    });
    assert.equal(answer.status(), 201, await answer.text());
    return (await answer.json()) as Row;
}
async function link(request: APIRequestContext, organization: string, title: string, base?: string): Promise<Row> {
    const answer = await request.post(`/api/v1/external-links?organization_id=${organization}`, {
        data: { title, url: "https://shop.example/toner", description: "Where paper is ordered", position: 1 },
        headers: from(base),
    });
    assert.equal(answer.status(), 201, await answer.text());
    return (await answer.json()) as Row;
}
const customerOf = async (request: APIRequestContext): Promise<Row> =>
    ((await ask(request, "GET", "/organizations?limit=50")).body.items as Row[]).find(({ tier }) => tier === "child") ??
    assert.fail("there is a customer");

const act = async (page: Page, path: string, name: string, action: string): Promise<Locator> => {
    await page.goto(`${path}?search=${encodeURIComponent(name)}`);
    await settled(page);
    await page
        .getByRole("button", { name: `Actions for ${name}`, exact: true })
        .first()
        .click();
    await page.getByRole("menuitem", { name: action, exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    return dialog;
};

function tests(world: () => World): void {
    test("the operator shares a document; the customer finds it on the home page, with each of its versions (PRT-3)", async () => {
        const name = unique("Price list");
        await withPage(world(), world().operator, "document-share", {}, async (page) => {
            const reader = await signedIn(world(), world().customer);
            const customer = (await ask(reader, "GET", "/session")).body.organization;
            await reader.dispose();
            await page.goto(`/documents?org=${customer.id}`);
            await settled(page);
            await main(page).getByRole("button", { name: "Share document" }).first().click();
            const dialog = page.getByRole("dialog");
            await dialog.getByRole("button", { name: "Share document" }).click();
            await dialog.getByRole("alert").getByRole("link", { name: /^File/ }).waitFor();
            await dialog.locator("input[type=file]").setInputFiles(text("Toner 100"));
            assert.equal(await dialog.getByLabel("Name*", { exact: true }).inputValue(), "terms.txt");
            await dialog.getByLabel("Name*", { exact: true }).fill(name);
            await dialog.getByLabel("Folder", { exact: true }).fill("Prices/2026");
            const whose = dialog.getByRole("combobox", { name: /^Organization/ });
            if ((await whose.count()) > 0) {
                await whose.fill(customer.name);
                await page.getByRole("option", { name: customer.name, exact: true }).click();
            }
            assert.deepEqual(await violations(page), []);
            await dialog.getByRole("button", { name: "Share document" }).click();
            await page.getByText(`${name} was shared.`).waitFor();
            // The same file again is none; another one is version 2.
            const again = await act(page, "/documents", name, "New version");
            await again.locator("input[type=file]").setInputFiles(text("Toner 100"));
            await again.getByRole("button", { name: "New version" }).click();
            await again.getByText("This is the file that is there already").waitFor();
            await again.locator("input[type=file]").setInputFiles(text("Toner 200"));
            await again.getByRole("button", { name: "New version" }).click();
            await page.getByText(`${name} has a new version.`).waitFor();
        });
        await withPage(world(), world().customer, "document-read", {}, async (page) => {
            await page.goto("/");
            const [file] = await Promise.all([
                page.waitForEvent("download"),
                page.getByRole("region", { name: "My documents" }).getByRole("link", { name }).click(),
            ]);
            assert.equal(readFileSync(await file.path(), "utf8"), "Toner 200\n");
            const dialog = await act(page, "/documents", name, "Show versions");
            await dialog.getByText("Version 1", { exact: true }).waitFor();
            assert.deepEqual(await violations(page), []);
            const [first] = await Promise.all([
                page.waitForEvent("download"),
                dialog.getByRole("button", { name: "Download version 1" }).click(),
            ]);
            assert.equal(readFileSync(await first.path(), "utf8"), "Toner 100\n");
            await dialog.getByRole("button", { name: "Close" }).click();
            assert.equal(await main(page).getByRole("button", { name: "Share document" }).count(), 0);
        });
    });

    test("a file that is not what it says is refused, and a link goes to a page only (PRT-3)", async () => {
        await withPage(world(), world().operator, "document-refused", {}, async (page, context) => {
            const customer = await customerOf(context.request);
            const made = await share(context.request, customer.id, unique("Guide"), "", world().base);
            const dialog = await act(page, "/documents", made.name, "New version");
            await dialog.locator("input[type=file]").setInputFiles({
                name: "guide.pdf",
                mimeType: "application/pdf",
                buffer: Buffer.from("<!DOCTYPE html><html><body>x</body></html>"),
            });
            await dialog.getByRole("button", { name: "New version" }).click();
            await dialog.getByText("Files of this kind are not shared").waitFor();
            await page.goto("/external-links");
            await settled(page);
            await main(page).getByRole("button", { name: "Share link" }).first().click();
            const form = page.getByRole("dialog");
            await form.getByLabel("Address*", { exact: true }).fill("javascript:alert(1)");
            await form.getByLabel("Title*", { exact: true }).click();
            await form.getByText("Enter the whole address, such as https://shop.example.").first().waitFor();
        });
    });

    test("documents and links fit a phone in Italian and in the dark", async () => {
        await withPage(
            world(),
            world().operator,
            "documents-phone",
            { width: 360, height: 780, scheme: "dark", language: "it" },
            async (page) => {
                for (const path of ["/documents", "/external-links"]) {
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
    lists: { "/documents": documentsList, "/external-links": linksList },
    furnish: async (request, organization) => {
        for (const [name, folder] of [
            ["Contract", "Contracts/2026"],
            ["Guide", "Guides"],
            ["Price list", ""],
        ])
            await share(request, organization, unique(name ?? ""), folder);
        for (const title of ["Shop", "Help"]) await link(request, organization, unique(title));
    },
    starts: { "Share document": "createDocument", "Share link": "createExternalLink" },
    forms: {
        "features/documents/UploadDialog.tsx": ["share document"],
        "features/documents/DocumentDialog.tsx": ["document"],
        "features/documents/DeleteDocumentDialog.tsx": ["delete document"],
        "features/documents/LinkDialog.tsx": ["link"],
        "features/documents/DeleteLinkDialog.tsx": ["delete link"],
    },
    send: {
        operation: "createDocument",
        work: async (sender, { go, sends, submit, confirm, closed }) => {
            const { page } = sender;
            const dialog = page.getByRole("dialog");
            // Whoever sees several organizations says which of them.
            const whose = async (): Promise<void> => {
                const chooser = dialog.getByRole("combobox", { name: /^Organization/ });
                if ((await chooser.count()) === 0) return;
                await chooser.click();
                await page.getByRole("option").first().click();
            };
            const row = async (path: string, name: string, action: string): Promise<void> => {
                await go(sender, `${path}?search=${encodeURIComponent(name)}`);
                await page.getByRole("button", { name: `Actions for ${name}`, exact: true }).click();
                await page.getByRole("menuitem", { name: action, exact: true }).click();
                await dialog.waitFor();
            };
            const name = unique("Form");
            await go(sender, "/documents");
            await main(page).getByRole("button", { name: "Share document" }).first().click();
            await dialog.locator("input[type=file]").setInputFiles(text(name));
            await dialog.getByLabel("Name*", { exact: true }).fill(name);
            await whose();
            await sends(sender, "share document", "createDocument", dialog, submit(dialog));
            await closed(page);
            await row("/documents", name, "New version");
            await dialog.locator("input[type=file]").setInputFiles(text(`${name} again`));
            await sends(sender, "share document", "addDocumentVersion", dialog, submit(dialog));
            await closed(page);
            await row("/documents", name, "Edit document");
            await dialog.getByLabel("Folder", { exact: true }).fill("Old");
            await sends(sender, "document", "updateDocument", dialog, submit(dialog));
            await closed(page);
            await row("/documents", name, "Delete document");
            await confirm(sender, dialog, "delete document", "deleteDocument");
            await go(sender, "/external-links");
            await main(page).getByRole("button", { name: "Share link" }).first().click();
            await dialog.getByLabel("Title*", { exact: true }).fill(name);
            await dialog.getByLabel("Address*", { exact: true }).fill("https://shop.example/");
            await whose();
            await sends(sender, "link", "createExternalLink", dialog, submit(dialog));
            await closed(page);
            await row("/external-links", name, "Edit link");
            await dialog.getByLabel("Description", { exact: true }).fill("Toner");
            await sends(sender, "link", "updateExternalLink", dialog, submit(dialog));
            await closed(page);
            await row("/external-links", name, "Delete link");
            await confirm(sender, dialog, "delete link", "deleteExternalLink");
        },
    },
    drafts: [
        {
            name: "a document",
            file: "documents/DocumentDialog.tsx",
            who: (world) => world.operator,
            prepare: async (request, base) => {
                const made = await share(request, (await customerOf(request)).id, unique("Draft"), "", base);
                return { path: `/api/v1/documents/${made.id}`, name: made.name, id: made.id };
            },
            open: (page, thing) => act(page, "/documents", thing.name, "Edit document"),
            field: "Description",
            value: () => unique("Prices"),
            dialog: true,
            stored: {
                operation: "updateDocument",
                save: "Save",
                saved: /was saved\.$/,
                read: (body) => body.description,
                body: ({ name, folder, description }) => ({ name, folder, description }),
            },
        },
        {
            name: "a new document",
            file: "documents/UploadDialog.tsx",
            who: (world) => world.operator,
            prepare: async () => ({ path: "", name: "", id: "" }),
            open: async (page) => {
                await page.goto("/documents");
                await settled(page);
                await main(page).getByRole("button", { name: "Share document" }).first().click();
                return page.getByRole("dialog");
            },
            field: "Name*",
            value: () => unique("Prices"),
            dialog: true,
        },
        {
            name: "a link",
            file: "documents/LinkDialog.tsx",
            who: (world) => world.operator,
            prepare: async (request, base) => {
                const made = await link(request, (await customerOf(request)).id, unique("Draft"), base);
                return { path: `/api/v1/external-links/${made.id}`, name: made.title, id: made.id };
            },
            open: (page, thing) => act(page, "/external-links", thing.name, "Edit link"),
            field: "Description",
            value: () => unique("Paper"),
            dialog: true,
            stored: {
                operation: "updateExternalLink",
                save: "Save",
                saved: /was saved\.$/,
                read: (body) => body.description,
                body: ({ title, url, description, position }) => ({ title, url, description, position }),
            },
        },
    ],
};
