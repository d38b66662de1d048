// Account management in the guides' words (PRT-7): organizations, their entitlements, the child-organization access group, and
// on whose behalf one acts (ORG-1..ORG-7); what other systems call things (API-2).
import assert from "node:assert/strict";
import { test } from "node:test";
import { type APIRequestContext, type Page } from "../../../web/node_modules/playwright-core/index.mjs";
import type { FormTools, Sender } from "../forms.ts";
import type { Part } from "../parts.ts";
import { ask, made, type Row, signedIn } from "../people.ts";
import { type Account, cutOff, type Look, settled, unique, violations, withPage, type World } from "../world.ts";

const password = "Lotse-Tide-77-Hafenbecken";

type Family = { parent: Row; child: Row; other: Row };

// Somebody who has accepted the invitation.
async function person(
    world: World,
    operator: APIRequestContext,
    home: string,
    role: string,
    child_organization_access?: boolean,
): Promise<Account> {
    const email = `${unique(role).replace(/\W/g, ".")}@family.example`;
    const user = { email, first_name: role, last_name: "Family", language: "en", time_zone: "Europe/Berlin" };
    const invited = await made(operator, `/users?organization_id=${home}`, {
        ...user,
        roles: [role],
        ...(child_organization_access === undefined ? {} : { child_organization_access }),
    });
    await made(operator, "/setup", { token: await world.tokenFor(String(invited.email), home), password });
    return { email, password };
}

// A parent organization with two child organizations, made for one test.
async function family(operator: APIRequestContext): Promise<Family> {
    const parent = await made(operator, "/organizations", { name: unique("Nordwind") });
    const below = (name: string) =>
        made(operator, `/organizations?organization_id=${parent.id}`, { name: unique(name) });
    return { parent, child: await below("Bäckerei"), other: await below("Café") };
}

// `setup` signs in: the operator's own request stays the operator's.
async function withFamily(
    world: World,
    work: (family: Family, people: (home: string, role: string, group?: boolean) => Promise<Account>) => Promise<void>,
): Promise<void> {
    const operator = await signedIn(world, world.operator);
    const all = await family(operator);
    const people = async (home: string, role: string, group?: boolean): Promise<Account> => {
        const request = await signedIn(world, world.operator);
        try {
            return await person(world, request, home, role, group);
        } finally {
            await request.dispose();
        }
    };
    try {
        await work(all, people);
    } finally {
        await operator.dispose();
    }
}

const main = (page: Page) => page.locator("main");
const menu = (page: Page) => page.getByRole("navigation", { name: "Organization", exact: true });

async function openEntitlements(page: Page, family: Family): Promise<void> {
    await page.goto("/");
    await settled(page);
    await page.getByRole("button", { name: "Administration" }).click();
    await page.getByRole("menuitem", { name: "Account management" }).click();
    await main(page).getByRole("link", { name: family.parent.name, exact: true }).click();
    await menu(page).getByRole("link", { name: "Child organizations", exact: true }).click();
    await main(page).getByRole("link", { name: family.child.name, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: family.child.name }).waitFor();
    await menu(page).getByRole("link", { name: "Organization entitlements" }).click();
    await main(page).getByLabel("MPS Express", { exact: true }).waitFor();
}

