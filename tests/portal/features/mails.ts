// What was written by mail and what became of it; sent again from the page (NOT-1).
import assert from "node:assert/strict";
import { test } from "node:test";
import { mailsList } from "../../../web/src/features/mails/mailsSearch.ts";
import type { Part } from "../parts.ts";
import { cutOff, settled, violations, withPage, type World } from "../world.ts";

function tests(world: () => World): void {
    test("a mail is found, read with what the mail server said, and sent again (NOT-1)", async () => {
        await withPage(world(), world().operator, "mails", {}, async (page, { request }) => {
            await page.goto("/");
            await page.getByRole("button", { name: "Administration" }).click();
            await page.getByRole("menuitem", { name: "Mails" }).click();
            await page.getByRole("heading", { name: "Mails" }).waitFor();
            const { items } = await (await request.get("/api/v1/mails?state=sent&limit=200")).json();
            const mail = items.find((one: { sendable: boolean }) => one.sendable);
            assert.ok(mail, "the demo has sent mails");
            await page.goto(`/mails?kind=${mail.kind}&search=${encodeURIComponent(mail.to_address)}`);
            await settled(page);
            const row = page.getByRole("row").filter({ hasText: mail.subject }).first();
            await row.getByText("Sent").waitFor();
            await row.getByRole("button", { name: mail.subject }).click();
            const dialog = page.getByRole("dialog");
            await dialog.getByText("Taken by the mail server").first().waitFor();
            await dialog.getByText(/^<.*@.*>$/).waitFor();
            assert.deepEqual(await violations(page), []);
            const answer = page.waitForResponse((one) => /\/mails\/[^/]+\/sending$/.test(new URL(one.url()).pathname));
            await dialog.getByRole("button", { name: "Send again" }).click();
            assert.equal((await answer).status(), 200);
            await page.getByText("1 mail is sent again.").waitFor();
        });
    });

    test("an administrator of a customer sees the mails of the own organization alone, others none (NOT-1, ORG-7)", async () => {
        await withPage(world(), world().customer, "mails-customer", {}, async (page, { request }) => {
            const { items } = await (await request.get("/api/v1/mails?limit=200")).json();
            const home = (await (await request.get("/api/v1/session")).json()).organization.id;
            for (const mail of items) assert.equal(mail.organization_id, home);
            await page.goto("/mails");
            await settled(page);
            assert.deepEqual(await violations(page), []);
        });
        await withPage(world(), world().warehouse, "mails-warehouse", {}, async (page, { request }) => {
            assert.equal((await request.get("/api/v1/mails")).status(), 403);
            await page.goto("/mails");
            await page
                .getByText(/not allowed|no access|may not/i)
                .first()
                .waitFor();
        });
    });

    test("the page of mails fits a phone in Norwegian and in the dark", async () => {
        await withPage(
            world(),
            world().operator,
            "mails-phone",
            { width: 360, height: 780, scheme: "dark", language: "nb" },
            async (page) => {
                await page.goto("/mails");
                await settled(page);
                assert.deepEqual(await cutOff(page), []);
                assert.deepEqual(await violations(page), []);
            },
        );
    });
}

export const part: Part = {
    tests,
    lists: { "/mails": mailsList },
    clicks: ["sendMailAgain", "sendMailsAgain", "giveUpMail"],
};
