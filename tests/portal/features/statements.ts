// Periods of contracts that were closed: lines, corrections, approval, files (MTR-5).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type APIRequestContext, type Locator, type Page } from "../../../web/node_modules/playwright-core/index.mjs";
import { linesList, statementsList } from "../../../web/src/features/statements/statementsSearch.ts";
import type { Part } from "../parts.ts";
import { ask, type Row } from "../people.ts";
import { cutOff, settled, unique, violations, withPage, type World } from "../world.ts";

const main = (page: Page): Locator => page.locator("main");

// A statement of the weeks before of a contract with printers, as whoever manages contracts closes it.
async function closed(request: APIRequestContext, organization?: string, base?: string): Promise<Row | null> {
    const of = organization ? `organization_id=${organization}&` : "";
    const { items } = (await ask(request, "GET", `/contracts?${of}limit=50`)).body;
    const contract = items.find((one: Row) => one.printers > 0);
    if (!contract) return null;
    const path = `/api/v1/contracts/${contract.id}/meter-terms`;
    const origin = { ...(base && { Origin: base }) };
    const terms = await request.get(path);
    if (!((await terms.json()) as Row).set) {
        const answer = await request.put(path, {
            data: {
                // The period has ended yesterday: what the simulated printers say today is near its end.
                closing_day: new Date(Date.now() - 86_400_000).getUTCDate(),
                time_zone: "UTC",
                starts_on: new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 10),
                close_after_days: 20,
                groups: [{ name: "All pages", meters: ["life"], included_pages: 1000 }],
            },
            headers: { ...origin, "If-Match": terms.headers().etag ?? '"0"' },
        });
        assert.equal(answer.status(), 200, await answer.text());
    }
    const answer = await request.post(`/api/v1/contracts/${contract.id}/closings`, {
        headers: { ...origin, "Idempotency-Key": unique("close").replace(" ", "-") },
    });
    const path_of_all = `/statements?contract_id=${contract.id}&state=open&sort=period_ends_on`;
    if (answer.status() !== 201) return (await ask(request, "GET", path_of_all)).body.items[0] ?? null;
    return (await answer.json()) as Row;
}

const oldest = async (request: APIRequestContext, contract: string): Promise<Row> =>
    (await ask(request, "GET", `/statements?contract_id=${contract}&state=open&sort=period_ends_on`)).body.items[0];

function tests(world: () => World): void {
    test("lines are corrected with a reason, then the statement is approved and stays (MTR-5)", async () => {
        await withPage(world(), world().operator, "statement-approve", {}, async (page, context) => {
            const made =
                (await closed(context.request, undefined, world().base)) ?? assert.fail("a contract has printers");
            const { id } = await oldest(context.request, made.contract_id);
            // Whatever is wrong by then is corrected at the server, but for one line.
            const { items } = (await ask(context.request, "GET", `/statements/${id}/lines?limit=200`)).body;
            for (const line of items.slice(1)) {
                if (typeof line.pages === "number" && line.pages >= 0) continue;
                await ask(
                    context.request,
                    "PUT",
                    `/statement-lines/${line.id}`,
                    { start_value: 1, end_value: 2, reason: "seen" },
                    {
                        "If-Match": `"${line.version}"`,
                        Origin: world().base,
                    },
                );
            }
            await page.goto(`/statements/${id}`);
            await settled(page);
            await main(page)
                .getByRole("button", { name: /^Actions for/ })
                .first()
                .click();
            await page.getByRole("menuitem", { name: "Correct line" }).click();
            const dialog = page.getByRole("dialog");
            await dialog.getByLabel("Start*", { exact: true }).fill("100");
            await dialog.getByLabel("End*", { exact: true }).fill("90000100");
            await dialog.getByLabel("Reason*", { exact: true }).fill("");
            await dialog.getByRole("button", { name: "Correct line" }).click();
            await dialog.getByRole("alert").first().waitFor();
            await dialog.getByLabel("Reason*", { exact: true }).fill("Read on the telephone");
            await dialog.getByRole("button", { name: "Correct line" }).click();
            await page.getByText("The line was corrected.").waitFor();
            assert.deepEqual(await violations(page), []);
            const [file] = await Promise.all([
                page.waitForEvent("download"),
                main(page).getByRole("link", { name: "Download as CSV" }).click(),
            ]);
            assert.match(readFileSync(await file.path(), "utf8"), /Read on the telephone/);
            await main(page).getByRole("button", { name: "Approve" }).click();
            await page.getByRole("dialog").getByRole("checkbox").check();
            await page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
            await page.getByText("The statement was approved.").waitFor();
            await main(page).getByText("Approved", { exact: true }).first().waitFor();
            assert.equal(await main(page).getByRole("button", { name: "Approve" }).count(), 0);
        });
    });

    test("statements fit a phone in French and in the dark", async () => {
        await withPage(
            world(),
            world().operator,
            "statements-phone",
            { width: 360, height: 780, scheme: "dark", language: "fr" },
            async (page, context) => {
                const made = await closed(context.request, undefined, world().base);
                for (const path of ["/statements", ...(made ? [`/statements/${made.id}`] : [])]) {
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
    lists: { "/statements": statementsList, "/statements/$statementId": linesList },
    furnish: async (request, organization) => {
        await closed(request, organization);
    },
    parameters: { statementId: "statements" },
    forms: {
        "features/statements/CorrectDialog.tsx": ["correct line"],
        "features/statements/ApproveDialog.tsx": ["approve statement"],
    },
    byTests: ["correct line", "approve statement"],
    clicks: ["correctStatementLine", "approveStatement"],
    drafts: [
        {
            name: "a correction of a statement",
            file: "statements/CorrectDialog.tsx",
            who: (world) => world.operator,
            prepare: async (request, base) => {
                const made = (await closed(request, undefined, base)) ?? assert.fail("a contract has printers");
                const line = (await ask(request, "GET", `/statements/${made.id}/lines?limit=1`)).body.items[0];
                // A line may be without values: those that a person says are compared.
                const etag = `"${line.version}"`;
                const headers = { "If-Match": etag, Origin: base };
                const said = { start_value: 1, end_value: 90_000_000, reason: unique("Read on the telephone") };
                const seen = await ask(request, "PUT", `/statement-lines/${line.id}`, said, headers);
                assert.equal(seen.status, 200, JSON.stringify(seen.body));
                return { path: `/api/v1/statement-lines/${line.id}`, name: "", id: made.id };
            },
            open: async (page, thing) => {
                await page.goto(`/statements/${thing.id}`);
                await settled(page);
                await main(page)
                    .getByRole("button", { name: /^Actions for/ })
                    .first()
                    .click();
                await page.getByRole("menuitem", { name: "Correct line" }).click();
                const dialog = page.getByRole("dialog");
                await dialog.waitFor();
                return dialog;
            },
            field: "Reason*",
            value: () => unique("Read on the telephone"),
            dialog: true,
            stored: {
                operation: "correctStatementLine",
                save: "Correct line",
                saved: /^The line was corrected\.$/,
                read: (body) => body.reason,
                body: ({ start_value, end_value, reason }) => ({ start_value, end_value, reason }),
            },
        },
    ],
};
