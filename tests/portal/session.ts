// Signing in and out, a session that ends, a server that is gone (IDN-1, IDN-3).
import assert from "node:assert/strict";
import { test } from "node:test";
import { settled, typeContact, unique, withPage, type World } from "./world.ts";

export function sessionTests(world: () => World): void {
    test("one signs in, comes to the page that was asked for, and signs out for good (IDN-3)", async () => {
        const { operator } = world();
        await withPage(world(), null, "sign-in", {}, async (page, context) => {
            await page.goto("/printers?state=ok");
            await page.waitForURL(/\/sign-in/);
            await page.getByLabel("E-mail").fill(operator.email);
            await page.getByLabel("Password").fill("not this one");
            await page.getByRole("button", { name: "Sign in" }).click();
            await page.getByRole("alert").waitFor();
            await page.getByLabel("Password").fill(operator.password);
            await page.keyboard.press("Enter");
            await page.waitForURL(/\/printers\?state=ok/);
            await settled(page);
            await page.getByRole("button", { name: "Account" }).click();
            await page.getByRole("button", { name: "Sign out" }).click();
            await page.waitForURL(/\/sign-in/);
            assert.equal((await context.request.get("/api/v1/session")).status(), 401);
        });
    });

    test("forgot password tells the same whether there is an account or not (IDN-1)", async () => {
        await withPage(world(), null, "forgot", {}, async (page) => {
            await page.goto("/sign-in");
            await page.getByRole("link", { name: "Forgot password" }).click();
            await page.getByRole("heading", { name: "Forgot password" }).waitFor();
            await page.getByLabel("E-mail").fill("nobody@nowhere.example");
            await page.getByRole("button", { name: "Send temporary password" }).click();
            await page.getByRole("heading", { name: "Look into your mailbox" }).waitFor();
        });
    });

    test("a setup link that is used up says so", async () => {
        await withPage(world(), null, "setup", {}, async (page) => {
            await page.goto("/setup#plt_nothing_of_this_kind");
            await page.getByRole("heading", { name: "This link cannot be used" }).waitFor();
            assert.equal(new URL(page.url()).hash, "", "the token does not stay in the address bar");
        });
    });

    test("a session that ends while a form is open: sign in on top, then it is saved", async () => {
        const { customer } = world();
        await withPage(world(), customer, "expired", {}, async (page, context) => {
            const lastName = unique("Neumann");
            await typeContact(page, lastName);
            await context.clearCookies();
            await page.getByRole("button", { name: "Create contact" }).click();
            const dialog = page.getByRole("dialog", { name: "Sign in again" });
            await dialog.waitFor();
            await dialog.getByLabel("Password").fill(customer.password);
            await dialog.getByRole("button", { name: "Sign in" }).click();
            await page.getByText(`${lastName} was created.`).waitFor();
        });
    });

    test("a server that cannot be reached is told, what is on the page stays, and it goes on by itself", async () => {
        await withPage(world(), world().operator, "down", {}, async (page, context) => {
            await page.goto("/agents");
            await settled(page);
            const rows = await page.getByRole("table").getByRole("row").count();
            await context.setOffline(true);
            await page.getByText(/^The server cannot be reached\. What is on this page stays/).waitFor();
            assert.equal(await page.getByRole("table").getByRole("row").count(), rows);
            await context.setOffline(false);
            await page.getByText(/^The server cannot be reached/).waitFor({ state: "detached" });
        });
    });

    test("settings take effect at once: language, appearance, rows (PRT-2)", async () => {
        await withPage(world(), world().warehouse, "settings", {}, async (page) => {
            await page.goto("/settings");
            await page.getByRole("combobox", { name: "Language" }).click();
            await page.getByRole("option", { name: "Deutsch" }).click();
            await page.getByRole("heading", { name: "Einstellungen" }).waitFor();
            await page.getByRole("radio", { name: "Dunkel" }).check();
            assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
            await page.getByRole("radio", { name: "Kompakt" }).check();
            await page.goto("/printers");
            await page.getByRole("heading", { name: "Drucker", level: 1 }).waitFor();
            const row = page.getByRole("table").getByRole("row").nth(1);
            await row.waitFor();
            assert.equal(Math.round((await row.boundingBox())?.height ?? 0), 32);
            await page.goto("/settings");
            await page.getByRole("combobox", { name: "Sprache" }).click();
            await page.getByRole("option", { name: "English" }).click();
            await page.getByRole("heading", { name: "Settings" }).waitFor();
        });
    });
}
