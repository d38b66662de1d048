// Contracts, and the terms that are inherited from level to level.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type APIRequestContext, type Locator, type Page } from "../../../web/node_modules/playwright-core/index.mjs";
import { contractsList } from "../../../web/src/features/contracts/contractsSearch.ts";
import { ask, type Row } from "../people.ts";
import type { Part } from "../parts.ts";
import { cutOff, settled, unique, violations, withPage, type World } from "../world.ts";

const main = (page: Page): Locator => page.locator("main");
const word = (text: string): string => unique(text).replace(" ", "-");

async function customerOf(request: APIRequestContext): Promise<string> {
    const { items } = (await ask(request, "GET", "/organizations?limit=50")).body;
    return (items as Row[]).find(({ tier }) => tier === "child")?.id ?? "";
}

async function makeContract(request: APIRequestContext, base: string, number: string): Promise<Row> {
    const organization = await customerOf(request);
    const answer = await request.post(`/api/v1/contracts?organization_id=${organization}`, {
        data: {
            number,
            name: "Print",
            customer: "self_service",
            supplies_included: true,
            excluded_kinds: [],
            delivery_days: [],
        },
        headers: { Origin: base, "Idempotency-Key": word("key") },
    });
    assert.equal(answer.status(), 201, await answer.text());
    return (await answer.json()) as Row;
}

async function drop(request: APIRequestContext, base: string, id: string): Promise<void> {
    const one = (await ask(request, "GET", `/contracts/${id}`)).body;
    await request.delete(`/api/v1/contracts/${id}`, { headers: { Origin: base, "If-Match": `"${one.version}"` } });
}

function tests(world: () => World): void {
    test("contracts are found by their customer, and the list is a file (ASR-17)", async () => {
        await withPage(world(), world().operator, "contracts-file", {}, async (page, context) => {
            const [contract] = (await ask(context.request, "GET", "/contracts?limit=1")).body.items as Row[];
            assert.ok(contract, "there is a contract");
            await page.goto(`/contracts?search=${encodeURIComponent(contract.organization_name)}`);
            await settled(page);
            await page.getByRole("table").getByRole("link", { name: contract.number }).first().waitFor();
            const [file] = await Promise.all([
                page.waitForEvent("download"),
                page.getByRole("button", { name: "Export as CSV" }).click(),
            ]);
            assert.equal(file.suggestedFilename(), "contracts.csv");
            assert.deepEqual(await violations(page), []);
        });
    });

    test("a contract says terms of its own, shows where the others come from, and goes back to inherited (ASR-4, ASR-17)", async () => {
        await withPage(world(), world().operator, "contract", {}, async (page, context) => {
            const made = await makeContract(context.request, world().base, word("K"));
            await page.goto(`/contracts/${made.id}`);
            await settled(page);
            const days = main(page).getByLabel("Order when it lasts", { exact: true });
            await main(page).getByText("21 days counts, from the installation.").waitFor();
            await days.fill("14");
            await main(page).getByText("Instead of 21 days from the installation.").waitFor();
            await main(page).getByRole("button", { name: "Save" }).click();
            await page.getByText(`Contract ${made.number} was saved.`).waitFor();
            await page.goto(`/contracts/${made.id}`);
            await settled(page);
            assert.equal(await days.inputValue(), "14");
            await main(page).getByRole("button", { name: "Back to inherited: Order when it lasts" }).click();
            assert.equal(await days.inputValue(), "");
            await main(page).getByRole("button", { name: "Save" }).click();
            await page.getByText(`Contract ${made.number} was saved.`).waitFor();
            assert.equal((await ask(context.request, "GET", `/contracts/${made.id}`)).body.trigger_days ?? null, null);
            await drop(context.request, world().base, made.id);
        });
    });

    test("the terms of a site say what printers there inherit from their contract (ASR-4)", async () => {
        await withPage(world(), world().operator, "contract-site", {}, async (page, context) => {
            const under = (await ask(context.request, "GET", "/printers?under_contract=true&limit=100")).body
                .items as Row[];
            const printer = under.find((one) => one.site_id);
            assert.ok(printer, "a printer at a site is under a contract");
            const terms = (await ask(context.request, "GET", `/printers/${printer.id}/supply-terms`)).body;
            const at = `/contracts/${terms.contract_id}`;
            const before = (await ask(context.request, "GET", at)).body;
            const input = Object.fromEntries(
                Object.entries(before).filter(
                    ([name]) =>
                        /^(number|name|customer|supplies_included|excluded_kinds|starts_on|ends_on|consolidation)$/.test(
                            name,
                        ) || /_(days|cartridges)$/.test(name),
                ),
            );
            const say = async (coverage_days: number | null): Promise<void> => {
                const { version } = (await ask(context.request, "GET", at)).body;
                const answer = await context.request.put(`${world().base}/api/v1${at}`, {
                    data: { ...input, coverage_days },
                    headers: { Origin: world().base, "If-Match": `"${version}"` },
                });
                assert.equal(answer.status(), 200, await answer.text());
            };
            await say(41);
            await page.goto(`/sites/${printer.site_id}/terms`);
            await settled(page);
            const others = main(page).getByRole("region", { name: "Printers that inherit something else" });
            await others.getByText("An order covers: 41 days (from the contract)").first().waitFor();
            await others.getByRole("link", { name: before.number, exact: true }).first().waitFor();
            await main(page).getByText("30 days counts, from the installation.").waitFor();
            assert.deepEqual(await violations(page), []);
            await say(before.coverage_days ?? null);
        });
    });

    test("a customer reads its contracts and the terms of its printers, and changes neither", async () => {
        await withPage(world(), world().customer, "contract-customer", {}, async (page, context) => {
            await page.goto("/contracts");
            await settled(page);
            const row = page.getByRole("table").locator("tbody").getByRole("row").first();
            await row.getByRole("link").first().click();
            await page.getByText("Kind of customer").waitFor();
            assert.equal(await main(page).getByRole("button", { name: "Save" }).count(), 0);
            assert.deepEqual(await violations(page), []);
            const { items } = (await ask(context.request, "GET", "/printers?under_contract=true&limit=1")).body;
            await page.goto(`/printers/${items[0].id}`);
            await page
                .getByRole("region", { name: "Contract and terms" })
                .getByText(/from the installation/)
                .first()
                .waitFor();
        });
    });

    test("the pages of contracts fit a phone in French and in the dark", async () => {
        await withPage(
            world(),
            world().operator,
            "contracts-phone",
            { width: 360, height: 780, scheme: "dark", language: "fr" },
            async (page) => {
                for (const path of ["/contracts", "/contracts/new", "/contracts/terms"]) {
                    await page.goto(path);
                    await settled(page);
                    assert.deepEqual(await cutOff(page), [], path);
                    assert.deepEqual(await violations(page), [], path);
                }
            },
        );
    });
}

