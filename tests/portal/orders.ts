// Orders, agents, administration (ORD-1, ORD-3, ASR-10, AGT-1, AGT-2, ORG-2).
import assert from "node:assert/strict";
import { test } from "node:test";
import { settled, unique, withPage, type World } from "./world.ts";

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
            await dialog.getByText(/PLATEN_ENROLLMENT_TOKEN=\S+ platen-agent enroll --server http/).waitFor();
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
            await page.waitForFunction(() => [...document.querySelectorAll("textarea")].some((area) => area.value === "10.20.0.0/24"));

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
            await page.getByRole("dialog", { name: `${email} is invited` }).getByText(/\/setup#/).waitFor();
        });
        await withPage(world(), world().operator, "organizations", {}, async (page) => {
            const name = unique("Partner");
            await page.goto("/organizations");
            await page.getByRole("button", { name: "New organization" }).click();
            await page.getByRole("dialog").getByLabel("Name*", { exact: true }).fill(name);
            await page.getByRole("dialog").getByRole("button", { name: "Create organization" }).click();
            await page.getByText(`${name} was created.`).waitFor();
            await page.getByRole("button", { name: /^Organization:/ }).click();
            await page.getByRole("searchbox", { name: "Find an organization" }).fill(name);
            await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
            await page.waitForURL(/org=/);
            await page.getByRole("button", { name: `Organization: ${name}. Change` }).waitFor();
        });
    });
}
