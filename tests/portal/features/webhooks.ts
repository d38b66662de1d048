// Webhooks from the first endpoint to its log, its secret shown once, and what becomes of one that does not answer (ORD-3).
import assert from "node:assert/strict";
import { test } from "node:test";
import { type APIRequestContext, type Locator, type Page } from "../../../web/node_modules/playwright-core/index.mjs";
import { deliveriesList, webhooksList } from "../../../web/src/features/webhooks/webhooksSearch.ts";
import type { Part } from "../parts.ts";
import { made } from "../people.ts";
import { cutOff, settled, unique, violations, withPage, type World } from "../world.ts";

// No such host: whatever is sent there waits, and says why.
const address = (): string => `https://${unique("hook").replace(/\W/g, "")}.example.invalid/platen`;

const endpoint = (url: string) => ({
    url,
    description: "ERP",
    event_types: [],
    child_organizations: false,
    enabled: true,
});

async function add(request: APIRequestContext, base: string, url: string): Promise<any> {
    const answer = await request.post("/api/v1/webhooks", {
        data: endpoint(url),
        headers: { Origin: base, "Idempotency-Key": unique("key") },
    });
    assert.equal(answer.status(), 201, await answer.text());
    return answer.json();
}

async function remove(request: APIRequestContext, base: string, id: string): Promise<void> {
    const path = `/api/v1/webhooks/${id}`;
    const etag = (await request.get(path)).headers()["etag"] ?? "";
    assert.equal((await request.delete(path, { headers: { Origin: base, "If-Match": etag } })).status(), 204);
}

async function act(page: Page, scope: Locator, url: string, entry: string): Promise<Locator> {
    await scope.getByRole("button", { name: `Actions for ${url}`, exact: true }).click();
    await page.getByRole("menuitem", { name: entry, exact: true }).click();
    return page.getByRole("dialog");
}

function tests(world: () => World): void {
    test("an endpoint is added, its secret shown once, tried out, changed and deleted (ORD-3)", async () => {
        await withPage(world(), world().customer, "webhook", {}, async (page, { request }) => {
            const url = address();
            await page.goto("/");
            await page.getByRole("button", { name: "Administration" }).click();
            await page.getByRole("menuitem", { name: "Webhooks" }).click();
            const main = page.locator("main");
            await main.getByRole("button", { name: "New endpoint" }).first().click();
            const dialog = page.getByRole("dialog");
            await dialog.getByLabel("Address*", { exact: true }).fill("http://erp.example.com/");
            await dialog.getByRole("button", { name: "New endpoint" }).click();
            await dialog
                .getByText(/Events are sent over https only/)
                .first()
                .waitFor();
            await dialog.getByLabel("Address*", { exact: true }).fill(url);
            await dialog.getByRole("combobox", { name: "Events" }).click();
            await page.getByRole("option", { name: "Chosen types" }).click();
            await dialog.getByLabel("order.shipped").check();
            assert.deepEqual(await violations(page), []);
            await dialog.getByRole("button", { name: "New endpoint" }).click();
            const secret = page.getByRole("dialog").getByText(/^whsec_[A-Za-z0-9+/]{43}=$/);
            await secret.waitFor();
            const shown = await secret.innerText();
            await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
            await page.getByRole("link", { name: url }).click();
            await page.getByRole("heading", { name: url }).waitFor();
            assert.equal(await page.getByText(shown).count(), 0, "the secret is not shown again");
            const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
            const stored = await (await request.get(`/api/v1/webhooks/${id}`)).json();
            assert.deepEqual(stored.event_types, ["order.shipped"]);
            assert.equal(stored.secret, undefined);

            await act(page, main, url, "Send a test event");
            await page.getByText("A test event is on its way.").waitFor();
            await main.getByRole("button", { name: "webhook.test" }).click();
            await page.getByRole("dialog").getByText("What was sent to it").waitFor();
            await page
                .getByRole("dialog")
                .getByText(/"type":\s?"webhook.test"/)
                .waitFor();
            await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();

            const rotate = await act(page, main, url, "New secret");
            await rotate.getByRole("button", { name: "New secret" }).click();
            await page
                .getByRole("dialog")
                .getByText(/^whsec_/)
                .waitFor();
            assert.notEqual(
                await page
                    .getByRole("dialog")
                    .getByText(/^whsec_/)
                    .innerText(),
                shown,
            );
            await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
            await page.getByText("The secret before this one signs until").waitFor();

            const gone = await act(page, main, url, "Delete");
            await gone.getByRole("checkbox").check();
            await gone.getByRole("button", { name: "Delete" }).click();
            await page.getByText("The endpoint was deleted.").waitFor();
            await page.waitForURL(/\/webhooks(\?|$)/);
            assert.equal((await request.get(`/api/v1/webhooks/${id}`)).status(), 404);
        });
    });

    test("what was given up is sent again, one delivery and all of them (ORD-3)", async () => {
        await withPage(world(), world().customer, "webhook-replay", {}, async (page, { request }) => {
            const made = await add(request, world().base, address());
            const main = page.locator("main");
            await page.goto(`/webhooks/${made.id}`);
            await act(page, main, made.url, "Send a test event");
            await page.getByText("A test event is on its way.").waitFor();
            // Not while it is being sent: what is under way is not given up.
            const waits = async (): Promise<boolean> => {
                const { items } = await (await request.get(`/api/v1/webhooks/${made.id}/deliveries`)).json();
                return items[0]?.last_error !== null && items[0]?.last_error !== undefined;
            };
            while (!(await waits())) await page.evaluate(() => new Promise(requestAnimationFrame));
            const disable = await act(page, main, made.url, "Disable");
            await disable.getByRole("button", { name: "Disable" }).click();
            await page.getByText("The endpoint is disabled.").waitFor();
            await main.getByRole("row").filter({ hasText: "webhook.test" }).getByText("Given up").waitFor();
            await act(page, main, made.url, "Enable");
            await page.getByText("The endpoint is enabled.").waitFor();
            await main.getByRole("button", { name: "Send again what failed" }).click();
            await page.getByRole("dialog").getByRole("button", { name: "Send again" }).click();
            await page.getByText("1 event is sent again.").waitFor();
            await main.getByRole("row").filter({ hasText: "webhook.test" }).getByText("Waiting").waitFor();
            await remove(request, world().base, made.id);
        });
    });

    test("the pages of webhooks fit a phone in French and in the dark", async () => {
        await withPage(
            world(),
            world().customer,
            "webhook-phone",
            { width: 360, height: 780, scheme: "dark", language: "fr" },
            async (page, { request }) => {
                const made = await add(request, world().base, address());
                for (const path of ["/webhooks", `/webhooks/${made.id}`]) {
                    await page.goto(path);
                    await settled(page);
                    assert.deepEqual(await cutOff(page), [], path);
                    assert.deepEqual(await violations(page), [], path);
                }
                await remove(request, world().base, made.id);
            },
        );
    });
}

