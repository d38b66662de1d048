// The three scenarios of the vendor's guides, clicked from sign-in to the end by a parent's administrator, and everybody
// for whom they are not (MPX-1, PRT-7, ORG-6).
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Page } from "../../web/node_modules/playwright-core/index.mjs";
import {
    acceptAndAdd,
    actIn,
    addChosen,
    choosePrinters,
    fits,
    inMenu,
    isPending,
    main,
    must,
    signIn,
    state,
    two,
} from "./mps_pages.ts";
import { asOperator, contact, type Customer, entitle, newCustomer, person, programme, ready } from "./mps_world.ts";
import { ask, everyRole, mayCall, password } from "./people.ts";
import { type Account, settled, unique, withPage, type World } from "./world.ts";

async function entitleByClicks(page: Page, customer: Customer): Promise<void> {
    await main(page).getByLabel("MPS Express", { exact: true }).check();
    await main(page).getByRole("button", { name: "Save changes" }).click();
    const dialog = page.getByRole("dialog", { name: `Entitle ${customer.name} to MPS Express?` });
    await dialog.getByRole("checkbox", { name: "I understand that this cannot be undone." }).check();
    await dialog.getByRole("button", { name: "Save changes" }).click();
    await page.getByText(`${customer.name} is entitled to MPS Express.`).waitFor();
}

