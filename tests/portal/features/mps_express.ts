// MPS Express from the printer list to the operator's decision, and the three scenarios of the vendor's guides, clicked
// from sign-in to the end by a parent's administrator (MPX-1..MPX-7, PRT-7).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
    acceptancesList,
    membershipsList,
    modelsList,
} from "../../../web/src/features/mps_express/mpsExpressSearch.ts";
import type { Part } from "../parts.ts";
import { acceptAndAdd, act, fits, main, must, openAdd, state, two } from "../mps_pages.ts";
import { scenarioTests } from "../mps_scenarios.ts";
import {
    asOperator,
    type Customer,
    enrolled,
    type Machine,
    maximum,
    newCustomer,
    person,
    programme,
    publish,
    ready,
    unsupported,
} from "../mps_world.ts";
import { ask, everyRole, mayCall, type Row } from "../people.ts";
import { type Look, settled, unique, withPage, type World } from "../world.ts";

const nine: Machine[] = [
    { name: "managed" },
    { name: "pending" },
    { name: "nameless", serial: false },
    { name: "unsupported", model: unsupported },
    { name: "worn", pages: maximum + 1 },
    { name: "silent", pages: null },
    { name: "homeless" },
    { name: "behind", agent: "old" },
    { name: "fine" },
];
const states: [string, string][] = [
    ["already_managed", "managed"],
    ["management_pending", "pending"],
    ["registration_failed", "nameless"],
    ["unsupported_model", "unsupported"],
    ["lifetime_pages_exceeded", "worn"],
    ["lifetime_pages_missing", "silent"],
    ["contact_missing", "homeless"],
    ["agent_outdated", "behind"],
    ["eligible", "fine"],
];

// A customer with a printer in each of the nine states.
async function everyState(world: World, word: string): Promise<Customer> {
    await programme(world);
    const customer = await newCustomer(world, word, nine);
    await ready(world, customer, ["homeless"]);
    const [managed] = await enrolled(world, customer, ["managed", "pending"]);
    await asOperator(world, async (operator) => {
        const { status } = await ask(operator, "POST", "/mps-express/memberships/confirmations", {
            membership_ids: [managed],
        });
        assert.equal(status, 200);
    });
    await programme(world, "2.0");
    return customer;
}