export const part: Part = {
    tests,
    lists: { "/webhooks": webhooksList, "/webhooks/$webhookId": deliveriesList },
    furnish: async (request, organization) => {
        const { id } = await made(request, `/webhooks?organization_id=${organization}`, endpoint(address()));
        await made(request, `/webhooks/${id}/test?organization_id=${organization}`, undefined);
    },
    parameters: { webhookId: "webhooks" },
    starts: { "New endpoint": "createWebhook" },
    forms: {
        "features/webhooks/WebhookDialog.tsx": ["webhook"],
        "features/webhooks/DeleteWebhookDialog.tsx": ["delete webhook"],
        "features/webhooks/WebhookActions.tsx": ["webhook secret", "disable webhook"],
        "features/webhooks/ReplayDialog.tsx": ["replay webhook"],
    },
    clicks: ["testWebhook", "replayWebhookDelivery"],
    send: {
        operation: "createWebhook",
        work: async (sender, { go, fill, sends, submit, confirm, closed }) => {
            const { page } = sender;
            const main = page.locator("main");
            const url = address();
            await go(sender, "/webhooks");
            await main.getByRole("button", { name: "New endpoint" }).first().click();
            let dialog = page.getByRole("dialog");
            await dialog.getByLabel("Address*", { exact: true }).fill(url);
            await fill(page, dialog);
            const made = await sends(sender, "webhook", "createWebhook", dialog, submit(dialog));
            await page
                .getByRole("dialog")
                .getByText(/^whsec_/)
                .waitFor();
            await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
            await closed(page);
            await go(sender, `/webhooks/${made.id}`);
            dialog = await act(page, main, url, "Edit endpoint");
            await dialog.getByLabel("Description", { exact: true }).fill("Form again");
            await sends(sender, "webhook", "updateWebhook", dialog, submit(dialog));
            await closed(page);
            await confirm(sender, await act(page, main, url, "Disable"), "disable webhook", "updateWebhook");
            await act(page, main, url, "Enable");
            await page.getByText("The endpoint is enabled.").waitFor();
            dialog = await act(page, main, url, "New secret");
            await sends(sender, "webhook secret", "rotateWebhookSecret", dialog, () =>
                dialog.getByRole("button").last().click(),
            );
            await page
                .getByRole("dialog")
                .getByText(/^whsec_/)
                .waitFor();
            await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
            await closed(page);
            const { request } = sender.context;
            const sent = await request.post(`/api/v1/webhooks/${made.id}/test`, {
                headers: { Origin: sender.world.base, "Idempotency-Key": unique("key") },
            });
            const { id } = await sent.json();
            const failed = async (): Promise<boolean> =>
                (await (await request.get(`/api/v1/webhook-deliveries/${id}`)).json()).log.length > 0;
            while (!(await failed())) await page.evaluate(() => new Promise(requestAnimationFrame));
            await go(sender, "/webhooks");
            await go(sender, `/webhooks/${made.id}`);
            await confirm(sender, await act(page, main, url, "Disable"), "disable webhook", "updateWebhook");
            await act(page, main, url, "Enable");
            await main.getByRole("button", { name: "Send again what failed" }).click();
            dialog = page.getByRole("dialog");
            await sends(sender, "replay webhook", "replayFailedWebhookDeliveries", dialog, submit(dialog));
            await closed(page);
            await confirm(sender, await act(page, main, url, "Delete"), "delete webhook", "deleteWebhook");
        },
    },
    drafts: [
        {
            name: "an endpoint of webhooks",
            file: "webhooks/WebhookDialog.tsx",
            who: (world) => world.customer,
            prepare: async (request, base) => {
                const made = await add(request, base, address());
                return { path: `/api/v1/webhooks/${made.id}`, name: made.url, id: made.id };
            },
            open: async (page, thing) => {
                await page.goto(`/webhooks/${thing.id}`);
                await settled(page);
                return act(page, page.locator("main"), thing.name, "Edit endpoint");
            },
            field: "Description",
            value: () => unique("ERP"),
            dialog: true,
            stored: {
                operation: "updateWebhook",
                save: "Save",
                saved: /^The endpoint was saved\.$/,
                read: (body) => body.description,
                body: ({ url, description, event_types, child_organizations, enabled }) => ({
                    url,
                    description,
                    event_types,
                    child_organizations,
                    enabled,
                }),
            },
        },
    ],
};
