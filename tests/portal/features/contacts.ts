// Contacts from list to conflict (CON-1, CON-2, CON-3).
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Page } from "../../../web/node_modules/playwright-core/index.mjs";
import { contactsList } from "../../../web/src/features/contacts/contactsSearch.ts";
import type { Part } from "../parts.ts";
import { settled, unique, withPage, type World } from "../world.ts";

async function fill(page: Page, lastName: string): Promise<void> {
    await page.getByLabel("First name").fill("Anna");
    await page.getByLabel("Last name").fill(lastName);
    await page.getByLabel("Street*", { exact: true }).fill("Industriestraße 1");
    await page.getByLabel("City*", { exact: true }).fill("Kiel");
    await page.getByLabel("Country*", { exact: true }).fill("Germany");
    await page.getByRole("option", { name: "Germany" }).click();
}

async function create(page: Page, lastName: string): Promise<void> {
    await page.goto("/contacts/new");
    await fill(page, lastName);
    await page.getByRole("button", { name: "Create contact" }).click();
    await page.getByText(`Anna ${lastName} was created.`).waitFor();
}

async function find(page: Page, lastName: string): Promise<void> {
    await page.getByRole("searchbox", { name: "Name, company or city" }).fill(lastName);
    await page.getByRole("link", { name: `${lastName}, Anna` }).waitFor();
}

