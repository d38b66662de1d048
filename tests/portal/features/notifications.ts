// What concerns whoever is signed in: the number on the sign of the account, and the list in what opens there (PRT-2).
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Part } from "../parts.ts";
import { ask } from "../people.ts";
import { settled, violations, withPage, type World } from "../world.ts";
import { placed } from "./orders.ts";

function tests(world: () => World): void {
    test("an order that one is given is told once, at the sign of the account, and leads there (PRT-2)", async () => {
        let number = "";
        let id = "";
        await withPage(world(), world().customer, "told-order", {}, async (_page, context) => {
            ({ number, id } = (await placed(context.request, world().base)) as { number: string; id: string });
        });
        await withPage(world(), world().operator, "told", {}, async (page, context) => {
            const give = async (assignee: string): Promise<void> => {
                const { etag } = await ask(context.request, "GET", `/supply-orders/${id}`);
                const { status } = await ask(
                    context.request,
                    "PUT",
                    `/supply-orders/${id}/assignment`,
                    { assignee },
                    { Origin: world().base, "If-Match": etag },
                );
                assert.equal(status, 200);
            };
            await give(world().operator.email);
            const asked: string[] = [];
            page.on("request", (request) => {
                if (request.url().includes("/api/v1/notifications")) asked.push(request.method());
            });
            await page.goto("/sites");
            await settled(page);
            const sign = page.getByRole("status").filter({ hasText: /new notification/ });
            await sign.waitFor({ timeout: 60_000 });
            assert.deepEqual(asked, ["GET"], "one small question, once the page is at rest");
            await page.getByRole("button", { name: "Account" }).click();
            const list = page.getByRole("region", { name: "Notifications" });
            const link = list.getByRole("link", { name: `You work on order ${number}` });
            await link.waitFor();
            assert.deepEqual(await violations(page), []);
            await sign.waitFor({ state: "detached" });
            await link.click();
            await page.getByRole("heading", { name: `Order ${number}` }).waitFor();
            // The server remembers what was seen.
            const after = await ask(context.request, "GET", "/notifications");
            assert.equal(after.body.unseen, 0);
            await give("");
        });
    });
}

export const part: Part = { tests, clicks: ["seeNotifications"] };
