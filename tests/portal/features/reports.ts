// Lists and reports that are made by themselves and mailed (RPT-1).
import assert from "node:assert/strict";
import { test } from "node:test";
import { type APIRequestContext, type Locator, type Page } from "../../../web/node_modules/playwright-core/index.mjs";
import { reportsList } from "../../../web/src/features/reports/reportsSearch.ts";
import type { Row } from "../people.ts";
import type { Part } from "../parts.ts";
import { cutOff, settled, unique, violations, withPage, type World } from "../world.ts";

const main = (page: Page): Locator => page.locator("main");
const key = (): string => unique("key").replace(" ", "-");

async function schedule(request: APIRequestContext, base?: string, organization?: string): Promise<Row> {
    const me = (await (await request.get("/api/v1/session")).json()) as Row;
    const answer = await request.post(
        `/api/v1/reports${organization === undefined ? "" : `?organization_id=${organization}`}`,
        {
            data: {
                name: unique("Report"),
                source: "printers",
                filters: "",
                format: "csv",
                every: "month",
                first_on: "2031-01-01",
                hour: 6,
                time_zone: "UTC",
                recipients: [me.user.email],
                enabled: true,
            },
            headers: { "Idempotency-Key": key(), ...(base && { Origin: base }) },
        },
    );
    assert.equal(answer.status(), 201, await answer.text());
    return (await answer.json()) as Row;
}

const act = async (page: Page, name: string, action: string): Promise<void> => {
    await page
        .getByRole("button", { name: new RegExp(`^Actions for ${name}`) })
        .first()
        .click();
    await page.getByRole("menuitem", { name: action, exact: true }).click();
};

function tests(world: () => World): void {
    test("a list is scheduled from its menu, made now and downloaded (RPT-1)", async () => {
        const name = unique("Warnings");
        await withPage(world(), world().customer, "report", {}, async (page) => {
            await page.goto("/printers?state=warning");
            await settled(page);
            await page.getByRole("button", { name: /^(Saved views|View: )/ }).click();
            await page.getByRole("menuitem", { name: "Schedule this list" }).click();
            const dialog = page.getByRole("dialog");
            await dialog.getByLabel("Name*", { exact: true }).fill(name);
            await dialog.getByText("As the list was filtered when it was scheduled").waitFor();
            await dialog.getByRole("button", { name: "Save" }).click();
            await page.getByText(`“${name}” is scheduled.`).waitFor();
            await page.goto("/reports");
            await settled(page);
            await act(page, name, "Make it now");
            await page.getByText(`“${name}” is being made; its file comes by e-mail.`).waitFor();
            await act(page, name, "Show its runs");
            await dialog.getByText("Made and sent").waitFor({ timeout: 60_000 });
            const [file] = await Promise.all([
                page.waitForEvent("download"),
                dialog.getByRole("button", { name: "Download the file" }).click(),
            ]);
            assert.match(file.suggestedFilename(), /^printers-\d{4}-\d\d-\d\d\.xlsx$/);
            assert.deepEqual(await violations(page), []);
        });
    });

    test("a recipient who does not sign in here is refused at its field (RPT-1)", async () => {
        await withPage(world(), world().customer, "report-recipient", {}, async (page) => {
            await page.goto("/reports");
            await settled(page);
            await main(page).getByRole("button", { name: "Schedule a report" }).first().click();
            const dialog = page.getByRole("dialog");
            await dialog.getByLabel("Name*", { exact: true }).fill(unique("Leak"));
            await dialog.getByLabel("Recipients*", { exact: true }).fill("somebody@elsewhere.example");
            await dialog.getByRole("button", { name: "Save" }).click();
            await dialog
                .getByText(/Reports go to people of the organization/)
                .first()
                .waitFor();
        });
    });

    test("scheduled reports fit a phone in French and in the dark", async () => {
        await withPage(
            world(),
            world().operator,
            "reports-phone",
            { width: 360, height: 780, scheme: "dark", language: "fr" },
            async (page) => {
                await page.goto("/reports");
                await settled(page);
                assert.deepEqual(await cutOff(page), []);
                assert.deepEqual(await violations(page), []);
            },
        );
    });
}

export const part: Part = {
    tests,
    lists: { "/reports": reportsList },
    furnish: async (request, organization) => {
        for (let i = 0; i < 3; ++i) await schedule(request, undefined, organization);
    },
    starts: { "Schedule a report": "createReport" },
    forms: {
        "features/reports/ReportDialog.tsx": ["report"],
        "features/reports/DeleteReportDialog.tsx": ["delete report"],
    },
    clicks: ["runReport"],
    send: {
        operation: "createReport",
        work: async (sender, { go, sends, submit, confirm, closed }) => {
            const { page } = sender;
            const dialog = page.getByRole("dialog");
            const name = unique("Form");
            await go(sender, "/reports");
            await main(page).getByRole("button", { name: "Schedule a report" }).first().click();
            await dialog.getByLabel("Name*", { exact: true }).fill(name);
            await sends(sender, "report", "createReport", dialog, submit(dialog));
            await closed(page);
            await act(page, name, "Edit the report");
            await dialog.getByLabel("Name*", { exact: true }).fill(`${name} again`);
            await sends(sender, "report", "updateReport", dialog, submit(dialog));
            await closed(page);
            await act(page, `${name} again`, "Delete the report");
            await confirm(sender, dialog, "delete report", "deleteReport");
        },
    },
    drafts: [
        {
            name: "a scheduled report",
            file: "reports/ReportDialog.tsx",
            who: (world) => world.customer,
            prepare: async (request, base) => {
                const made = await schedule(request, base);
                return { path: `/api/v1/reports/${made.id}`, name: made.name, id: made.id };
            },
            open: async (page, thing) => {
                await page.goto("/reports");
                await settled(page);
                await act(page, thing.name, "Edit the report");
                const dialog = page.getByRole("dialog");
                await dialog.waitFor();
                return dialog;
            },
            field: "Name*",
            value: (thing) => unique(`${thing.name} moved`),
            dialog: true,
            stored: {
                operation: "updateReport",
                save: "Save",
                saved: /is scheduled\.$/,
                read: (body) => body.name,
                body: ({
                    name,
                    source,
                    view_id,
                    filters,
                    format,
                    every,
                    first_on,
                    hour,
                    time_zone,
                    recipients,
                    enabled,
                }) => ({
                    name,
                    source,
                    view_id,
                    filters,
                    format,
                    every,
                    first_on,
                    hour,
                    time_zone,
                    recipients,
                    enabled,
                }),
            },
        },
    ],
};
