// The pages of MPS Express as a person clicks through them.
import assert from "node:assert/strict";
import { type Locator, type Page } from "../../web/node_modules/playwright-core/index.mjs";
import { type Customer, type Machine } from "./mps_world.ts";
import { type Account, cutOff, settled, violations } from "./world.ts";

export const two: Machine[] = [{ name: "one" }, { name: "two" }];
export const main = (page: Page): Locator => page.locator("main");
export const state = (page: Page, name: string): Locator => page.locator(`details[data-state=${name}]`);

export const must = async (who: Promise<Account | null>): Promise<Account> => {
    const found = await who;
    assert.ok(found);
    return found;
};

export async function signIn(page: Page, who: Account): Promise<void> {
    await page.goto("/");
    await page.getByLabel("E-mail").fill(who.email);
    await page.getByLabel("Password", { exact: true }).fill(who.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("navigation", { name: "Main" }).waitFor();
    await settled(page);
}

export async function actIn(page: Page, customer: Customer): Promise<void> {
    await page.getByRole("button", { name: /^Organization:/ }).click();
    await page.getByRole("combobox", { name: "Find an organization" }).fill(customer.name);
    // The others have gone by then, so that nothing moves under the click.
    await page
        .getByRole("dialog")
        .locator("li:only-child")
        .getByRole("option")
        .filter({ hasText: customer.name })
        .click();
    await page.getByRole("button", { name: `Organization: ${customer.name}. Change` }).waitFor();
    await settled(page);
}

export async function choosePrinters(page: Page, count: number): Promise<void> {
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Printers" }).click();
    await settled(page);
    const boxes = page.getByRole("table").locator("tbody").getByRole("checkbox");
    await boxes.nth(count - 1).waitFor();
    for (let index = 0; index < count; index += 1) await boxes.nth(index).check();
}

export async function inMenu(page: Page, entry: string): Promise<void> {
    await main(page).getByRole("button", { name: "Managed Print Services" }).click();
    await page.getByRole("menuitem", { name: entry, exact: true }).click();
}

export async function addChosen(page: Page): Promise<void> {
    await inMenu(page, "Add to MPS Express");
    await page.getByRole("heading", { level: 1, name: "Add to MPS Express" }).waitFor();
}

export async function acceptAndAdd(page: Page): Promise<void> {
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("heading", { name: "Terms of service", exact: true }).waitFor();
    await page.getByRole("checkbox", { name: /^I have read the terms of service/ }).check();
    await page.getByRole("checkbox", { name: /cannot be undone/ }).check();
    await main(page).getByRole("button", { name: "Add to MPS Express" }).click();
}

export async function isPending(page: Page, count: number): Promise<void> {
    await page.getByText(`${count} printer${count === 1 ? " was" : "s were"} added`, { exact: true }).waitFor();
    await page.getByRole("link", { name: "To the printers" }).click();
    await page.waitForURL(/view=managed/);
    await settled(page);
    assert.equal(await page.getByRole("cell", { name: "Pending MPS Express" }).count(), count);
}

// Opens the page with these printers of a customer, as if they had just been chosen in the list.
export async function openAdd(page: Page, customer: Customer, names: string[]): Promise<void> {
    await page.goto("/settings");
    await settled(page);
    await page.evaluate(
        ([organization_id, printer_ids]) =>
            sessionStorage.setItem(
                "platen.mps_express.chosen",
                JSON.stringify({ organization_id, printer_ids, key: "test" }),
            ),
        [customer.id, names.map((name) => customer.printers[name])] as const,
    );
    await page.goto(`/mps-express/add?org=${customer.id}`);
    await settled(page);
}

export async function fits(page: Page): Promise<void> {
    assert.deepEqual(await cutOff(page), []);
    assert.equal(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
        0,
        "the page is not wider than the window",
    );
    assert.deepEqual(await violations(page), []);
}

// An entry of the menu of the first row that has one, and the dialog that it opens.
export async function act(page: Page, entry: string): Promise<Locator> {
    await page
        .getByRole("button", { name: /^Actions for/ })
        .first()
        .click();
    await page.getByRole("menuitem", { name: entry, exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    return dialog;
}
