// Alert rules from the first one to its preview, on and off; notifications of a printer; mails that one chooses (NOT-2, PRT-2).
import assert from "node:assert/strict";
import { test } from "node:test";
import { type APIRequestContext, type Locator, type Page } from "../../../web/node_modules/playwright-core/index.mjs";
import { alertLogList, alertRulesList } from "../../../web/src/features/alerts/alertsSearch.ts";
import type { Row } from "../people.ts";
import type { Part } from "../parts.ts";
import { cutOff, settled, unique, violations, withPage, type World } from "../world.ts";

const main = (page: Page): Locator => page.locator("main");
const rule = (name: string) => ({
    name,
    condition: "supply_percent",
    threshold: 10,
    cooldown_hours: 24,
    site_ids: [],
    models: [],
    user_ids: [],
    addresses: ["desk@example.com"],
    enabled: true,
});

// `base`: of a browser's request, which says where it comes from.
async function add(request: APIRequestContext, name: string, organization?: string, base?: string): Promise<Row> {
    const whose = organization === undefined ? "" : `?organization_id=${organization}`;
    const answer = await request.post(`/api/v1/alert-rules${whose}`, {
        data: rule(name),
        headers: { "Idempotency-Key": unique("key").replace(" ", "-"), ...(base && { Origin: base }) },
    });
    assert.equal(answer.status(), 201, await answer.text());
    return (await answer.json()) as Row;
}
const act = async (page: Page, name: string, action: string): Promise<Locator> => {
    await page.goto(`/alert-rules?search=${encodeURIComponent(name)}`);
    await settled(page);
    await page
        .getByRole("button", { name: `Actions for ${name}`, exact: true })
        .first()
        .click();
    await page.getByRole("menuitem", { name: action, exact: true }).click();
    return page.getByRole("dialog");
};