function tests(world: () => World): void {
    test("a contact is created after its form has said what is missing, with links to the fields (CON-1)", async () => {
        await withPage(world(), world().customer, "contact-create", {}, async (page) => {
            const lastName = unique("Berger");
            await page.goto("/contacts");
            await page.getByRole("link", { name: "New contact" }).click();
            await page.getByRole("heading", { name: "New contact" }).waitFor();
            await page.getByLabel("E-mail").fill("no address");
            await page.getByRole("button", { name: "Create contact" }).click();
            const summary = page.getByRole("alert");
            await summary.getByText(/fields need another look/).waitFor();
            await summary.getByRole("link", { name: /City/ }).click();
            assert.equal(
                await page.evaluate(() => document.activeElement?.getAttribute("autocomplete")),
                "address-level2",
            );
            await page.getByLabel("E-mail").fill("");
            await fill(page, lastName);
            await page.getByRole("button", { name: "Create contact" }).click();
            await page.getByText(`Anna ${lastName} was created.`).waitFor();
            await find(page, lastName);
        });
    });

    test("the server's own refusal stands at its field, and nothing that was typed is lost (CON-5)", async () => {
        await withPage(world(), world().customer, "contact-refused", {}, async (page) => {
            await page.goto("/contacts/new");
            await fill(page, unique("Berger"));
            await page.getByLabel("Country code").fill("999");
            await page.getByLabel("Area code and number").fill("40 555");
            await page.getByRole("button", { name: "Create contact" }).click();
            await page
                .getByRole("alert")
                .getByRole("link", { name: /Country code/ })
                .waitFor();
            assert.equal(await page.getByLabel("City*", { exact: true }).inputValue(), "Kiel");
            await page.reload();
            await page.getByText("This is what you typed earlier").waitFor();
            assert.equal(await page.getByLabel("City*", { exact: true }).inputValue(), "Kiel");
        });
    });

    test("a duplicate starts with the values of the other and is saved as a new one (CON-2)", async () => {
        await withPage(world(), world().customer, "contact-duplicate", {}, async (page) => {
            const lastName = unique("Solberg");
            await create(page, lastName);
            await find(page, lastName);
            await page.getByRole("button", { name: `Actions for Anna ${lastName}` }).click();
            await page.getByRole("menuitem", { name: "Duplicate" }).click();
            await page.getByRole("heading", { name: `Duplicate Anna ${lastName}` }).waitFor();
            assert.equal(await page.getByLabel("City*", { exact: true }).inputValue(), "Kiel");
            await page.getByLabel("First name").fill("Berit");
            await page.getByRole("button", { name: "Create contact" }).click();
            await page.getByText(`Berit ${lastName} was created.`).waitFor();
            await find(page, lastName);
            await page.getByRole("link", { name: `${lastName}, Berit` }).waitFor();
        });
    });

    test("who clicks a row right after typing a search comes to it, however long its page takes", async () => {
        await withPage(world(), world().customer, "contact-search-click", {}, async (page) => {
            const lastName = unique("Aalto");
            await create(page, lastName);
            await page.addInitScript(
                "Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true })",
            );
            await page.goto(`/contacts?search=${encodeURIComponent(lastName)}`);
            await settled(page);
            // The script of the contact's page is on its way when the search has rested long enough to be told.
            let release = (): void => {};
            const released = new Promise<void>((resolve) => (release = resolve));
            await page.route(/\/assets\/.*\.js$/, async (route) => {
                await released;
                await route.continue();
            });
            const asked = page.waitForRequest(/\/assets\/.*\.js$/);
            await page.getByRole("searchbox", { name: "Name, company or city" }).fill(lastName.slice(0, -1));
            await page.getByRole("link", { name: `${lastName}, Anna` }).click();
            await asked;
            await page.waitForURL((url) => url.searchParams.get("search") === lastName.slice(0, -1));
            release();
            await page.getByLabel("City*", { exact: true }).waitFor();
        });
    });

    test("who saves over someone else's change is shown what differs and decides (412)", async () => {
        await withPage(world(), world().customer, "contact-conflict", {}, async (page, context) => {
            const lastName = unique("Krüger");
            await create(page, lastName);
            await find(page, lastName);
            await page.getByRole("link", { name: `${lastName}, Anna` }).click();
            await page.getByLabel("City*", { exact: true }).fill("Bremen");

            const id = new URL(page.url()).pathname.split("/").at(-1);
            const stored = await context.request.get(`/api/v1/contacts/${id}`);
            const { first_name, last_name, email, phone, address } = await stored.json();
            const changed = await context.request.put(`/api/v1/contacts/${id}`, {
                headers: { "If-Match": stored.headers().etag ?? "", Origin: world().base },
                data: { first_name, last_name, email, phone, address, company: "Hafenlogistik" },
            });
            assert.equal(changed.status(), 200, await changed.text());

            await page.getByRole("button", { name: "Save" }).click();
            const conflict = page.getByRole("alert").filter({ hasText: "Someone else changed this contact meanwhile" });
            await conflict.getByRole("row", { name: /Company.*Hafenlogistik/ }).waitFor();
            await conflict.getByRole("row", { name: /City.*Kiel.*Bremen/ }).waitFor();
            await page.getByRole("button", { name: "Save mine" }).click();
            await page.getByText(`Anna ${lastName} was saved.`).waitFor();
            assert.equal((await (await context.request.get(`/api/v1/contacts/${id}`)).json()).address.city, "Bremen");
        });
    });

    test("a contact is deleted and brought back; one that printers deliver to is not deleted (CON-3)", async () => {
        await withPage(world(), world().customer, "contact-delete", {}, async (page, context) => {
            const lastName = unique("Vogel");
            await create(page, lastName);
            await find(page, lastName);
            await page.getByRole("button", { name: `Actions for Anna ${lastName}` }).click();
            await page.getByRole("menuitem", { name: "Delete" }).click();
            await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
            await page.getByText(`Anna ${lastName} was deleted.`).waitFor();
            await page.getByText("Nothing matches").waitFor();
            await page.getByRole("button", { name: "Undo" }).click();
            await page.getByRole("link", { name: `${lastName}, Anna` }).waitFor();

            const contacts = (await (await context.request.get("/api/v1/contacts?limit=200")).json()).items;
            const assigned = contacts.find(
                (contact: { assigned_printer_count: number }) => contact.assigned_printer_count > 0,
            );
            assert.ok(assigned, "the fleet has a delivery contact");
            await page.goto(`/contacts/${assigned.id}`);
            await page.getByRole("button", { name: /^Actions for/ }).click();
            await page.getByRole("menuitem", { name: "Delete" }).click();
            await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
            await page.getByRole("dialog").getByRole("alert").waitFor();
            assert.equal((await context.request.get(`/api/v1/contacts/${assigned.id}`)).status(), 200);
        });
    });

    test("who may only look sees no button that would be refused (ORG-6)", async () => {
        await withPage(world(), world().warehouse, "contact-viewer", {}, async (page) => {
            await page.goto("/contacts");
            await settled(page);
            assert.equal(await page.getByRole("link", { name: "New contact" }).count(), 0);
            await page.getByRole("table").getByRole("row").nth(1).getByRole("link").first().click();
            await settled(page);
            assert.equal(await page.getByRole("button", { name: "Save" }).count(), 0);
        });
    });
}

export const part: Part = {
    tests,
    lists: { "/contacts": contactsList },
    parameters: { contactId: "contacts" },
    starts: { "New contact": "createContact" },
};
