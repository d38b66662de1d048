// Orders, agents, administration (ORD-1, ORD-3, ASR-10, AGT-1, AGT-2, ORG-2).
import assert from "node:assert/strict";
import { test } from "node:test";
import { contactNamed, printerWith, settled, unique, withPage, type World } from "./world.ts";

export function ordersTests(world: () => World): void {
    test("an order says why, and the warehouse confirms and ships it (ORD-3, ASR-15)", async () => {
        await withPage(world(), world().warehouse, "order", {}, async (page, context) => {
            await page.goto("/supply-orders?state=submitted");
            await settled(page);
            await page.getByRole("table").getByRole("row").nth(1).getByRole("link").click();
            await page.getByRole("heading", { name: /^Order / }).waitFor();
            const id = new URL(page.url()).pathname.split("/").at(-1);
            const { lines } = await (await context.request.get(`/api/v1/supply-orders/${id}`)).json();
            for (const { reason } of lines) await page.getByText(reason.sentence).first().waitFor();
            await page.getByRole("button", { name: /^Why/ }).first().click();
            await page.getByRole("dialog", { name: /^Why/ }).getByRole("definition").first().waitFor();
            await page.keyboard.press("Escape");

            await page.getByRole("button", { name: "Confirm" }).click();
            await page.getByRole("dialog").getByRole("button", { name: "Confirm" }).click();
            await page.getByText(/is confirmed\.$/).waitFor();
            await page.getByRole("button", { name: "Ship", exact: true }).click();
            const dialog = page.getByRole("dialog");
            await dialog.getByRole("button", { name: "Ship" }).click();
            await dialog.getByText("Fill in this field.").first().waitFor();
            await dialog.getByLabel("Carrier*", { exact: true }).fill("DHL");
            await dialog.getByLabel("Tracking number").fill("00340434123");
            await dialog.getByRole("button", { name: "Ship" }).click();
            await page.getByText(/is shipped\.$/).waitFor();
            await page.getByText("00340434123").first().waitFor();
            assert.ok((await page.getByText("Shipped").count()) >= 2, "the state and the history say so");
        });
    });

    test("what changed under an open dialog is shown before anything is sent, then it goes there (ASR-14)", async () => {
        await withPage(world(), world().operator, "order-changed", {}, async (page, context) => {
            const request = context.request;
            const { items } = await (
                await request.get("/api/v1/supply-orders?state=submitted&state=confirmed&limit=50")
            ).json();
            const order = items.find((one: { possible_actions: string[] }) => one.possible_actions.includes("ship"));
            assert.ok(order, "an order waits to be shipped");
            await page.goto(`/supply-orders/${order.id}`);
            await settled(page);
            const ship = page.getByRole("button", { name: "Ship", exact: true });
            if (!(await ship.isVisible())) {
                await page.getByRole("button", { name: "Confirm" }).click();
                await page.getByRole("dialog").getByRole("button", { name: "Confirm" }).click();
                await page.getByText(/is confirmed\.$/).waitFor();
            }
            await ship.click();
            const dialog = page.getByRole("dialog");
            await dialog.getByLabel("Carrier*", { exact: true }).fill("DHL");

            // Meanwhile somebody gives the contact another address.
            const street = unique("Kaivej");
            const path = `/api/v1/contacts/${order.contact_id}`;
            const contact = await request.get(path);
            const { first_name, last_name, company, email, phone, address, language } = await contact.json();
            const changed = await request.put(path, {
                data: {
                    first_name,
                    last_name,
                    company,
                    email,
                    phone,
                    language,
                    address: { ...address, street1: street },
                },
                headers: { Origin: world().base, "If-Match": contact.headers().etag ?? "" },
            });
            assert.equal(changed.status(), 200, await changed.text());

            await dialog.getByRole("button", { name: "Ship" }).click();
            await dialog.getByText("The order was changed meanwhile").waitFor();
            await dialog.locator("ins").filter({ hasText: street }).waitFor();
            assert.equal(
                await dialog.getByLabel("Carrier*", { exact: true }).inputValue(),
                "DHL",
                "what was typed is kept",
            );
            await dialog.getByRole("button", { name: "Ship" }).click();
            await page.getByText(/is shipped\.$/).waitFor();
            await page.getByText(street).first().waitFor();
            const { shipments } = await (await request.get(`/api/v1/supply-orders/${order.id}`)).json();
            assert.equal(shipments[0].contact.address.street1, street);
        });
    });

    test("taking a delivery contact away asks, says what stops, and is undone (CON-9)", async () => {
        await withPage(world(), world().customer, "contact-away", {}, async (page, context) => {
            const id = await printerWith(
                context.request,
                "a delivery contact",
                (printer) => printer.contact_id !== null,
            );
            const contactOf = async () =>
                (await (await context.request.get(`/api/v1/printers/${id}`)).json()).contact_id;
            const before = await contactOf();
            await page.goto(`/printers/${id}`);
            await settled(page);
            await page.getByRole("button", { name: "Remove" }).click();
            const dialog = page.getByRole("dialog", { name: "Remove the delivery contact?" });
            await dialog.getByText(/no longer ordered by|No supply is ordered/).waitFor();
            assert.equal(await contactOf(), before, "nothing is done before it is confirmed");
            await dialog.getByRole("button", { name: "Remove contact" }).click();
            await page.getByText("The printer has no delivery contact any more.").waitFor();
            assert.equal(await contactOf(), null);
            await page.getByRole("button", { name: "Undo" }).click();
            await page.getByText("The printer has the delivery contact of before again.").waitFor();
            assert.equal(await contactOf(), before);
        });
    });

    test("a contact for twenty printers says where open orders go, and is undone as a whole (CON-9)", async () => {
        await withPage(world(), world().customer, "contact-bulk", {}, async (page, context) => {
            const request = context.request;
            const chosen = async () =>
                (await (await request.get("/api/v1/printers?limit=20&sort=model")).json()).items
                    .map((one: { id: string; contact_id: string | null }) => `${one.id} ${one.contact_id}`)
                    .join();
            const before = await chosen();
            const made = await request.post("/api/v1/contacts", {
                data: contactNamed(unique("Reihe")),
                headers: { Origin: world().base, "Idempotency-Key": unique("key") },
            });
            const { last_name } = await made.json();
            await page.goto("/printers?sort=model");
            await settled(page);
            for (const box of (await page.getByRole("table").locator("tbody").getByRole("checkbox").all()).slice(0, 20))
                await box.check();
            await page.getByRole("button", { name: "Assign supplies delivery contact" }).click();
            await page.getByRole("dialog").getByRole("combobox").fill(last_name);
            await page.getByRole("option", { name: new RegExp(last_name) }).click();
            await page.getByRole("dialog").getByRole("button", { name: "Assign contact", exact: true }).click();
            await page.getByText(`${last_name} is now the delivery contact of`).waitFor();
            assert.notEqual(await chosen(), before);
            await page.getByRole("button", { name: "Undo" }).click();
            await page.getByText(/the delivery contact of before again/).waitFor();
            assert.equal(await chosen(), before);
        });
    });

    test("supplies status lists what runs out first, each with its why (ASR-10)", async () => {
        await withPage(world(), world().customer, "supplies-status", {}, async (page) => {
            await page.goto("/replenishment");
            await settled(page);
            const row = page.getByRole("table").getByRole("row").nth(1);
            await row.waitFor();
            await page.getByRole("button", { name: /^Why/ }).first().click();
            assert.ok(((await page.getByRole("dialog", { name: /^Why/ }).textContent()) ?? "").length > 20);
        });
    });

    test("supplies status is searched by serial number, filtered by site, and is a file (ASR-10)", async () => {
        await withPage(world(), world().customer, "supplies-file", {}, async (page, context) => {
            const { items } = await (await context.request.get("/api/v1/replenishment/supplies?limit=50")).json();
            const supply = items.find((one: { site_name: string }) => one.site_name !== "") ?? assert.fail("a site");
            await page.goto("/replenishment");
            await settled(page);
            await page.getByRole("searchbox").first().fill(supply.serial_number);
            await page.waitForURL(/search=/);
            await settled(page);
            for (const row of await page.getByRole("table").locator("tbody").getByRole("row").all())
                assert.match((await row.textContent()) ?? "", new RegExp(supply.serial_number));
            await page.getByRole("button", { name: "Filter" }).click();
            await page.getByRole("menuitem", { name: "Site" }).click();
            await page.getByText(supply.site_name, { exact: true }).last().click();
            await page.waitForURL(/site_id=/);
            await page.getByText(`Site: ${supply.site_name}`).waitFor();
            const download = page.waitForEvent("download");
            await page.getByRole("button", { name: "Export as CSV" }).click();
            assert.equal((await download).suggestedFilename(), "supplies-status.csv");
        });
    });

    test("a new agent shows its one-time command and appears in the list (AGT-1)", async () => {
        await withPage(world(), world().customer, "agent", {}, async (page) => {
            const name = unique("Lager");
            await page.goto("/agents");
            await page.getByRole("button", { name: "New agent" }).click();
            const dialog = page.getByRole("dialog");
            await dialog.getByLabel("Name*", { exact: true }).fill(name);
            await dialog.getByLabel("Site*", { exact: true }).click();
            await page.getByRole("option").first().click();
            await dialog.getByRole("button", { name: "Create agent" }).click();
            await dialog.getByText(/^sudo PLATEN_ENROLLMENT_TOKEN=\S+ platen-agent enroll --server http/).waitFor();
            await dialog.getByText("Waiting for the agent").waitFor();
            await dialog.getByRole("button", { name: "I have copied it" }).click();
            await page.getByRole("link", { name }).click();

            await page.getByLabel("Include").fill("10.20.0.0/24\n10.20.300.1");
            await page.getByLabel("Exclude").click();
            await page.getByText("This is no address, range, block or host name: 10.20.300.1").waitFor();
            await page.getByLabel("Include").fill("10.20.0.0/24");
            await page.getByRole("button", { name: "Save" }).click();
            await page.getByText(/^Saved\./).waitFor();
            await page.reload();
            await page.waitForFunction(() =>
                [...document.querySelectorAll("textarea")].some((area) => area.value === "10.20.0.0/24"),
            );

            await page.getByRole("button", { name: "Actions" }).click();
            await page.getByRole("menuitem", { name: "Delete agent" }).click();
            const confirm = page.getByRole("dialog").getByRole("button", { name: "Delete agent" });
            assert.equal(await confirm.isDisabled(), true, "the sentence is not ticked yet");
            await page.getByRole("dialog").getByRole("checkbox").check();
            await confirm.click();
            await page.getByText(`${name} was deleted.`).waitFor();
        });
    });

    test("sites, organizations and users are made by those who may (ORG-2, ORG-6)", async () => {
        await withPage(world(), world().customer, "administration", {}, async (page) => {
            const name = unique("Werk");
            await page.goto("/sites");
            await page.getByRole("button", { name: "New site" }).click();
            await page.getByRole("dialog").getByLabel("Name*", { exact: true }).fill(name);
            await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
            await page.getByRole("button", { name, exact: true }).waitFor();

            await page.goto("/users");
            await page.getByRole("button", { name: "Invite user" }).first().click();
            const email = `${unique("user").replace(" ", ".")}@customer.example`;
            const dialog = page.getByRole("dialog");
            await dialog.getByLabel("E-mail*", { exact: true }).fill(email);
            await dialog.getByRole("button", { name: "Invite user" }).click();
            await page
                .getByRole("dialog", { name: `${email} is invited` })
                .getByText(`An invitation is on its way to ${email}.`)
                .waitFor();
        });
        await withPage(world(), world().operator, "organizations", {}, async (page) => {
            const name = unique("Partner");
            await page.goto("/organizations");
            await page.getByRole("button", { name: "New organization" }).click();
            await page.getByRole("dialog").getByLabel("Name*", { exact: true }).fill(name);
            await page.getByRole("dialog").getByRole("button", { name: "Create organization" }).click();
            await page.getByText(`${name} was created.`).waitFor();
            await page.getByRole("button", { name: /^Organization:/ }).click();
            await page.getByRole("combobox", { name: "Find an organization" }).fill(name);
            await page.getByRole("option", { name: new RegExp(`^${name}`) }).click();
            await page.waitForURL(/org=/);
            await page.getByRole("button", { name: `Organization: ${name}. Change` }).waitFor();
        });
    });
}