function eligibilityTests(world: () => World): void {
    test("nine states in their order, each opens to its printers and what to do; why not is a file (MPX-2, MPX-3, MPX-7)", async () => {
        const customer = await everyState(world(), "Reede");
        const admin = await must(person(world(), "child", customer.id, "fleet_manager"));
        await withPage(world(), admin, "mps-eligibility", {}, async (page) => {
            await page.goto("/printers");
            await settled(page);
            await page.getByRole("checkbox", { name: "Select all on this page" }).check();
            await page.getByRole("toolbar").getByRole("button", { name: "Add to MPS Express" }).click();
            await page.getByText("1 of the 9 chosen printers can be added.").waitFor();
            const shown = await page
                .locator("details[data-state]")
                .evaluateAll((all) =>
                    all.map((one) => [one.getAttribute("data-state"), one.querySelector("strong")?.textContent]),
                );
            assert.deepEqual(
                shown,
                states.map(([name]) => [name, "1"]),
            );
            for (const [name, host] of states) {
                const line = state(page, name);
                await line.locator("summary").focus();
                await page.keyboard.press("Enter");
                const link = line.getByRole("row").getByRole("link");
                await link.waitFor();
                assert.match((await link.getAttribute("href")) ?? "", new RegExp(customer.printers[host] ?? ""));
                assert.ok(((await line.locator("p").first().textContent()) ?? "").length > 20, `${name} has a hint`);
            }
            await state(page, "lifetime_pages_exceeded").getByText("300,001").waitFor();
            await state(page, "agent_outdated").getByText("1.0.0").waitFor();
            assert.equal(await state(page, "agent_outdated").getByRole("link", { name: "To the agents" }).count(), 1);
            await fits(page);
            const download = page.waitForEvent("download");
            await page.getByRole("button", { name: "Why not (CSV)" }).click();
            const file = await download;
            assert.equal(file.suggestedFilename(), "mps-express-why-not.csv");
            const lines = readFileSync((await file.path()) ?? "", "utf8")
                .trim()
                .split("\r\n");
            assert.equal(lines.length, 9, "the head and all but the eligible one");
            assert.ok(lines.some((line) => line.includes("agent_outdated") && line.includes("1.0.0")));
        });
        for (const look of [
            { width: 360, height: 780, scheme: "dark", language: "de" },
            { width: 360, height: 780, language: "en" },
        ] as Look[]) {
            await withPage(world(), admin, `mps-eligibility-${look.language}`, look, async (page) => {
                await openAdd(page, customer, Object.keys(customer.printers));
                await state(page, "agent_outdated").locator("summary").click();
                await state(page, "agent_outdated").getByRole("row").getByRole("link").waitFor();
                await fits(page);
                const cut = await page
                    .locator("summary")
                    .evaluateAll((all) =>
                        all
                            .filter((one) =>
                                [one, ...one.querySelectorAll("*")].some(
                                    (each) => each.scrollWidth > each.clientWidth + 1,
                                ),
                            )
                            .map((one) => one.textContent),
                    );
                assert.deepEqual(cut, [], "a state can be read with its number");
                await page.getByRole("button", { name: /^(Continue|Weiter)$/ }).click();
                await page.getByRole("checkbox").first().waitFor();
                await fits(page);
            });
        }
        await programme(world());
    });

    test("only eligible printers are added; the result names the others with the reason (MPX-3)", async () => {
        const customer = await everyState(world(), "Schleuse");
        const admin = await must(person(world(), "child", customer.id, "administrator"));
        await withPage(world(), admin, "mps-result", {}, async (page, context) => {
            await openAdd(page, customer, Object.keys(customer.printers));
            await acceptAndAdd(page);
            await page.getByText("1 printer was added", { exact: true }).waitFor();
            const refused = page.getByRole("region", { name: "8 printers were not added" });
            assert.equal(await refused.getByRole("listitem").count(), 8);
            await refused.getByText("Unsupported model").waitFor();
            assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Result");
            await fits(page);
            const { items } = (await ask(context.request, "GET", "/mps-express/memberships?state=pending")).body;
            assert.deepEqual(
                items.map((one: Row) => one.printer_id).sort(),
                [customer.printers.pending, customer.printers.fine].sort(),
            );
            await page.reload();
            await page.getByRole("heading", { name: "No printers are chosen" }).waitFor();
        });
        await programme(world());
    });

    test("what became ineligible meanwhile is not added, and it is said why (MPX-4)", async () => {
        await programme(world());
        const customer = await newCustomer(world(), "Tonne", two);
        await ready(world(), customer);
        const admin = await must(person(world(), "child", customer.id, "administrator"));
        await withPage(world(), admin, "mps-meanwhile", {}, async (page) => {
            await openAdd(page, customer, ["one", "two"]);
            await page.getByRole("button", { name: "Continue" }).click();
            await page.getByRole("checkbox", { name: /^I have read/ }).check();
            await page.getByRole("checkbox", { name: /2 printers are added/ }).check();
            await enrolled(world(), customer, ["one", "two"]);
            await main(page).getByRole("button", { name: "Add to MPS Express" }).click();
            await page.getByRole("alert").getByText("No printer was added").waitFor();
            await page.getByText("None of the chosen printers is eligible now.").waitFor();
            await page.getByRole("button", { name: "Back" }).click();
            await state(page, "management_pending").locator("summary").getByText("2").waitFor();
        });
    });

    test("whoever gets no answer asks again, and the printers are added once (MPX-4)", async () => {
        await programme(world());
        const customer = await newCustomer(world(), "Barke", two);
        await ready(world(), customer);
        const admin = await must(person(world(), "child", customer.id, "administrator"));
        await withPage(world(), admin, "mps-lost", {}, async (page, context) => {
            await openAdd(page, customer, ["one", "two"]);
            await page.route(
                "**/api/v1/mps-express/enrollments*",
                async (route) => {
                    await route.fetch();
                    await route.abort();
                },
                { times: 1 },
            );
            await acceptAndAdd(page);
            await page.getByRole("alert").first().waitFor();
            await main(page).getByRole("button", { name: "Add to MPS Express" }).click();
            await page.getByText("2 printers were added", { exact: true }).waitFor();
            const { items } = (await ask(context.request, "GET", "/mps-express/memberships")).body;
            assert.equal(items.length, 2);
        });
    });

    test("terms that changed between reading and accepting are said and shown, and nothing is added (MPX-4)", async () => {
        await programme(world());
        const customer = await newCustomer(world(), "Fähre", two);
        await ready(world(), customer);
        const admin = await must(person(world(), "child", customer.id, "administrator"));
        await withPage(world(), admin, "mps-terms", {}, async (page, context) => {
            await openAdd(page, customer, ["one"]);
            await page.getByRole("button", { name: "Continue" }).click();
            const add = main(page).getByRole("button", { name: "Add to MPS Express" });
            assert.equal(await add.getAttribute("aria-disabled"), "true", "both ticks are needed");
            await page.getByRole("checkbox", { name: /^I have read/ }).check();
            assert.equal(await add.getAttribute("aria-disabled"), "true", "both ticks are needed");
            await page.getByRole("checkbox", { name: /cannot be undone/ }).check();
            const text = unique("Paper comes from certified forests.");
            const { terms_version } = await asOperator(world(), (operator) => publish(operator, text));
            await add.click();
            await page
                .getByRole("alert")
                .getByText(new RegExp(`Nothing was added. Read version ${terms_version} below`))
                .waitFor();
            await page.getByText(text).waitFor();
            assert.equal(await page.getByRole("checkbox", { checked: true }).count(), 0);
            const none = (await ask(context.request, "GET", "/mps-express/memberships")).body.items;
            assert.deepEqual(none, []);
            await page
                .getByRole("checkbox", { name: `I have read the terms of service, version ${terms_version}` })
                .check();
            await page.getByRole("checkbox", { name: /cannot be undone/ }).check();
            await add.click();
            await page.getByText("1 printer was added", { exact: true }).waitFor();
            await page.goto("/mps-express/terms");
            await page
                .getByRole("row")
                .filter({ hasText: admin.email })
                .getByRole("cell", { name: String(terms_version), exact: true })
                .waitFor();
        });
    });

    test("the view Managed shows company name, managed state and contact first, on a phone, too (PRT-7, PRN-1)", async () => {
        const customer = await everyState(world(), "Fender");
        await programme(world());
        const admin = await must(person(world(), "child", customer.id, "viewer"));
        for (const look of [{}, { width: 360, height: 780, scheme: "dark", language: "de" }] as Look[]) {
            await withPage(world(), admin, "mps-managed", look, async (page) => {
                await page.goto("/printers?view=managed&managed=mps_express");
                await settled(page);
                const row = page.locator("tbody").getByRole("row");
                await row.getByText("MPS Express", { exact: true }).waitFor();
                await row.getByText(customer.name).waitFor();
                await row.getByText(/^Ida|Lund/).waitFor();
                assert.equal(await row.count(), 1, "the filter narrows to what is managed");
                if (!look.width) {
                    const heads = await page.getByRole("columnheader").allInnerTexts();
                    assert.deepEqual(
                        heads.slice(1, 5).map((head) => head.trim()),
                        ["Printer", "Company name", "Managed", "Supplies delivery contact"],
                    );
                }
                await fits(page);
            });
        }
    });
}