const open =
    (path: (id: string) => string) =>
    async (page: Page, thing: { id: string }): Promise<Locator> => {
        await page.goto(path(thing.id));
        await settled(page);
        return main(page);
    };

const figures = ({
    trigger_days,
    coverage_days,
    join_days,
    first_notice_days,
    high_volume_cartridges,
    consolidation,
    delivery_days,
}: Row): Row => ({
    trigger_days,
    coverage_days,
    join_days,
    first_notice_days,
    high_volume_cartridges,
    consolidation,
    delivery_days,
});

let figure = 50;
const another = (): string => String((figure += 1));

export const part: Part = {
    tests,
    lists: { "/contracts": contractsList },
    parameters: { contractId: "contracts", siteId: "sites" },
    starts: { "New contract": "createContract" },
    forms: {
        "features/contracts/ContractForm.tsx": ["contract"],
        "features/contracts/DeleteContractDialog.tsx": ["delete contract"],
        "features/contracts/OperatorTermsPage.tsx": ["terms for everybody"],
        "features/contracts/LevelTermsPages.tsx": ["terms of a level"],
    },
    send: {
        operation: "createContract",
        work: async (sender, { go, sends, submit, confirm }) => {
            const { page, place } = sender;
            const scope = main(page);
            await go(sender, "/contracts/new");
            await scope.getByLabel("Contract number*", { exact: true }).fill(word("F"));
            await scope.getByLabel("Name*", { exact: true }).fill("Form");
            // Whoever sees several organizations says with which of them it is.
            const whose = scope.getByRole("combobox", { name: /^Organization/ });
            if ((await whose.count()) > 0) {
                await whose.click();
                await page.getByRole("option").first().click();
            }
            const made = await sends(sender, "contract", "createContract", scope, submit(scope));
            await page.waitForURL(/\/contracts(\?|$)/);
            await go(sender, `/contracts/${made.id}`);
            await scope.getByLabel("Name*", { exact: true }).fill("Form again");
            await sends(sender, "contract", "updateContract", scope, submit(scope));
            await page.waitForURL(/\/contracts(\?|$)/);
            await go(sender, `/contracts/${made.id}`);
            await scope.getByRole("button", { name: "More about this contract" }).click();
            await page.getByRole("menuitem", { name: "Delete contract" }).click();
            await confirm(sender, page.getByRole("dialog"), "delete contract", "deleteContract");
            const first = async (path: string): Promise<string> =>
                (await ask(page.request, "GET", `/${path}?organization_id=${place.organization}&limit=1`)).body.items[0]
                    ?.id;
            const [model, site] = [await first("catalog-models"), await first("sites")];
            const levels: [string, string, string][] = [
                ["/contracts/terms", "terms for everybody", "updateOperatorTerms"],
                ...(model
                    ? [
                          [`/catalog/models/${model}/terms`, "terms of a level", "updateModelTerms"] as [
                              string,
                              string,
                              string,
                          ],
                      ]
                    : []),
                ...(site
                    ? [[`/sites/${site}/terms`, "terms of a level", "updateSiteTerms"] as [string, string, string]]
                    : []),
            ];
            for (const [path, name, operation] of levels) {
                for (const value of [another(), ""]) {
                    await go(sender, path);
                    await scope.getByLabel("An order covers", { exact: true }).fill(value);
                    await sends(sender, name, operation, scope, submit(scope));
                }
            }
        },
    },
    drafts: [
        {
            name: "a new contract",
            file: "contracts/NewContractPage.tsx",
            who: (world) => world.operator,
            prepare: async () => ({ path: "", name: "", id: "" }),
            open: open(() => "/contracts/new"),
            field: "Name*",
            value: () => unique("Print"),
            dialog: false,
        },
        {
            name: "a contract",
            file: "contracts/ContractPage.tsx",
            who: (world) => world.operator,
            prepare: async (request, base) => {
                const made = await makeContract(request, base, word("D"));
                return { path: `/api/v1/contracts/${made.id}`, name: made.number, id: made.id };
            },
            open: open((id) => `/contracts/${id}`),
            field: "Name*",
            value: () => unique("Print"),
            dialog: false,
            stored: {
                operation: "updateContract",
                save: "Save",
                saved: /was saved\.$/,
                read: (body) => body.name,
                body: (body) => ({
                    ...figures(body),
                    number: body.number,
                    name: body.name,
                    customer: body.customer,
                    supplies_included: body.supplies_included,
                    excluded_kinds: body.excluded_kinds,
                }),
            },
        },
        {
            name: "the terms for everybody",
            file: "contracts/OperatorTermsPage.tsx",
            who: (world) => world.operator,
            prepare: async () => ({ path: "/api/v1/contracts/terms/operator", name: "", id: "" }),
            open: open(() => "/contracts/terms"),
            field: "Phone of the service desk",
            value: () => `+47 ${another()}`,
            dialog: false,
            stored: {
                operation: "updateOperatorTerms",
                save: "Save",
                saved: /were saved\.$/,
                read: (body) => body.service_desk_phone,
                body: (body) => ({
                    ...figures(body),
                    service_desk_phone: body.service_desk_phone,
                    service_desk_email: body.service_desk_email,
                }),
            },
        },
        {
            name: "the terms of a model",
            file: "contracts/LevelTermsPages.tsx",
            who: (world) => world.operator,
            prepare: async (request) => {
                const { items } = (await ask(request, "GET", "/catalog-models?limit=1")).body;
                return { path: `/api/v1/catalog-models/${items[0].id}/supply-terms`, name: "", id: items[0].id };
            },
            open: open((id) => `/catalog/models/${id}/terms`),
            field: "An order covers",
            value: another,
            dialog: false,
            stored: {
                operation: "updateModelTerms",
                save: "Save",
                saved: /were saved\.$/,
                read: (body) => String(body.coverage_days ?? ""),
                write: (body, text) => ({ ...body, coverage_days: Number(text) }),
                body: figures,
            },
        },
        {
            name: "the terms of a site",
            file: "contracts/LevelTermsPages.tsx",
            who: (world) => world.operator,
            prepare: async (request) => {
                const { items } = (await ask(request, "GET", "/sites?limit=1")).body;
                return { path: `/api/v1/sites/${items[0].id}/supply-terms`, name: "", id: items[0].id };
            },
            open: open((id) => `/sites/${id}/terms`),
            field: "An order covers",
            value: another,
            dialog: false,
            stored: {
                operation: "updateSiteTerms",
                save: "Save",
                saved: /were saved\.$/,
                read: (body) => String(body.coverage_days ?? ""),
                write: (body, text) => ({ ...body, coverage_days: Number(text) }),
                body: figures,
            },
        },
    ],
};