export function scenarioTests(world: () => World): void {
    // The guides' own first lines: the child has its printers, and is to be added by somebody of the parent.
    const start = async (word: string): Promise<{ customer: Customer; admin: Account }> => {
        await programme(world());
        const customer = await newCustomer(world(), word, two);
        return { customer, admin: await must(person(world(), "parent", customer.parent, "administrator")) };
    };

    test("scenario 1: a child without the entitlement is entitled, then its printers are added (MPX-1, MPX-4)", async () => {
        const { customer, admin } = await start("Werft");
        await asOperator(world(), async (operator) => {
            const contact_id = await contact(operator, customer.id, unique("Lund"));
            const printer_ids = Object.values(customer.printers);
            const { status } = await ask(
                operator,
                "POST",
                `/printers/contact-assignments?organization_id=${customer.id}`,
                { printer_ids, contact_id },
            );
            assert.equal(status, 200);
        });
        await withPage(world(), null, "mps-scenario-1", {}, async (page) => {
            await signIn(page, admin);
            await actIn(page, customer);
            await choosePrinters(page, 2);
            await addChosen(page);
            await page.getByRole("heading", { name: `${customer.name} is not entitled to MPS Express` }).waitFor();
            await page.getByText(/choose Organization entitlements, select MPS Express/).waitFor();

            const add = page.url();
            await page.getByRole("button", { name: "Administration" }).click();
            await page.getByRole("menuitem", { name: "Account management" }).click();
            const menu = page.getByRole("navigation", { name: "Organization", exact: true });
            await main(page).getByRole("link", { name: customer.name, exact: true }).click();
            await menu.getByRole("link", { name: "Organization entitlements" }).click();
            await entitleByClicks(page, customer);

            await page.goto(add);
            await page.getByText("2 of the 2 chosen printers can be added.").waitFor();
            await acceptAndAdd(page);
            await isPending(page, 2);
        });
    });

    test("whoever may entitle is led from the printers to the entitlement, and then to eligibility (MPX-1)", async () => {
        const { customer, admin } = await start("Luke");
        await withPage(world(), admin, "mps-entitle", {}, async (page) => {
            await page.goto(`/printers?org=${customer.id}`);
            await choosePrinters(page, 2);
            await addChosen(page);
            await main(page).getByRole("link", { name: "Organization entitlements" }).click();
            await entitleByClicks(page, customer);
            await choosePrinters(page, 2);
            await addChosen(page);
            await page.getByRole("heading", { name: "Printer eligibility status" }).waitFor();
        });
    });

    test("scenario 2: without a contact one is created and assigned, then the printers are added (CON-9, MPX-3)", async () => {
        const { customer, admin } = await start("Speicher");
        await asOperator(world(), (operator) => entitle(operator, customer.id, customer.id));
        await withPage(world(), null, "mps-scenario-2", {}, async (page) => {
            await signIn(page, admin);
            await actIn(page, customer);
            await choosePrinters(page, 2);
            await addChosen(page);
            await page.getByText("None of the 2 chosen printers can be added.").waitFor();
            assert.equal(await page.getByRole("button", { name: "Continue" }).count(), 0);
            await state(page, "contact_missing").locator("summary").getByText("2").waitFor();

            await choosePrinters(page, 2);
            await inMenu(page, "Create and assign a new supplies delivery contact");
            const dialog = page.getByRole("dialog", { name: "Create and assign supplies delivery contact" });
            const name = unique("Nordkai");
            await dialog.getByLabel("Last name").fill(name);
            await dialog.getByLabel("Street*", { exact: true }).fill("Kai 3");
            await dialog.getByLabel("City*", { exact: true }).fill("Hamburg");
            await dialog.getByLabel("Country*", { exact: true }).fill("Germany");
            await page.getByRole("option", { name: "Germany" }).click();
            await dialog.getByRole("button", { name: "Create and assign" }).click();
            await page.getByText(/is now the delivery contact of 2 printers/).waitFor();

            await choosePrinters(page, 2);
            await addChosen(page);
            await acceptAndAdd(page);
            await isPending(page, 2);
            assert.equal(await page.getByRole("cell", { name }).count(), 2, "the view shows the contact");
        });
    });

    test("scenario 3: a contact that is there is assigned, then the printers are added (CON-9, MPX-3)", async () => {
        const { customer, admin } = await start("Mole");
        const name = unique("Ekdal");
        await asOperator(world(), async (operator) => {
            await entitle(operator, customer.id, customer.id);
            await contact(operator, customer.id, name);
        });
        await withPage(world(), null, "mps-scenario-3", {}, async (page) => {
            await signIn(page, admin);
            await actIn(page, customer);
            await choosePrinters(page, 1);
            await inMenu(page, "Assign supplies delivery contact");
            const dialog = page.getByRole("dialog", { name: "Assign supplies delivery contact" });
            await dialog.getByRole("combobox").fill("Kiel");
            await dialog.getByRole("option", { name: new RegExp(name) }).click();
            await dialog.getByRole("button", { name: "Assign contact" }).click();
            await page.getByText(/is now the delivery contact of 1 printer/).waitFor();

            // The other one gets it where its state says that it lacks one.
            await choosePrinters(page, 2);
            await addChosen(page);
            await page.getByText("1 of the 2 chosen printers can be added.").waitFor();
            await state(page, "contact_missing").locator("summary").click();
            await state(page, "contact_missing")
                .getByRole("button", { name: "Assign supplies delivery contact" })
                .click();
            await dialog.getByRole("option", { name: new RegExp(name) }).click();
            await dialog.getByRole("button", { name: "Assign contact" }).click();
            await page.getByText("2 of the 2 chosen printers can be added.").waitFor();
            await acceptAndAdd(page);
            await isPending(page, 2);
        });
    });

    test("who may not add printers is not offered it, is refused its page, and the API refuses the call (ORG-6, MPX-1)", async () => {
        await programme(world());
        const customer = await newCustomer(world(), "Kontor", two);
        await ready(world(), customer);
        const { operator, ids } = await asOperator(world(), async (request) => ({
            operator: (await ask(request, "GET", "/session")).body.organization.id as string,
            ids: Object.values(customer.printers),
        }));
        const found: string[] = [];
        let refused = 0;
        for (const role of everyRole.filter((one) => !mayCall(one, "enrollInMpsExpress"))) {
            for (const [tier, home] of [
                ["operator", operator],
                ["parent", customer.parent],
                ["child", customer.id],
            ] as const) {
                const who = await person(world(), tier, home, role);
                if (!who) continue;
                refused += 1;
                await withPage(world(), who, `mps-refused-${tier}-${role}`, {}, async (page, context) => {
                    const org = tier === "child" ? "" : `org=${customer.id}`;
                    await page.goto(`/printers?${org}`);
                    await settled(page);
                    await main(page).getByRole("button", { name: "Managed Print Services" }).click();
                    const entries = await page.getByRole("menuitem").allInnerTexts();
                    if (entries.some((entry) => entry.includes("MPS Express"))) found.push(`${tier} ${role}: menu`);
                    await page.keyboard.press("Escape");
                    await page.goto(`/printers/${ids[0]}?${org}`);
                    await settled(page);
                    await page
                        .getByRole("region", { name: "MPS Express" })
                        .getByText(/was never added/)
                        .waitFor();
                    if ((await page.getByRole("button", { name: "Add to MPS Express" }).count()) > 0)
                        found.push(`${tier} ${role}: the printer's page`);
                    await page.goto(`/mps-express/add?${org}`);
                    await page.locator("main [data-page='forbidden']").waitFor();
                    for (const [path, data] of [
                        ["/mps-express/terms/acceptances", { terms_version: 1 }],
                        ["/mps-express/enrollments", { printer_ids: ids, terms_version: 1 }],
                    ] as const) {
                        const { status } = await ask(
                            context.request,
                            "POST",
                            `${path}?organization_id=${customer.id}`,
                            data,
                            { Origin: world().base },
                        );
                        if (status !== 403) found.push(`${tier} ${role}: ${path} ${status}`);
                    }
                });
            }
        }
        assert.deepEqual(found, []);
        assert.ok(refused >= 9, `${refused} people were refused`);
    });

    test("outside of the access group, and from a sibling, the child is not there (ORG-5, ORG-7)", async () => {
        await programme(world());
        const customer = await newCustomer(world(), "Pier", two);
        await ready(world(), customer);
        const outside = await asOperator(world(), async (operator) => {
            const user = {
                email: `${unique("outside").replace(" ", ".")}@walk.example`,
                first_name: "Otto",
                last_name: "Outside",
                language: "en",
                time_zone: "Europe/Berlin",
                roles: ["administrator"],
                child_organization_access: false,
            };
            await ask(operator, "POST", `/users?organization_id=${customer.parent}`, user);
            const token = await world().tokenFor(user.email, customer.parent);
            await ask(operator, "POST", "/setup", { token, password });
            return { email: user.email, password };
        });
        for (const who of [outside, world().customer]) {
            await withPage(world(), who, "mps-outside", {}, async (page, context) => {
                for (const path of ["/mps-express/add", "/mps-express", "/printers"]) {
                    await page.goto(`${path}?org=${customer.id}`);
                    await page
                        .getByRole("heading", { level: 1, name: "You cannot act in this organization" })
                        .waitFor();
                }
                const { status } = await ask(
                    context.request,
                    "POST",
                    `/mps-express/enrollments?organization_id=${customer.id}`,
                    { printer_ids: Object.values(customer.printers), terms_version: 1 },
                    { Origin: world().base },
                );
                assert.equal(status, 404);
            });
        }
    });

    test("in a parent organization it is not offered, with what to do instead (MPX-1)", async () => {
        const { customer, admin } = await start("Dock");
        await withPage(world(), admin, "mps-parent", {}, async (page, context) => {
            await page.goto("/printers");
            await settled(page);
            await page.getByRole("table").locator("tbody").getByRole("checkbox").first().check();
            await main(page).getByRole("button", { name: "Managed Print Services" }).click();
            const entry = page.getByRole("menuitem", { name: /Add to MPS Express/ });
            assert.equal(await entry.getAttribute("aria-disabled"), "true");
            await entry.getByText(/create and assign a supplies delivery contact there/).waitFor();
            await page.keyboard.press("Escape");
            await page.goto("/mps-express/add");
            await page.getByRole("heading", { name: "Printers are added in a child organization" }).waitFor();
            await fits(page);
            const { status, body } = await ask(
                context.request,
                "POST",
                `/mps-express/enrollments?organization_id=${customer.parent}`,
                { printer_ids: Object.values(customer.printers), terms_version: 1 },
                { Origin: world().base },
            );
            assert.equal(status, 409);
            assert.equal(body.code, "mps_express_child_only");
        });
    });
}
