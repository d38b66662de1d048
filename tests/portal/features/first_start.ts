// The guided start: from an empty organization to its first printer and rule, each step as it really stands (PRT-1).
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Page } from "../../../web/node_modules/playwright-core/index.mjs";
import { asOperator, deliverWith, enroll, partnerOf } from "../mps_world.ts";
import type { Part } from "../parts.ts";
import { invited, made, password } from "../people.ts";
import { type Account, cutOff, settled, unique, violations, withPage, type World } from "../world.ts";

// An organization in which nothing is yet, and its first person.
async function newcomer(world: World, role = "administrator"): Promise<Account> {
    return asOperator(world, async (operator) => {
        const parent = await partnerOf(operator);
        const body = { name: unique("Neuland"), parent_id: parent };
        const { id } = await made(operator, `/organizations?organization_id=${parent}`, body);
        const person = await invited(world, operator, "child", id, [role]);
        assert.ok(person);
        return { email: person.email, password };
    });
}

const guide = (page: Page) => page.getByRole("region", { name: "Guided start" });
const step = (page: Page, name: string) => guide(page).getByRole("listitem").filter({ hasText: name });

function tests(world: () => World): void {
    test("an empty organization is led to its first printer and rule (PRT-1)", async () => {
        const who = await newcomer(world());
        await withPage(world(), who, "first-start", {}, async (page) => {
            await page.goto("/");
            await guide(page).waitFor();
            await settled(page);
            assert.equal(await guide(page).getByRole("listitem").count(), 5);
            assert.deepEqual(await violations(page), []);

            await step(page, "Organization and first site").getByRole("link", { name: "Create a site" }).click();
            await page.waitForURL(/\/sites/);
            await page.getByRole("button", { name: "New site" }).first().click();
            const site = page.getByRole("dialog");
            await site.getByLabel("Name*", { exact: true }).fill("Werk");
            await site.getByRole("button", { name: "Save" }).click();
            await page.getByRole("button", { name: "Werk", exact: true }).waitFor();
            await page.getByRole("link", { name: "Home" }).first().click();
            await guide(page).getByText("Site Werk").waitFor();

            await step(page, "Test mail").getByRole("button", { name: "Send a test mail" }).click();
            await step(page, "Test mail").getByText(`The mail server took the mail to ${who.email}.`).waitFor();

            await guide(page).getByRole("button", { name: "Set up an agent" }).click();
            const dialog = page.getByRole("dialog");
            await dialog.getByLabel("Name*", { exact: true }).fill("Pförtner");
            await dialog.getByLabel("Site*", { exact: true }).click();
            await page.getByRole("option", { name: "Werk" }).click();
            await dialog.getByRole("button", { name: "Create agent" }).click();
            const line = await dialog
                .getByText(
                    /^sudo apt-get install .*platen-agent enroll .* && sudo systemctl enable --now platen-agent$/,
                )
                .innerText();
            const token = /PLATEN_ENROLLMENT_TOKEN=(\S+)/.exec(line)?.[1];
            assert.ok(token, line);
            await dialog.getByRole("button", { name: "I have copied it" }).click();
            await guide(page).getByText("Pförtner has not called yet.").waitFor();

            // It turns green while one watches.
            const { key } = await enroll(world(), { enrollment_token: token }, "2.1.0");
            await guide(page).getByText("Pförtner is connected").waitFor();
            await guide(page).getByText("The agent is searching.").waitFor();
            await deliverWith(world(), "first start", key, [{ name: "first" }]);
            await guide(page)
                .getByText(/MX910de is here/)
                .waitFor();

            await guide(page).getByRole("button", { name: "Create an alert rule" }).click();
            const rule = page.getByRole("dialog");
            await rule.getByLabel("Name*", { exact: true }).fill("Low toner");
            await rule.getByLabel("Threshold*", { exact: true }).fill("15");
            await rule.getByLabel("Other e-mail addresses", { exact: true }).fill("desk@example.com");
            await rule.getByRole("button", { name: "New alert rule" }).click();
            await guide(page).getByText("All five steps are done.").waitFor();
            assert.deepEqual(await violations(page), []);
            await guide(page).getByRole("button", { name: "Close", exact: true }).click();
            await guide(page).waitFor({ state: "detached" });
            await page.reload();
            await settled(page);
            assert.equal(await guide(page).count(), 0);
        });
    });

    test("the guided start is put away, taken back, and called again from the settings (PRT-1)", async () => {
        const who = await newcomer(world());
        await withPage(world(), who, "first-start-away", {}, async (page) => {
            await page.goto("/");
            await guide(page).getByRole("button", { name: "Put away" }).click();
            await guide(page).waitFor({ state: "detached" });
            await page.getByRole("button", { name: "Undo" }).click();
            await guide(page).waitFor();
            await guide(page).getByRole("button", { name: "Put away" }).click();
            await guide(page).waitFor({ state: "detached" });
            await page.reload();
            await settled(page);
            assert.equal(await guide(page).count(), 0);
            await page.goto("/settings");
            await page.getByRole("button", { name: "Show the guided start" }).click();
            await guide(page).waitFor();
        });
    });

    test("a mail that is refused is said so, and viewers have no guided start (PRT-1)", async () => {
        const who = await newcomer(world());
        await withPage(world(), who, "first-start-refused", {}, async (page) => {
            await page.route(/\/api\/v1\/first-start/, async (route) => {
                const answer = await route.fetch();
                const mail = {
                    to_address: who.email,
                    state: "failed",
                    attempts: 1,
                    last_error: "550 5.1.1 no such user",
                };
                await route.fulfill({ response: answer, json: { ...(await answer.json()), mail } });
            });
            await page.goto("/");
            await step(page, "Test mail").getByText("was refused: 550 5.1.1 no such user").waitFor();
            await step(page, "Test mail").getByRole("button", { name: "Send another one" }).waitFor();
            assert.deepEqual(await violations(page), []);
        });
        const viewer = await newcomer(world(), "viewer");
        await withPage(world(), viewer, "first-start-viewer", {}, async (page) => {
            await page.goto("/");
            await settled(page);
            assert.equal(await guide(page).count(), 0);
        });
    });

    test("the guided start fits a phone in French and in the dark", async () => {
        const who = await newcomer(world());
        const look = { width: 360, height: 780, scheme: "dark", language: "fr" } as const;
        await withPage(world(), who, "first-start-phone", look, async (page) => {
            await page.goto("/");
            await page.getByRole("region", { name: "Démarrage guidé" }).waitFor();
            await settled(page);
            assert.deepEqual(await cutOff(page), []);
            assert.deepEqual(await violations(page), []);
        });
    });
}

export const part: Part = { tests, clicks: ["showFirstStart", "sendTestMail"] };