function tests(world: () => World): void {
    test("a rule says what it would have sent before it is saved, is turned off and on again (NOT-2)", async () => {
        const name = unique("Low toner");
        await withPage(world(), world().customer, "alert-rule", {}, async (page) => {
            await page.goto("/");
            await page.getByRole("button", { name: "Administration" }).click();
            await page.getByRole("menuitem", { name: "Alert rules" }).click();
            await main(page).getByRole("button", { name: "New alert rule" }).first().click();
            const dialog = page.getByRole("dialog");
            await dialog.getByLabel("Name*", { exact: true }).fill(name);
            await dialog.getByLabel("Threshold*", { exact: true }).fill("60");
            await dialog.getByLabel("Other e-mail addresses", { exact: true }).fill("desk@example.com");
            await dialog.getByText(/In the last 30 days this would have sent \d+ mails?\./).waitFor();
            assert.deepEqual(await violations(page), []);
            await dialog.getByLabel("Threshold*", { exact: true }).fill("101");
            await dialog.getByRole("button", { name: "New alert rule" }).click();
            await dialog.getByText("Enter a whole number from 1 to 100.").first().waitFor();
            await dialog.getByLabel("Threshold*", { exact: true }).fill("60");
            await dialog.getByRole("combobox", { name: "People" }).click();
            await page.getByRole("option").first().click();
            await dialog.getByRole("button", { name: "New alert rule" }).click();
            await page.getByText(`${name} was saved.`).waitFor();
            await act(page, name, "Turn off");
            await page.getByText(`${name} is off.`).waitFor();
            await main(page).getByText("Off", { exact: true }).first().waitFor();
            await page.getByRole("button", { name: "Undo" }).click();
            await page.getByText(`${name} is on.`).waitFor();
            await act(page, name, "Show alert log");
            await page.waitForURL(/\/alert-log\?.*rule_id=/);
            await settled(page);
            assert.deepEqual(await violations(page), []);
            const question = await act(page, name, "Delete alert rule");
            await question.getByRole("button", { name: "Delete alert rule" }).click();
            await page.getByText(`${name} was deleted.`).waitFor();
        });
    });

    test("notifications of a printer are turned off on its page, and on again (PRN-3)", async () => {
        await withPage(world(), world().customer, "alert-mute", {}, async (page, context) => {
            const { items } = await (await context.request.get("/api/v1/printers?limit=1")).json();
            await page.goto(`/printers/${items[0].id}`);
            const pane = page.getByRole("region", { name: "Notifications" });
            await pane.getByRole("button", { name: "Turn notifications off" }).click();
            await pane.getByText("Notifications off", { exact: true }).waitFor();
            assert.deepEqual(await violations(page), []);
            await pane.getByRole("button", { name: "Turn notifications on" }).click();
            await pane.getByText("Notifications on", { exact: true }).waitFor();
        });
    });

    test("who wants recent orders only gets them, and no mails of alert rules (PRT-2)", async () => {
        await withPage(world(), world().customer, "settings-mails", {}, async (page, context) => {
            await page.goto("/settings");
            const recent = page.getByRole("radio", { name: "The last 90 days" });
            const alerts = page.getByRole("checkbox", { name: "Alert rules that name me" });
            await recent.check();
            await settled(page);
            await alerts.uncheck();
            await settled(page);
            assert.deepEqual(await violations(page), []);
            await page.reload();
            await recent.waitFor();
            assert.ok(await recent.isChecked());
            assert.ok(!(await alerts.isChecked()));
            const asked = page.waitForRequest(/supply-orders\?.*ordered_since=/);
            await page.goto("/supply-orders");
            await asked;
            await page.getByText("Only orders of the last 90 days are shown.").waitFor();
            const requests = page.waitForRequest(/service-requests\?.*occurred_since=/);
            await page.goto("/service-requests");
            await requests;
            await page.getByText("Only requests of the last 90 days are shown.").waitFor();
            // What is still open is shown, however old.
            await page.goto("/service-requests?state=open");
            await settled(page);
            assert.equal(await page.getByText("Only requests of the last 90 days are shown.").count(), 0);
            await page.goto("/settings");
            const saved = (): Promise<unknown> =>
                page.waitForResponse(
                    (answer) => answer.request().method() === "PUT" && /\/profile$/.test(answer.url()) && answer.ok(),
                );
            await Promise.all([saved(), page.getByRole("radio", { name: "All" }).check()]);
            await Promise.all([saved(), alerts.check()]);
            const profile = await (await context.request.get("/api/v1/profile")).json();
            assert.equal(profile.recent_only, false);
            assert.equal(profile.mail_alerts, true);
        });
    });

    test("alert rules and their log fit a phone in French and in the dark", async () => {
        await withPage(
            world(),
            world().customer,
            "alerts-phone",
            { width: 360, height: 780, scheme: "dark", language: "fr" },
            async (page) => {
                for (const path of ["/alert-rules", "/alert-log"]) {
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
    lists: { "/alert-rules": alertRulesList, "/alert-log": alertLogList },
    slow: ["/alert-log"],
    furnish: async (request, organization) => {
        for (const name of ["Low toner", "Night shift", "Reception"]) await add(request, unique(name), organization);
    },
    starts: { "New alert rule": "createAlertRule" },
    forms: {
        "features/alerts/AlertRuleDialog.tsx": ["alert rule"],
        "features/alerts/DeleteAlertRuleDialog.tsx": ["delete alert rule"],
    },
    clicks: ["previewAlertRule", "mutePrinterAlerts", "unmutePrinterAlerts"],
    send: {
        operation: "createAlertRule",
        work: async (sender, { go, sends, submit, confirm, closed }) => {
            const { page } = sender;
            const dialog = page.getByRole("dialog");
            const name = unique("Form");
            await go(sender, "/alert-rules");
            await main(page).getByRole("button", { name: "New alert rule" }).first().click();
            await dialog.getByLabel("Name*", { exact: true }).fill(name);
            // Whoever sees several organizations says which of them.
            const chooser = dialog.getByRole("combobox", { name: /^Organization/ });
            if ((await chooser.count()) > 0) {
                await chooser.click();
                await page.getByRole("option").first().click();
            }
            await sends(sender, "alert rule", "createAlertRule", dialog, submit(dialog));
            await closed(page);
            const row = async (action: string): Promise<void> => {
                await go(sender, `/alert-rules?search=${encodeURIComponent(name)}`);
                await page.getByRole("button", { name: `Actions for ${name}`, exact: true }).click();
                await page.getByRole("menuitem", { name: action, exact: true }).click();
                await dialog.waitFor();
            };
            await row("Edit alert rule");
            await dialog.getByLabel("Threshold*", { exact: true }).fill("15");
            await sends(sender, "alert rule", "updateAlertRule", dialog, submit(dialog));
            await closed(page);
            await row("Delete alert rule");
            await confirm(sender, dialog, "delete alert rule", "deleteAlertRule");
        },
    },
    drafts: [
        {
            name: "an alert rule",
            file: "alerts/AlertRuleDialog.tsx",
            who: (world) => world.customer,
            prepare: async (request, base) => {
                const made = await add(request, unique("Draft"), undefined, base);
                return { path: `/api/v1/alert-rules/${made.id}`, name: made.name, id: made.id };
            },
            open: (page, thing) => act(page, thing.name, "Edit alert rule"),
            field: "Other e-mail addresses",
            value: () => `${unique("desk").replace(/\W/g, "").toLowerCase()}@example.com`,
            dialog: true,
            stored: {
                operation: "updateAlertRule",
                save: "Save",
                saved: /was saved\.$/,
                read: (body) => body.addresses.join("\n"),
                body: (body) => ({ ...rule(body.name), addresses: body.addresses }),
            },
        },
    ],
};