function operatorTests(world: () => World): void {
    test("the operator confirms one and rejects many with a reason, which the customer reads (MPX-5)", async () => {
        await programme(world());
        const customer = await newCustomer(world(), "Poller", [...two, { name: "three" }]);
        await ready(world(), customer);
        await enrolled(world(), customer, ["one", "two", "three"]);
        const admin = await must(person(world(), "child", customer.id, "viewer"));
        await withPage(world(), world().operator, "mps-decide", {}, async (page) => {
            await page.goto(`/mps-express?org=${customer.id}`);
            await settled(page);
            await page
                .getByRole("button", { name: /^Actions for/ })
                .first()
                .click();
            assert.deepEqual(await page.getByRole("menuitem").allInnerTexts(), ["Confirm", "Reject"]);
            await page.getByRole("menuitem", { name: "Confirm" }).click();
            await page.getByRole("dialog").getByRole("button", { name: "Confirm" }).click();
            await page.getByText("1 printer was confirmed.").waitFor();
            await page.getByRole("cell", { name: "Managed" }).waitFor();

            const all = page.getByRole("checkbox", { name: "Select all on this page" });
            await all.check();
            await page
                .getByRole("toolbar")
                .getByText(/^Choose printers that wait/)
                .waitFor();
            assert.equal(await page.getByRole("toolbar").getByRole("button", { name: "Confirm" }).count(), 0);
            await page.getByRole("button", { name: "Clear selection" }).click();
            await page.getByRole("button", { name: "Filter" }).click();
            await page.getByRole("menuitem", { name: "State" }).click();
            await page.getByRole("checkbox", { name: "Pending", exact: true }).click();
            await page.waitForURL(/state=pending/);
            await page.keyboard.press("Escape");
            await settled(page);
            await all.check();
            await page.getByRole("toolbar").getByRole("button", { name: "Reject" }).click();
            const dialog = page.getByRole("dialog", { name: "Reject 2 printers?" });
            await dialog.getByRole("button", { name: "Reject" }).click();
            await dialog
                .getByRole("alert")
                .getByRole("link", { name: /Reason/ })
                .waitFor();
            await dialog.getByLabel("Reason*", { exact: true }).fill("No service in this region yet");
            await dialog.getByRole("button", { name: "Reject" }).click();
            await page.getByText("2 printers were rejected.").waitFor();
            await page.getByText("Nothing matches").waitFor();
        });
        await withPage(world(), admin, "mps-customer", {}, async (page, context) => {
            const { items } = (await ask(context.request, "GET", "/mps-express/memberships")).body;
            const rejected = items.find((one: Row) => one.state === "rejected");
            await page.goto(`/printers/${rejected.printer_id}`);
            const pane = page.getByRole("region", { name: "MPS Express" });
            await pane.getByText("Rejected").waitFor();
            await pane.getByText("No service in this region yet").waitFor();
            await pane.getByText(world().operator.email).first().waitFor();
            await page.goto("/mps-express");
            await settled(page);
            assert.equal(await page.getByRole("button", { name: /^Actions for/ }).count(), 0);
            assert.equal(await page.getByRole("checkbox").count(), 0);
            await page.goto("/mps-express/models");
            await page.locator("main [data-page='forbidden']").waitFor();
        });
    });

    test("only a customer operations specialist removes a managed printer, with a reason (MPX-6)", async () => {
        await programme(world());
        const customer = await newCustomer(world(), "Anker", two);
        await ready(world(), customer);
        const memberships = await enrolled(world(), customer, ["one", "two"]);
        const operator = await asOperator(world(), async (request) => {
            await ask(request, "POST", "/mps-express/memberships/confirmations", { membership_ids: memberships });
            return (await ask(request, "GET", "/session")).body.organization.id as string;
        });
        for (const role of everyRole.filter((one) => !mayCall(one, "removeMpsExpressMemberships"))) {
            for (const [tier, home] of [
                ["operator", operator],
                ["child", customer.id],
            ] as const) {
                const who = await person(world(), tier, home, role);
                if (!who) continue;
                await withPage(world(), who, `mps-no-removal-${role}`, {}, async (page, context) => {
                    await page.goto(`/mps-express${tier === "child" ? "" : `?org=${customer.id}`}`);
                    await settled(page);
                    await page.getByRole("cell", { name: "Managed" }).first().waitFor();
                    assert.equal(await page.getByRole("button", { name: /^Actions for/ }).count(), 0, role);
                    const { status } = await ask(
                        context.request,
                        "POST",
                        `/mps-express/memberships/removals?organization_id=${customer.id}`,
                        { membership_ids: memberships, reason: "x" },
                        { Origin: world().base },
                    );
                    assert.equal(status, 403, role);
                });
            }
        }
        const specialist = await must(person(world(), "operator", operator, "customer_operations_specialist"));
        await withPage(world(), specialist, "mps-removal", {}, async (page, context) => {
            await page.goto(`/mps-express?org=${customer.id}`);
            await settled(page);
            await page.getByRole("checkbox", { name: "Select all on this page" }).check();
            await page.getByRole("toolbar").getByRole("button", { name: "Remove from MPS Express" }).click();
            const dialog = page.getByRole("dialog", { name: "Remove 2 printers from MPS Express?" });
            await dialog.getByLabel("Reason*", { exact: true }).fill("Sold with the building");
            await dialog.getByRole("button", { name: "Remove from MPS Express" }).click();
            await page.getByText("2 printers were removed from MPS Express.").waitFor();
            await page.getByRole("cell", { name: "Removed" }).nth(1).waitFor();
            const { items } = (
                await ask(context.request, "GET", `/printers?organization_id=${customer.id}&managed=none`)
            ).body;
            assert.equal(items.length, 2);
        });
    });

    test("a contract that confirms at once makes added printers managed (MPX-5)", async () => {
        await programme(world());
        const customer = await newCustomer(world(), "Lotse", two);
        await ready(world(), customer);
        await withPage(world(), world().operator, "mps-contract", {}, async (page) => {
            await page.goto("/mps-express/settings");
            await page.getByText(/^Change to the customer in the bar/).waitFor();
            await page.goto(`/mps-express/settings?org=${customer.id}`);
            await page.getByText(customer.name).nth(1).waitFor();
            await page.getByRole("checkbox", { name: "Printers that are added are confirmed at once" }).check();
            await page.getByText("The contract was saved.").waitFor();
            await fits(page);
        });
        const admin = await must(person(world(), "child", customer.id, "administrator"));
        await withPage(world(), admin, "mps-by-contract", {}, async (page) => {
            await page.goto(`/printers/${customer.printers.one}`);
            await settled(page);
            const pane = page.getByRole("region", { name: "MPS Express" });
            await pane.getByRole("button", { name: "Add to MPS Express" }).click();
            await page.getByText("The chosen printer can be added.").waitFor();
            await acceptAndAdd(page);
            await page.getByText(/your contract confirms printers at once/).waitFor();
            await page.goto(`/printers/${customer.printers.one}`);
            await pane.getByText("confirmed by contract").waitFor();
            assert.equal(await pane.getByRole("button").count(), 0, "it is not offered again");
        });
    });

    test("models are listed, refused twice, changed and deleted; a wrong version is refused at its field (MPX-3)", async () => {
        await withPage(world(), world().operator, "mps-models", {}, async (page) => {
            const name = unique("MX").replace(" ", "");
            await page.goto("/mps-express/models");
            await settled(page);
            for (const refused of [false, true]) {
                await page.getByRole("button", { name: "New model" }).first().click();
                const dialog = page.getByRole("dialog", { name: "New model" });
                await dialog.getByLabel("Manufacturer*", { exact: true }).fill("Lexmark");
                await dialog.getByLabel("Model*", { exact: true }).fill(name);
                await dialog.getByLabel("Maximum lifetime pages*", { exact: true }).fill("many");
                await dialog.getByRole("button", { name: "Save" }).click();
                await dialog.getByText("Enter a whole number, such as 300,000.").first().waitFor();
                await dialog.getByLabel("Maximum lifetime pages*", { exact: true }).fill("250,000");
                await dialog.getByRole("button", { name: "Save" }).click();
                if (!refused) {
                    await page.getByText(`Lexmark ${name} was saved.`).waitFor();
                    await dialog.waitFor({ state: "detached" });
                } else {
                    await dialog.getByRole("alert").getByRole("link", { name: /Model/ }).waitFor();
                    await dialog.getByRole("button", { name: "Cancel" }).click();
                }
            }
            await page.getByRole("searchbox").fill(name);
            const row = page.getByRole("row").filter({ hasText: name });
            await row.getByText("250,000").waitFor();
            await row.getByRole("button", { name: /^Actions for/ }).click();
            await page.getByRole("menuitem", { name: "Delete" }).click();
            await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
            await page.getByText(`Lexmark ${name} was deleted.`).waitFor();

            await page.goto("/mps-express/settings");
            await settled(page);
            await page.getByLabel("Minimum agent version").fill("newest");
            await main(page).getByRole("button", { name: "Save" }).click();
            await page
                .getByRole("alert")
                .getByRole("link", { name: /Minimum agent version/ })
                .waitFor();
            await page.getByRole("button", { name: "Discard changes" }).click();
        });
    });
}