function tests(world: () => World): void {
    test("a child organization is entitled as the guide says, once and for good (ORG-2, ORG-3, ORG-4, PRT-7)", async () => {
        await withFamily(world(), async (family, people) => {
            const admin = await people(family.parent.id, "administrator", true);
            await withPage(world(), admin, "entitlement", {}, async (page) => {
                await openEntitlements(page, family);
                const box = main(page).getByLabel("MPS Express", { exact: true });
                const save = main(page).getByRole("button", { name: "Save changes" });
                await main(page)
                    .getByText(/You cannot undo/)
                    .waitFor();
                assert.equal(await save.getAttribute("aria-disabled"), "true", "nothing is chosen yet");
                await box.check();
                await save.click();
                const dialog = page.getByRole("dialog", { name: `Entitle ${family.child.name} to MPS Express?` });
                const confirm = dialog.getByRole("button", { name: "Save changes" });
                assert.equal(await confirm.getAttribute("aria-disabled"), "true", "it is not confirmed yet");
                await dialog.getByRole("button", { name: "Cancel" }).click();
                assert.equal(await box.isChecked(), false, "nothing was saved");
                await box.check();
                await save.click();
                await dialog.getByRole("checkbox", { name: "I understand that this cannot be undone." }).check();
                await confirm.click();
                await page.getByText(`${family.child.name} is entitled to MPS Express.`).waitFor();
                await main(page)
                    .getByText(new RegExp(`^Granted by ${admin.email} on `))
                    .waitFor();
                assert.ok((await box.isChecked()) && (await box.isDisabled()), "it cannot be taken away");
                assert.equal(await main(page).getByRole("button", { name: "Remove entitlement" }).count(), 0);
                await page.reload();
                await main(page)
                    .getByText(new RegExp(`^Granted by ${admin.email} on `))
                    .waitFor();
                await menu(page).getByRole("link", { name: "Details" }).click();
                await main(page).getByText(`Child organization of ${family.parent.name}`).waitFor();
                // A parent organization cannot hold it.
                await page.goto(`/organizations/${family.parent.id}/entitlements`);
                await main(page)
                    .getByText(/A parent organization cannot be entitled/)
                    .waitFor();
                assert.equal(await main(page).getByRole("checkbox").count(), 0);
            });
        });
    });

    test("only two roles of the operator take an entitlement away, and a refusal says how many printers are in the way (ORG-4)", async () => {
        await withFamily(world(), async (family, people) => {
            const operator = await signedIn(world(), world().operator);
            const { organization } = (await ask(operator, "GET", "/session")).body;
            const granted = await ask(
                operator,
                "PUT",
                `/organizations/${family.child.id}/entitlements/mps-express`,
                { understood: true },
                { Origin: world().base },
            );
            assert.equal(granted.status, 200);
            await operator.dispose();
            const path = `/organizations/${family.child.id}/entitlements`;
            for (const who of [world().operator, await people(family.parent.id, "administrator", true)]) {
                await withPage(world(), who, "no removal", {}, async (page) => {
                    await page.goto(path);
                    await main(page)
                        .getByText(/^Granted by /)
                        .waitFor();
                    assert.equal(await main(page).getByRole("button", { name: "Remove entitlement" }).count(), 0);
                });
            }
            for (const role of ["customer_operations_specialist", "mps_offer_manager"]) {
                await withPage(world(), await people(organization.id, role), "removal", {}, async (page) => {
                    await page.goto(path);
                    await main(page).getByRole("button", { name: "Remove entitlement" }).click();
                    const dialog = page.getByRole("dialog");
                    if (role === "customer_operations_specialist") {
                        // As the server answers where printers were made managed with it.
                        await page.route("**/entitlements/mps-express*", (route) =>
                            route.fulfill({
                                status: 409,
                                contentType: "application/problem+json",
                                body: JSON.stringify({
                                    title: "The entitlement is in use",
                                    status: 409,
                                    code: "entitlement_in_use",
                                    detail: "It still has 3 managed printers and 1 printer waiting.",
                                }),
                            }),
                        );
                        await dialog.getByRole("checkbox").check();
                        await dialog.getByRole("button", { name: "Remove entitlement" }).click();
                        await dialog.getByText(/3 managed printers and 1 printer waiting/).waitFor();
                        return;
                    }
                    await dialog.getByRole("checkbox").check();
                    await dialog.getByRole("button", { name: "Remove entitlement" }).click();
                    await page.getByText(`${family.child.name} is not entitled to MPS Express any more.`).waitFor();
                    await main(page)
                        .getByText(/can be added to MPS Express, the programme/)
                        .waitFor();
                });
            }
        });
    });

    test("the child-organization access group: members are added and removed, and it counts at once (ORG-5)", async () => {
        await withFamily(world(), async (family, people) => {
            const admin = await people(family.parent.id, "administrator", true);
            const fleet = await people(family.parent.id, "fleet_manager", false);
            await withPage(world(), fleet, "member", {}, async (theirs) => {
                const seen = async (): Promise<number> =>
                    (await ask(theirs.request, "GET", `/sites?organization_id=${family.child.id}`)).status;
                assert.equal(await seen(), 404);
                await withPage(world(), admin, "access group", {}, async (page) => {
                    await page.goto(`/organizations/${family.parent.id}`);
                    await menu(page).getByRole("link", { name: "Child-organization access group" }).click();
                    const table = page.getByRole("table", { name: "Child-organization access group" });
                    await table.getByText(admin.email).waitFor();
                    await table
                        .getByRole("row")
                        .filter({ hasText: admin.email })
                        .getByRole("button", { name: /^Actions for/ })
                        .click();
                    const own = page.getByRole("menuitem", { name: /^Remove from the group/ });
                    assert.equal(await own.getAttribute("aria-disabled"), "true");
                    await own.getByText(/Nobody changes their own membership/).waitFor();
                    await page.keyboard.press("Escape");
                    await main(page).getByRole("button", { name: "Add member" }).click();
                    const dialog = page.getByRole("dialog");
                    await dialog.getByLabel("Person*").fill("fleet");
                    await page.getByRole("option", { name: new RegExp(fleet.email.replace(/\./g, "\\.")) }).click();
                    await dialog.getByRole("button", { name: "Add member" }).click();
                    await table.getByText(fleet.email).waitFor();
                    assert.equal(await seen(), 200, "from the next request on");
                    await table
                        .getByRole("row")
                        .filter({ hasText: fleet.email })
                        .getByRole("button", { name: /^Actions for/ })
                        .click();
                    await page.getByRole("menuitem", { name: "Remove from the group" }).click();
                    await table.getByText(fleet.email).waitFor({ state: "detached" });
                    assert.equal(await seen(), 404, "from the next request on");
                });
            });
        });
    });

    test("account management lists each parent with its child organizations behind it (ORG-1, ORG-2)", async () => {
        await withFamily(world(), async (family, people) => {
            const admin = await people(family.parent.id, "administrator", true);
            await withPage(world(), admin, "tree", {}, async (page) => {
                await page.goto("/organizations");
                const table = page.getByRole("table", { name: "Account management" });
                await table.getByRole("link", { name: family.child.name, exact: true }).waitFor();
                const names = await table.getByRole("row").getByRole("link").allInnerTexts();
                assert.equal(names[0], family.parent.name, "the parent first");
                assert.deepEqual(
                    names.slice(1).sort(),
                    [family.child.name, family.other.name].sort(),
                    "and its children behind it",
                );
                const row = table.getByRole("row").filter({ hasText: family.child.name });
                await row.getByText(`Child organization of ${family.parent.name}`).waitFor();
            });
        });
    });

    test("a list with rows of several organizations says whose each is, and no other list does (ORG-1)", async () => {
        await withFamily(world(), async (family, people) => {
            const inside = await people(family.parent.id, "administrator", true);
            const alone = await people(family.child.id, "administrator", false);
            const lists = ["/users", "/sites", "/contacts", "/agents", "/tasks", "/api-keys", "/audit-log"];
            await withPage(world(), inside, "several", {}, async (page) => {
                await page.goto("/users");
                const table = page.getByRole("table");
                await table.getByRole("columnheader", { name: /^Organization\b/ }).waitFor();
                const row = table.getByRole("row").filter({ hasText: alone.email });
                await row.getByText(family.child.name, { exact: true }).waitFor();
                for (const list of lists) {
                    await page.goto(list);
                    await settled(page);
                    const rows = await page.getByRole("table").getByRole("row").count();
                    const told = await table.getByRole("columnheader", { name: /^Organization\b/ }).count();
                    assert.ok(rows <= 1 || told === 1, list);
                }
            });
            await withPage(world(), alone, "one", {}, async (page) => {
                for (const list of lists) {
                    await page.goto(list);
                    await settled(page);
                    const told = page.getByRole("columnheader", { name: /^Organization\b/ });
                    assert.equal(await told.count(), 0, list);
                }
            });
        });
    });

    test("an administrator outside of the access group sees that a child exists and nothing of what it holds (ORG-2, ORG-5)", async () => {
        await withFamily(world(), async (family, people) => {
            const outside = await people(family.parent.id, "administrator", false);
            await withPage(world(), outside, "outside", {}, async (page) => {
                await page.goto(`/organizations/${family.parent.id}/children`);
                await main(page).getByRole("link", { name: family.child.name, exact: true }).click();
                await main(page)
                    .getByText(/what it holds is for members of the child-organization access group/)
                    .waitFor();
                for (const figure of ["Printers", "Agents"])
                    assert.equal(
                        await main(page).locator("dt", { hasText: figure }).locator("xpath=../dd").innerText(),
                        "–",
                        figure,
                    );
                assert.deepEqual(await menu(page).getByRole("link").allInnerTexts(), [
                    "Details",
                    "Organization entitlements",
                ]);
            });
        });
    });

    test("child organizations are made, changed and deleted on the page of their parent; a refusal says what is in the way (ORG-2, API-2)", async () => {
        await withFamily(world(), async (family, people) => {
            const admin = await people(family.parent.id, "administrator", true);
            await withPage(world(), admin, "child organizations", {}, async (page) => {
                await page.goto(`/organizations/${family.parent.id}/children`);
                await main(page).getByRole("button", { name: "New organization" }).click();
                const name = unique("Werft");
                const dialog = page.getByRole("dialog");
                await dialog.getByLabel("Name*", { exact: true }).fill(name);
                await dialog.getByLabel("External IDs", { exact: true }).fill("SAP");
                await dialog.getByRole("button", { name: "Create organization" }).click();
                await dialog.getByText("Each line names a system, a colon and an ID.").first().waitFor();
                await dialog.getByLabel("External IDs", { exact: true }).fill("SAP: 4711");
                await dialog.getByRole("button", { name: "Create organization" }).click();
                await page.getByText(`${name} was created.`).waitFor();
                await main(page).getByRole("link", { name, exact: true }).click();
                await main(page).getByText("SAP: 4711").waitFor();
                // Another one cannot have it.
                await page.goto(`/organizations/${family.other.id}`);
                await main(page).getByRole("button", { name: "Edit" }).click();
                await dialog.getByLabel("External IDs", { exact: true }).fill("sap: 4711");
                await dialog.getByRole("button", { name: "Save" }).click();
                await dialog
                    .getByText(/has the ID 4711 in the system/)
                    .first()
                    .waitFor();
                await dialog.getByRole("button", { name: "Cancel" }).click();
                // It holds an agent.
                const site = await made(page.request, `/sites?organization_id=${family.other.id}`, {
                    name: "Kai",
                    address: {
                        street1: "Kai 1",
                        street2: "",
                        street3: "",
                        building: "",
                        floor: "",
                        room: "",
                        city: "Kiel",
                        state: "",
                        postal_code: "",
                        country: "DE",
                    },
                });
                await made(page.request, `/agents?organization_id=${family.other.id}`, {
                    name: "Kai",
                    site_id: site.id,
                });
                await main(page)
                    .getByRole("button", { name: /^Actions for/ })
                    .click();
                await page.getByRole("menuitem", { name: "Delete" }).click();
                await dialog.getByRole("checkbox").check();
                await dialog.getByRole("button", { name: "Delete" }).click();
                await dialog.getByText(/It still has 1 agent/).waitFor();
                await page.keyboard.press("Escape");
                await page.goto(`/organizations/${family.child.id}`);
                await main(page)
                    .getByRole("button", { name: /^Actions for/ })
                    .click();
                await page.getByRole("menuitem", { name: "Delete" }).click();
                await dialog.getByRole("checkbox").check();
                await dialog.getByRole("button", { name: "Delete" }).click();
                await page.getByText(`${family.child.name} was deleted.`).waitFor();
                await page.waitForURL(/\/organizations(\?|$)/);
            });
        });
    });

    test("external ids of a site, a contact, a printer and an order are edited where the thing is (API-2)", async () => {
        await withPage(world(), world().operator, "external ids", {}, async (page) => {
            const first = async (list: string): Promise<Row> =>
                (await ask(page.request, "GET", `/${list}?limit=1`)).body.items[0];
            for (const [list, path] of [
                ["printers", "?tab=information"],
                ["supply-orders", ""],
            ] as const) {
                const thing = await first(list);
                await page.goto(`/${list}/${thing.id}${path}`);
                await main(page).getByRole("button", { name: "Edit external IDs" }).click();
                const dialog = page.getByRole("dialog", { name: "Edit external IDs" });
                const id = unique("id");
                await dialog.getByLabel("External IDs", { exact: true }).fill(`SAP: ${id}\nCRM: 1${id}`);
                await dialog.getByRole("button", { name: "Save" }).click();
                await page.getByText("The external IDs were saved.").waitFor();
                await main(page).getByText(`CRM: 1${id}, SAP: ${id}`).waitFor();
                const { items } = (
                    await ask(page.request, "GET", `/${list}?external_system=sap&external_id=${encodeURIComponent(id)}`)
                ).body;
                assert.deepEqual(
                    items.map((one: Row) => one.id),
                    [thing.id],
                );
            }
        });
        await withPage(world(), world().customer, "external ids of a contact", {}, async (page) => {
            const contact = (await ask(page.request, "GET", "/contacts?limit=1")).body.items[0];
            await page.goto(`/contacts/${contact.id}`);
            await settled(page);
            const id = unique("id");
            await main(page).getByLabel("External IDs", { exact: true }).fill(`SAP: ${id}`);
            await main(page).getByRole("button", { name: "Save" }).click();
            await page.waitForURL(/\/contacts(\?|$)/);
            assert.deepEqual((await ask(page.request, "GET", `/contacts/${contact.id}`)).body.external_ids, [
                { system: "SAP", id },
            ]);
        });
    });

    test("every page says on whose behalf one acts, and every list whose data it shows, also on a phone (ORG-5)", async () => {
        await withFamily(world(), async (family, people) => {
            const admin = await people(family.parent.id, "administrator", true);
            const child = await people(family.child.id, "administrator");
            for (const width of [360, 1440]) {
                await withPage(world(), admin, "on whose behalf", { width, height: 780 }, async (page) => {
                    for (const [org, name, rows] of [
                        ["", family.parent.name, `${family.parent.name} and its child organizations`],
                        [`?org=${family.child.id}`, family.child.name, family.child.name],
                    ] as const) {
                        for (const path of [
                            "/printers",
                            "/supply-orders",
                            "/contacts",
                            "/sites",
                            "/users",
                            "/agents",
                            "/tasks",
                            "/settings",
                        ]) {
                            await page.goto(`${path}${org}`);
                            await settled(page);
                            await page.getByRole("button", { name: `Organization: ${name}. Change` }).waitFor();
                            if (path === "/settings") continue;
                            await main(page).locator("footer").getByText(rows, { exact: true }).waitFor();
                        }
                    }
                });
                await withPage(world(), child, "own organization", { width, height: 780 }, async (page) => {
                    await page.goto("/printers");
                    await settled(page);
                    const shown = page.getByRole("banner").getByText(family.child.name, { exact: true });
                    await shown.waitFor();
                    const box = await shown.boundingBox();
                    assert.ok(box && box.width >= 60, `the name has ${box?.width} px at ${width}`);
                });
            }
        });
    });

    test("the entitlement page by the keyboard alone (ORG-3, PRT-5)", async () => {
        await withFamily(world(), async (family, people) => {
            const admin = await people(family.parent.id, "administrator", true);
            await withPage(world(), admin, "entitlement by keyboard", {}, async (page) => {
                await page.goto(`/organizations/${family.child.id}/entitlements`);
                const box = main(page).getByLabel("MPS Express", { exact: true });
                await box.waitFor();
                await box.focus();
                await page.keyboard.press("Space");
                await page.keyboard.press("Tab");
                await page.keyboard.press("Enter");
                const dialog = page.getByRole("dialog");
                await dialog.waitFor();
                await page.keyboard.press("Tab");
                await page.keyboard.press("Space");
                assert.ok(await dialog.getByRole("checkbox").isChecked(), "the first stop is the sentence");
                await page.keyboard.press("Tab");
                await page.keyboard.press("Tab");
                await page.keyboard.press("Enter");
                await main(page)
                    .getByText(/^Granted by /)
                    .waitFor();
            });
        });
    });

    const looks: Look[] = [
        { scheme: "light", language: "en" },
        { scheme: "dark", language: "de" },
        { scheme: "dark", language: "en", width: 360, height: 780 },
        { scheme: "light", language: "de", width: 360, height: 780 },
    ];
    for (const look of looks) {
        test(`the pages of an organization break neither WCAG 2.2 AA nor the window: ${look.scheme}, ${look.language}, ${look.width ?? 1440} px (PRT-5)`, async () => {
            await withFamily(world(), async (family, people) => {
                const admin = await people(family.parent.id, "administrator", true);
                await withPage(world(), admin, "organization pages", look, async (page) => {
                    for (const path of [
                        `/organizations/${family.child.id}`,
                        `/organizations/${family.child.id}/entitlements`,
                        `/organizations/${family.parent.id}/entitlements`,
                        `/organizations/${family.parent.id}/children`,
                        `/organizations/${family.parent.id}/access-group`,
                    ]) {
                        await page.goto(path);
                        await settled(page);
                        assert.deepEqual(await violations(page), [], path);
                        assert.deepEqual(await cutOff(page), [], path);
                        const wide = await page.evaluate(
                            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
                        );
                        assert.ok(wide <= 0, `${path} is ${wide} px wider than the window`);
                    }
                });
            });
        });
    }
}