let lowest = Date.now() % 1_000_000;

function tests(world: () => World): void {
    scenarioTests(world);
    eligibilityTests(world);
    operatorTests(world);
}

export const part: Part = {
    tests,
    lists: {
        "/mps-express": membershipsList,
        "/mps-express/models": modelsList,
        "/mps-express/terms": acceptancesList,
    },
    starts: {
        "Add to MPS Express": "enrollInMpsExpress",
        "New model": "createMpsExpressModel",
        "Publish a new version": "publishMpsExpressTerms",
    },
    forms: {
        "features/mps_express/ConfirmMembershipsDialog.tsx": ["confirm memberships"],
        "features/mps_express/ReasonDialog.tsx": ["reject memberships"],
        "features/mps_express/ModelDialog.tsx": ["model"],
        "features/mps_express/DeleteModelDialog.tsx": ["delete model"],
        "features/mps_express/PublishTermsDialog.tsx": ["terms"],
        "features/mps_express/SettingsPage.tsx": ["requirements"],
    },
    send: {
        operation: "listMpsExpressMemberships",
        everywhere: true,
        work: async (sender, { go, fill, sends, submit, make, menu, confirm, closed }) => {
            const { world, page, place, person: who } = sender;
            const may = (operation: string): boolean => mayCall(who.role, operation);
            const dialog = page.getByRole("dialog");
            if (may("publishMpsExpressTerms"))
                await make(sender, "/mps-express/terms", "Publish a new version", "terms", "publishMpsExpressTerms");
            if (may("createMpsExpressModel")) {
                await go(sender, "/mps-express/models");
                await main(page).getByRole("button", { name: "New model" }).first().click();
                await dialog.getByLabel("Maximum lifetime pages*", { exact: true }).fill("1000");
                await fill(page, dialog);
                const made = await sends(sender, "model", "createMpsExpressModel", dialog, submit(dialog));
                await closed(page);
                const again = await menu(sender, "/mps-express/models", made.model, "Edit model");
                await again.getByLabel("Maximum lifetime pages*", { exact: true }).fill("2000");
                await sends(sender, "model", "updateMpsExpressModel", again, submit(again));
                await closed(page);
                const last = await menu(sender, "/mps-express/models", made.model, "Delete");
                await confirm(sender, last, "delete model", "deleteMpsExpressModel");
            }
            if (may("updateMpsExpressProgramme")) {
                await go(sender, "/mps-express/settings");
                const version = page.getByLabel("Minimum agent version");
                await version.fill((await version.inputValue()) === "0.0.1" ? "0.0.2" : "0.0.1");
                await sends(sender, "requirements", "updateMpsExpressProgramme", main(page), submit(main(page)));
                if (!place.several && !place.home) {
                    const automatic = page.getByRole("checkbox", { name: /confirmed at once/ });
                    for (let turn = 0; turn < 2; turn += 1)
                        await sends(sender, "contract", "updateMpsExpressContract", main(page), () =>
                            automatic.click(),
                        );
                }
            }
            // Only somebody from above comes to a customer of the test's own.
            if (!may("acceptMpsExpressTerms") && !may("confirmMpsExpressMemberships")) return;
            if (who.tier === "child" || place.home) return;
            await programme(world);
            const customer = await newCustomer(world, "Form", [...two, { name: "three" }, { name: "four" }]);
            await ready(world, customer, ["four"]);
            if (may("enrollInMpsExpress")) {
                await openAdd(page, customer, ["three", "four"]);
                await state(page, "eligible").locator("summary").click();
                await state(page, "eligible").getByRole("row").getByRole("link").waitFor();
                const download = page.waitForEvent("download");
                await page.getByRole("button", { name: "Why not (CSV)" }).click();
                await download;
                await acceptAndAdd(page);
                await page.getByText("1 printer was added", { exact: true }).waitFor();
            }
            if (!may("confirmMpsExpressMemberships")) return;
            await enrolled(world, customer, ["one", "two"]);
            for (const decision of ["Confirm", "Reject"]) {
                await page.goto(`/mps-express?org=${customer.id}&state=pending`);
                await page
                    .getByRole("button", { name: /^Actions for/ })
                    .first()
                    .click();
                await page.getByRole("menuitem", { name: decision, exact: true }).click();
                if (decision === "Confirm") {
                    await confirm(sender, dialog, "confirm memberships", "confirmMpsExpressMemberships");
                    continue;
                }
                await fill(page, dialog);
                await sends(sender, "reject memberships", "rejectMpsExpressMemberships", dialog, submit(dialog));
                await closed(page);
            }
            if (may("removeMpsExpressMemberships")) {
                await page.goto(`/mps-express?org=${customer.id}&state=managed`);
                await page
                    .getByRole("button", { name: /^Actions for/ })
                    .first()
                    .click();
                await page.getByRole("menuitem", { name: "Remove from MPS Express" }).click();
                await fill(page, dialog);
                await sends(sender, "remove memberships", "removeMpsExpressMemberships", dialog, submit(dialog));
                await closed(page);
            }
        },
    },
    drafts: [
        {
            name: "the reason of a rejection",
            file: "mps_express/ReasonDialog.tsx",
            who: (world) => world.operator,
            prepare: async (_request, _base, world) => {
                await programme(world);
                const customer = await newCustomer(world, "Draft", two);
                await ready(world, customer);
                await enrolled(world, customer, ["one"]);
                return { path: "", name: customer.name, id: customer.id };
            },
            open: async (page, thing) => {
                await page.goto(`/mps-express?org=${thing.id}`);
                await settled(page);
                return act(page, "Reject");
            },
            field: "Reason*",
            value: () => unique("no service there"),
            dialog: true,
        },
        {
            name: "a model of MPS Express",
            file: "mps_express/ModelDialog.tsx",
            who: (world) => world.operator,
            prepare: async (request, base) => {
                const name = unique("CX").replace(" ", "");
                const { body } = await ask(
                    request,
                    "POST",
                    "/mps-express/models",
                    { manufacturer: "Lexmark", model: name, supported: true, maximum_lifetime_pages: 100_000 },
                    { Origin: base },
                );
                return { path: `/api/v1/mps-express/models/${body.id}`, name, id: body.id };
            },
            open: async (page, thing) => {
                await page.goto(`/mps-express/models?search=${encodeURIComponent(thing.name)}`);
                await settled(page);
                return act(page, "Edit model");
            },
            field: "Model*",
            value: (thing) => unique(`${thing.name} b`),
            dialog: true,
            stored: {
                operation: "updateMpsExpressModel",
                save: "Save",
                saved: /was saved\.$/,
                read: (body) => body.model,
                body: ({ manufacturer, model: name, supported, maximum_lifetime_pages }) => ({
                    manufacturer,
                    model: name,
                    supported,
                    maximum_lifetime_pages,
                }),
            },
        },
        {
            name: "new terms of service",
            file: "mps_express/PublishTermsDialog.tsx",
            who: (world) => world.operator,
            prepare: async () => ({ path: "", name: "", id: "" }),
            open: async (page) => {
                await page.goto("/mps-express/terms");
                await settled(page);
                await page.getByRole("button", { name: "Publish a new version" }).click();
                const dialog = page.getByRole("dialog");
                await dialog.waitFor();
                return dialog;
            },
            field: "Text (English)*",
            value: () => unique("Be kind to printers."),
            dialog: true,
        },
        {
            name: "the requirements of MPS Express",
            file: "mps_express/SettingsPage.tsx",
            who: (world) => world.operator,
            prepare: async () => ({ path: "/api/v1/mps-express/programme", name: "", id: "" }),
            open: async (page) => {
                await page.goto("/mps-express/settings");
                await settled(page);
                return main(page);
            },
            field: "Minimum agent version",
            // Lower than that of any agent.
            value: () => `0.0.${(lowest += 1)}`,
            dialog: false,
            stored: {
                operation: "updateMpsExpressProgramme",
                save: "Save",
                saved: /^The requirements were saved\.$/,
                read: (body) => body.minimum_agent_version,
                body: ({ minimum_agent_version }) => ({ minimum_agent_version }),
            },
        },
    ],
};