// Entitled by those who may grant, for those who may take it away.
const entitled: string[] = [];

async function send(sender: Sender, { go, sends, submit, confirm, closed }: FormTools): Promise<void> {
    const { page, person, place, context } = sender;
    if (!place.home || person.tier === "child") return;
    const main = page.locator("main");
    const dialog = page.getByRole("dialog");
    const Origin = new URL(page.url()).origin;
    const post = async (path: string, data: Row): Promise<Row> => {
        const { status, body } = await ask(context.request, "POST", path, data, { Origin });
        assert.ok(status < 300, JSON.stringify(body));
        return body;
    };
    if (/administrator$/.test(person.role)) {
        const { items } = (await ask(context.request, "GET", "/organizations?limit=200")).body;
        const parent = person.tier === "parent" ? person.home : items.find((one: Row) => one.tier === "parent").id;
        const child = await post("/organizations", { name: unique("Hof"), parent_id: parent });
        await go(sender, `/organizations/${child.id}/entitlements`);
        await main.getByLabel("MPS Express", { exact: true }).check();
        await main.getByRole("button", { name: "Save changes" }).click();
        await confirm(sender, dialog, "grant MPS Express", "grantMpsExpress");
        entitled.push(child.id);
        const email = `${unique("member").replace(/\W/g, ".")}@forms.example`;
        const user = { email, first_name: "", last_name: "", language: "en", time_zone: "UTC", roles: ["viewer"] };
        await post(`/users?organization_id=${parent}`, user);
        await go(sender, `/organizations/${parent}/access-group`);
        await main.getByRole("button", { name: "Add member" }).first().click();
        await dialog.getByLabel("Person*").fill(email);
        await page.getByRole("option", { name: new RegExp(email.replace(/\./g, "\\.")) }).click();
        await sends(sender, "add member", "updateUser", dialog, submit(dialog));
        await closed(page);
        return;
    }
    const child = entitled.pop();
    if (child === undefined) return;
    await go(sender, `/organizations/${child}/entitlements`);
    await main.getByRole("button", { name: "Remove entitlement" }).click();
    await confirm(sender, dialog, "remove MPS Express", "removeMpsExpress");
}

export const part: Part = {
    tests,
    parameters: { organizationId: "organizations" },
    forms: {
        "features/organizations/EntitlementsPage.tsx": ["grant MPS Express", "remove MPS Express"],
        "features/organizations/AccessGroupPage.tsx": ["add member"],
    },
    clicks: ["setPrinterExternalIds", "setSupplyOrderExternalIds"],
    send: { operation: "grantMpsExpress", work: send },
};
