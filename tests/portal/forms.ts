// Every form of the portal, sent by every role that may and from every place: filled with what it offers, acting for all and acting
// in a customer. A form that nobody sends here fails the last test.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { type BrowserContext, type Locator, type Page } from "../../web/node_modules/playwright-core/index.mjs";
import { ask, type Cast, gather, mayCall, operations, type Person, type Row } from "./people.ts";
import { parts, together } from "./parts.ts";
import { savingData, unique, type World } from "./world.ts";

const sources = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "web", "src");

// The forms and the questions of each source, by the names under which they are sent below.
const forms: Record<string, string[]> = {
    "features/agents/AgentPage.tsx": ["search criteria", "delete agent"],
    "features/agents/NewAgentDialog.tsx": ["new agent"],
    "features/contacts/ContactForm.tsx": ["new contact"],
    "features/contacts/ContactPage.tsx": ["edit contact"],
    "features/contacts/DeleteContactDialog.tsx": ["delete contact"],
    "features/contacts/NewContactPage.tsx": ["duplicate contact"],
    "features/identity/ChangePasswordPage.tsx": ["password"],
    "features/identity/ForgotPasswordPage.tsx": ["forgotten password"],
    "features/identity/SetupPage.tsx": ["setup"],
    "features/identity/SignInForm.tsx": ["sign in"],
    "features/users/DeleteUserDialog.tsx": ["delete user"],
    "features/users/UserDialog.tsx": ["invite user"],
    "features/organizations/OrganizationDialog.tsx": ["new organization"],
    "features/organizations/DeleteOrganizationDialog.tsx": ["delete organization"],
    "features/organizations/SitesPage.tsx": ["new site", "delete site"],
    "features/printers/dialogs/AssignContactDialog.tsx": ["create and assign"],
    "features/printers/dialogs/ActionDialog.tsx": ["printer action"],
    "features/printers/dialogs/DeregisterDialog.tsx": ["deregister"],
    "features/printers/dialogs/LocationDialog.tsx": ["printer location"],
    "features/printers/PrinterPage.tsx": ["remove contact"],
    "features/orders/OrderStepDialog.tsx": ["order step"],
    ...together((part) => part.forms),
};
// Calls that change something and are no form: a click, with what the click sends.
const clicks = [
    "cancelTask",
    "changeAgentDuty",
    "checkAgentSearch",
    "endSession",
    "signOut",
    "inviteUser",
    "requestPrinterStatus",
    ...Object.values(parts).flatMap((part) => part.clicks ?? []),
];

type Place = { organization: string; home: boolean; several: boolean };
export type Sender = { world: World; person: Person; place: Place; page: Page; context: BrowserContext };

const sent = new Set<string>();
const called = new Set<string>();

const template = (path: string): RegExp => new RegExp(`^${path.replace(/\{[^}]+\}/g, "[^/]+")}$`);
const operationOf = (method: string, path: string) =>
    operations.find((one) => one.method === method && template(one.path).test(path));

const password = "Lotse-Tide-77-Hafenbecken";
const words: [RegExp, () => string][] = [
    [/e-mail/i, () => `${unique("form").replace(/\W/g, ".")}@forms.example`],
    [/current password/i, () => "Kran-Boje-42-Leuchtturm"],
    [/password/i, () => password],
    [/country code/i, () => "49"],
    [/number/i, () => "4055512"],
    [/extension/i, () => "12"],
    [/include/i, () => "10.9.0.0/24"],
    [/exclude/i, () => "10.9.0.9"],
    [/communit/i, () => "public"],
    [/floor|room|building/i, () => "2"],
    [/postal/i, () => "24103"],
    [/external ids/i, () => `Form: ${unique("id")}`],
];

// Every empty field gets a value, every choice its first one; choosing may bring further fields. What there is to fill is
// read at once: a question for each field costs more than the filling.
async function fill(page: Page, scope: Locator): Promise<void> {
    const done = new Set<string>();
    for (let pass = 0; pass < 4; pass += 1) {
        const fields = await scope
            .locator(
                "form input:not([type=checkbox]):not([type=radio]):not([aria-hidden=true]), form textarea:not([aria-hidden=true]), form div[role=combobox]",
            )
            .evaluateAll((elements) =>
                elements.map((element) => ({
                    id: element.id,
                    isChoice: element.getAttribute("role") === "combobox",
                    value:
                        element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
                            ? element.value
                            : (element.textContent ?? "").replace(/\u200b/g, "").trim(),
                    label: document.querySelector(`label[for="${CSS.escape(element.id)}"]`)?.textContent ?? "",
                })),
            );
        let filled = 0;
        for (const { id, isChoice, value, label } of fields) {
            if (id === "" || done.has(id)) continue;
            done.add(id);
            filled += 1;
            if (value !== "") continue;
            const field = scope.locator(`[id="${id}"]`);
            if (isChoice) {
                await field.click();
                await page.getByRole("option").first().click();
            } else await field.fill(words.find(([pattern]) => pattern.test(label))?.[1]() ?? unique("Form"));
        }
        if (filled === 0) break;
    }
    for (const group of await scope.locator("form [role=group]").all()) {
        const boxes = group.getByRole("checkbox");
        if ((await boxes.count()) > 0 && (await group.getByRole("checkbox", { checked: true }).count()) === 0)
            await boxes.first().check();
    }
}

// What a click sends, and that it was taken; the words of the form where it was not.
async function sends(
    { page, place }: Sender,
    name: string,
    operation: string,
    scope: Locator,
    click: () => Promise<void>,
): Promise<Row> {
    const { method, path } = operations.find((one) => one.id === operation) ?? assert.fail(operation);
    const said = scope.locator("[data-organization]").first();
    const stated = (await said.count()) > 0 ? await said.getAttribute("data-organization") : null;
    const chooser = scope.getByRole("combobox", { name: /^Organization/ });
    const chosen = (await chooser.count()) > 0 ? await chooser.inputValue() : null;
    const answer = page
        .waitForResponse(
            (response) =>
                response.request().method() === method && template(path).test(new URL(response.url()).pathname),
            { timeout: 15_000 },
        )
        .catch(() => null);
    await click();
    const refusal = scope
        .locator("[role=alert]")
        .first()
        .waitFor({ timeout: 15_000 })
        .then(
            () => "refused" as const,
            () => null,
        );
    const first = await Promise.race([answer, refusal]);
    const response = first === "refused" || first === null ? null : first;
    if (response === null || response.status() >= 300) {
        const text = (await scope.locator("[role=alert]").allInnerTexts()).join(" ").replace(/\s+/g, " ");
        throw new Error(
            `${name}: ${response ? `${response.status()} ${await response.text()}` : "nothing was sent"}; the form says: ${text}`,
        );
    }
    const body = response.status() === 204 ? {} : ((await response.json().catch(() => ({}))) as Row);
    if (body.organization_id && method === "POST" && operation.startsWith("create")) {
        if (stated === null && chosen === null)
            throw new Error(`${name}: the form does not say for which organization it is`);
        if (stated !== null)
            assert.equal(body.organization_id, stated, `${name} is made for the organization that the form says`);
        if (chosen !== null) {
            const { items } = (
                await ask(
                    page.request,
                    "GET",
                    `/organizations?organization_id=${place.organization}&search=${encodeURIComponent(chosen)}&limit=200`,
                )
            ).body;
            assert.equal(
                items.find((one: Row) => one.name === chosen)?.id,
                body.organization_id,
                `${name} is made for ${chosen}`,
            );
        }
    }
    sent.add(name);
    return body;
}

const submit = (scope: Locator) => (): Promise<void> => scope.locator("form button[type=submit]").click();

async function go({ page, place }: Sender, path: string): Promise<void> {
    const href = place.home ? path : `${path}${path.includes("?") ? "&" : "?"}org=${place.organization}`;
    if (await page.evaluate(() => "__TSR_ROUTER__" in globalThis))
        await page.evaluate((to) => (globalThis as any).__TSR_ROUTER__.navigate({ href: to }), href);
    else await page.goto(href);
    await page.waitForFunction(
        () => {
            const { state } = (globalThis as any).__TSR_ROUTER__ ?? { state: {} };
            return (
                state.status === "idle" && document.querySelector("h1") && !document.querySelector("[aria-busy='true']")
            );
        },
        undefined,
        { polling: 30 },
    );
}

const closed = (page: Page): Promise<void> => page.getByRole("dialog").waitFor({ state: "detached" });

// `chosen`: what is chosen by its name, where the first choice could be what somebody else makes at this moment.
async function make(
    sender: Sender,
    path: string,
    button: string,
    name: string,
    operation: string,
    chosen?: { field: string; option: string },
): Promise<Row> {
    const { page } = sender;
    await go(sender, path);
    await page.locator("main").getByRole("button", { name: button, exact: true }).first().click();
    const dialog = page.getByRole("dialog");
    await fill(page, dialog);
    if (chosen) {
        const field = dialog.getByLabel(chosen.field, { exact: true });
        if ((await field.inputValue()) !== chosen.option) {
            await field.fill(chosen.option);
            await page.getByRole("option", { name: chosen.option, exact: true }).click();
        }
    }
    const made = await sends(sender, name, operation, dialog, submit(dialog));
    if (operation === "createAgent")
        await page.getByRole("dialog").getByRole("button", { name: "I have copied it" }).click();
    if (operation === "createUser") await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    await closed(page);
    return made;
}

async function menu(sender: Sender, path: string, search: string, action: string): Promise<Locator> {
    const { page } = sender;
    await go(sender, `${path}?search=${encodeURIComponent(search)}`);
    await page
        .locator("main tbody")
        .getByRole("row")
        .filter({ hasText: search })
        .getByRole("button", { name: /^Actions for/ })
        .first()
        .click();
    await page.getByRole("menuitem", { name: action, exact: true }).click();
    return page.getByRole("dialog");
}

async function edit(
    sender: Sender,
    path: string,
    search: string,
    action: string,
    name: string,
    operation: string,
): Promise<void> {
    const dialog = await menu(sender, path, search, action);
    await fill(sender.page, dialog);
    await sends(sender, name, operation, dialog, submit(dialog));
    await closed(sender.page);
}

async function confirm(sender: Sender, scope: Locator, name: string, operation: string): Promise<void> {
    const tick = scope.getByRole("checkbox");
    if ((await tick.count()) > 0) await tick.check();
    await sends(sender, name, operation, scope, () => scope.getByRole("button").last().click());
    await closed(sender.page);
}

const tools = { go, fill, sends, submit, make, menu, edit, confirm, closed };
export type FormTools = typeof tools;

async function contactForms(sender: Sender, all: boolean): Promise<void> {
    const { page } = sender;
    const main = page.locator("main");
    await go(sender, "/contacts/new");
    await fill(page, main);
    const made = await sends(sender, "new contact", "createContact", main, submit(main));
    if (!all) return;
    await page.waitForURL(/\/contacts(\?|$)/);
    await go(sender, `/contacts/${made.id}`);
    await main.getByLabel("First name").fill("Edit");
    await sends(sender, "edit contact", "updateContact", main, submit(main));
    await page.waitForURL(/\/contacts(\?|$)/);
    await go(sender, `/contacts/new?duplicate=${made.id}`);
    await fill(page, main);
    const copy = await sends(sender, "duplicate contact", "createContact", main, submit(main));
    assert.equal(copy.organization_id, made.organization_id, "a duplicate belongs where its model does");
    await page.waitForURL(/\/contacts(\?|$)/);
    await confirm(sender, await menu(sender, "/contacts", made.last_name, "Delete"), "delete contact", "deleteContact");
}

async function siteAndAgentForms(sender: Sender, all: boolean): Promise<void> {
    const { page } = sender;
    const site = await make(sender, "/sites", "New site", "new site", "createSite");
    const agent = await make(sender, "/agents", "New agent", "new agent", "createAgent", {
        field: "Site*",
        option: site.name,
    });
    if (all) {
        await edit(sender, "/sites", site.name, "Edit site", "edit site", "updateSite");
        await go(sender, `/agents/${agent.id}`);
        const main = page.locator("main");
        await fill(page, main);
        // Asked for once restarts are ticked.
        await main.getByLabel(/communities that may write/).fill("may-write");
        await sends(sender, "search criteria", "updateAgent", main, submit(main));
        await main.getByRole("button", { name: "Actions" }).click();
        await page.getByRole("menuitem", { name: "Delete agent" }).click();
        await confirm(sender, page.getByRole("dialog"), "delete agent", "deleteAgent");
        await page.waitForURL(/\/agents(\?|$)/);
        await confirm(sender, await menu(sender, "/sites", site.name, "Delete"), "delete site", "deleteSite");
    }
}

async function userForms(sender: Sender, all: boolean): Promise<void> {
    const user = await make(sender, "/users", "Invite user", "invite user", "createUser");
    if (!all) return;
    await edit(sender, "/users", user.email, "Edit", "edit user", "updateUser");
    await confirm(sender, await menu(sender, "/users", user.email, "Delete"), "delete user", "deleteUser");
}

async function organizationForms(sender: Sender): Promise<void> {
    const made = await make(sender, "/organizations", "New organization", "new organization", "createOrganization");
    // Acting in a customer, the list shows that customer only.
    if (!sender.place.home) return;
    await edit(sender, "/organizations", made.name, "Edit", "edit organization", "updateOrganization");
    await confirm(
        sender,
        await menu(sender, "/organizations", made.name, "Delete"),
        "delete organization",
        "deleteOrganization",
    );
}

async function select(sender: Sender, search: string): Promise<void> {
    const { page } = sender;
    await go(sender, `/printers${search}`);
    const rows = page.getByRole("table").locator("tbody").getByRole("checkbox");
    await rows.nth(0).check();
    await rows.nth(1).check();
}

async function printerForms(sender: Sender, may: (operation: string) => boolean): Promise<void> {
    const { page } = sender;
    const toolbar = page.getByRole("toolbar");
    const dialog = page.getByRole("dialog");
    await select(sender, "");
    await toolbar.getByRole("button", { name: "Assign supplies delivery contact" }).click();
    await dialog.waitFor();
    const whose = dialog.getByRole("radio");
    if ((await whose.count()) > 0) {
        // Printers of several organizations: the dialog says which of them cannot get the contact.
        await whose.first().check();
        await dialog.getByText(/of (an)?other organizations? stay/).waitFor();
    }
    await dialog.getByRole("option").first().click();
    await sends(sender, "assign contact", "assignPrinterContacts", dialog, () =>
        dialog.getByRole("button", { name: "Assign contact", exact: true }).click(),
    );
    await closed(page);

    await go(sender, "/printers");
    await page.getByRole("table").locator("tbody").getByRole("link").first().click();
    await page.getByRole("button", { name: /^(Change|Assign contact)$/ }).click();
    await dialog.getByRole("tab", { name: "Create and assign" }).click();
    await fill(page, dialog);
    await sends(sender, "create and assign", "createAndAssignContact", dialog, submit(dialog));
    await closed(page);
    if (may("setPrinterContact")) {
        await page.getByRole("button", { name: "Remove", exact: true }).click();
        await confirm(sender, dialog, "remove contact", "setPrinterContact");
    }

    if (may("restartPrinters")) {
        await page.getByRole("button", { name: "Update location" }).click();
        await dialog.getByLabel("Location", { exact: true }).fill(unique("Floor"));
        await sends(sender, "printer location", "setPrinterLocations", dialog, submit(dialog));
        await closed(page);
        for (const [item, operation] of [
            ["Print test page", "printTestPages"],
            ["Restart", "restartPrinters"],
        ] as const) {
            await select(sender, "");
            await toolbar.getByRole("button", { name: "More actions" }).click();
            await page.getByRole("menuitem", { name: item, exact: true }).click();
            await confirm(sender, dialog, "printer action", operation);
        }
    }

    if (may("changePrinterContracts")) {
        for (const action of ["Set not under contract", "Set under contract"]) {
            await select(sender, "");
            await toolbar.getByRole("button", { name: "More actions" }).click();
            const item = page.getByRole("menuitem", { name: action, exact: true });
            await sends(sender, "contract", "changePrinterContracts", page.locator("main"), () => item.click());
        }
    }
}

async function deregister(sender: Sender): Promise<void> {
    const { page, place } = sender;
    const main = page.locator("main");
    // One that is managed stays.
    const { items } = (
        await ask(page.request, "GET", `/printers?organization_id=${place.organization}&managed=none&limit=50`)
    ).body;
    const serial: string = items.map((one: Row) => one.serial_number).find(Boolean);
    const choose = async (view: string): Promise<void> => {
        await go(sender, `/printers?${view}search=${encodeURIComponent(serial)}`);
        await main.getByRole("checkbox", { name: new RegExp(serial) }).check();
    };
    const away = async (): Promise<boolean> =>
        (
            await ask(
                page.request,
                "GET",
                `/printers/deregistered?organization_id=${place.organization}&search=${encodeURIComponent(serial)}`,
            )
        ).body.items.length > 0;
    await choose("");
    await page.getByRole("toolbar").getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Deregister" }).click();
    await confirm(sender, page.getByRole("dialog"), "deregister", "deregisterPrinters");
    while (!(await away())) await page.evaluate(() => new Promise(requestAnimationFrame));
    await choose("view=deregistered&");
    const register = page.getByRole("toolbar").getByRole("button", { name: "Register again" });
    await sends(sender, "register again", "registerPrinters", main, () => register.click());
    while (await away()) await page.evaluate(() => new Promise(requestAnimationFrame));
}

// The next step of an open order, whichever it is: all of them are the same form.
async function orderStep(sender: Sender, taken: Set<string>): Promise<boolean> {
    const { page, place } = sender;
    for (const state of ["confirmed", "submitted", "on_back_order", "shipped"]) {
        const { items } = (
            await ask(
                sender.context.request,
                "GET",
                `/supply-orders?organization_id=${place.organization}&state=${state}&limit=20`,
            )
        ).body;
        for (const order of items) {
            const step =
                order.possible_actions.find((one: string) => !taken.has(one)) ??
                (state === "submitted" ? order.possible_actions[0] : undefined);
            if (step === undefined) continue;
            taken.add(step);
            await go(sender, `/supply-orders/${order.id}`);
            const main = page.locator("main");
            const operation = {
                confirm: "confirmSupplyOrder",
                ship: "shipSupplyOrder",
                pack: "packSupplyOrder",
                deliver: "deliverSupplyOrder",
                back_order: "backOrderSupplyOrder",
                cancel: "cancelSupplyOrder",
            }[step as string];
            assert.ok(operation, step);
            if (order.possible_actions[0] !== step)
                await main.getByRole("button", { name: "More", exact: true }).click();
            const name =
                {
                    confirm: "Confirm",
                    ship: "Ship",
                    pack: "Mark as packed",
                    deliver: "Mark as delivered",
                    back_order: "Put on back order",
                    cancel: "Cancel order",
                }[step as string] ?? "";
            await (
                order.possible_actions[0] === step
                    ? main.getByRole("button", { name, exact: true })
                    : page.getByRole("menuitem", { name, exact: true })
            ).click();
            const dialog = page.getByRole("dialog");
            await fill(page, dialog);
            await sends(sender, "order step", operation, dialog, submit(dialog));
            await closed(page);
            return true;
        }
    }
    return false;
}

async function ownForms(sender: Sender): Promise<void> {
    const { page } = sender;
    await go(sender, "/settings");
    await sends(sender, "settings", "updateProfile", page.locator("main"), async () => {
        await page.getByRole("combobox", { name: "Time zone" }).fill("Lisbon");
        await page.getByRole("option", { name: "Europe/Lisbon" }).click();
    });
    await go(sender, "/change-password");
    const body = page.locator("body");
    await fill(page, body);
    await sends(sender, "password", "changePassword", body, submit(body));
    await page.waitForURL(/\/settings/);
}

async function as(
    world: World,
    person: Person,
    place: Place,
    work: (sender: Sender) => Promise<void>,
): Promise<string[]> {
    const context = await world.browser.newContext({
        baseURL: world.base,
        viewport: { width: 1440, height: 1000 },
        locale: "en",
        timezoneId: "Europe/Berlin",
        reducedMotion: "reduce",
        storageState: person.state,
        extraHTTPHeaders: {},
    });
    await savingData(context);
    await context.addInitScript(() => localStorage.setItem("platen.preferences", JSON.stringify({ language: "en" })));
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const found: string[] = [];
    page.on("pageerror", (error) => found.push(error.message));
    page.on("response", (response) => {
        const operation = operationOf(response.request().method(), new URL(response.url()).pathname);
        if (operation && response.request().method() !== "GET" && response.status() < 300) called.add(operation.id);
    });
    try {
        await page.goto(place.home ? "/settings" : `/settings?org=${place.organization}`);
        await page.getByRole("heading", { level: 1 }).waitFor();
        await work({ world, person, place, page, context });
    } catch (error) {
        const url = new URL(page.url());
        found.push(`${url.pathname}${url.search}: ${(error as Error).message.slice(0, 900)}`);
        if (process.env.PLATEN_TEST_RESULTS)
            await page
                .screenshot({
                    path: join(process.env.PLATEN_TEST_RESULTS, `form-${person.tier}-${person.role}-${place.home}.png`),
                })
                .catch(() => undefined);
    } finally {
        await context.close();
    }
    return found.map((line) => `${person.tier} ${person.role} ${place.home ? "at home" : "in a customer"}: ${line}`);
}

async function pairs<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
    const rest = [...items];
    const one = async (): Promise<void> => {
        for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
    };
    await Promise.all([one(), one()]);
}

type Stand = { person: Person; place: Place };

function covering(stands: Stand[], turn: number): Stand[] {
    const start = stands.length === 0 ? 0 : turn % stands.length;
    const seen = new Set<string>();
    // What follows from a form is done by administrators at home.
    const chosen = stands.filter(({ person, place }) => place.home && /administrator$/.test(person.role));
    const words = ({ person, place }: Stand): string[] => [person.role, `${person.tier} ${place.home}`];
    for (const word of chosen.flatMap(words)) seen.add(word);
    for (const least of [2, 1]) {
        for (const stand of [...stands.slice(start), ...stands.slice(0, start)]) {
            const fresh = words(stand).filter((word) => !seen.has(word));
            if (fresh.length < least) continue;
            for (const word of fresh) seen.add(word);
            chosen.push(stand);
        }
    }
    return chosen;
}

export function formsTests(world: () => World): void {
    let cast: Cast;
    before(
        async () => {
            cast = await gather(world());
        },
        { timeout: 240_000 },
    );
    const places = (person: Person): Place[] => [
        { organization: person.home, home: true, several: person.tier !== "child" },
        ...(person.tier === "child" ? [] : [{ organization: cast.child, home: false, several: false }]),
    ];
    const everywhere = (): Stand[] =>
        cast.people.flatMap((person) => places(person).map((place) => ({ person, place })));
    // Every role that may, and every place from which one may: each of them at least once, not each with each.
    const standsFor = (operation: string): Stand[] =>
        covering(
            everywhere().filter(({ person }) => mayCall(person.role, operation)),
            operation.length,
        );

    test(
        "contacts, sites, agents, users and organizations are made, changed and deleted by every role that may, from every place (ORG-2, ORG-6, AGT-1, CON-1)",
        { timeout: 1_200_000 },
        async () => {
            const found: string[] = [];
            const kinds: [string, (sender: Sender, all: boolean) => Promise<void>][] = [
                ["createContact", contactForms],
                ["createSite", siteAndAgentForms],
                ["createUser", userForms],
                ["createOrganization", organizationForms],
            ];
            const sendings = kinds.flatMap(([operation, send]) =>
                standsFor(operation)
                    .filter(({ person }) => operation !== "createOrganization" || person.tier !== "child")
                    .map((stand) => ({ ...stand, send })),
            );
            await pairs(sendings, async ({ person, place, send }) => {
                // Whether it can be sent differs by role and place; what follows from it does not.
                const all = /administrator$/.test(person.role);
                found.push(...(await as(world(), person, place, (sender) => send(sender, all))));
            });
            assert.deepEqual(found, []);
        },
    );

    test(
        "printers get contacts and contracts, and are deregistered, by every role that may, from every place (CON-9, PRN-4, PRN-7)",
        { timeout: 1_200_000 },
        async () => {
            const found: string[] = [];
            // One after the other: they change the same printers.
            for (const { person, place } of standsFor("assignPrinterContacts")) {
                const may = (operation: string): boolean => mayCall(person.role, operation);
                if (person.tier === "parent" && place.home && person.role !== "administrator") continue;
                found.push(
                    ...(await as(world(), person, place, async (sender) => {
                        await printerForms(sender, may);
                        if (may("deregisterPrinters") && place.home && /administrator$/.test(person.role))
                            await deregister(sender);
                    })),
                );
            }
            assert.deepEqual(found, []);
        },
    );

    for (const [name, { send }] of Object.entries(parts)) {
        if (!send) continue;
        test(
            `${name}: every form is sent by every role that may, from every place (ORG-6)`,
            { timeout: 900_000 },
            async () => {
                const found: string[] = [];
                const stands = send.everywhere
                    ? everywhere().filter(({ person }) => mayCall(person.role, send.operation))
                    : standsFor(send.operation);
                for (const { person, place } of stands) {
                    found.push(...(await as(world(), person, place, (sender) => send.work(sender, tools))));
                }
                assert.deepEqual(found, []);
            },
        );
    }

    test("an order goes on by every role that may, from every place (ORD-3)", { timeout: 900_000 }, async () => {
        const found: string[] = [];
        const taken = new Set<string>();
        for (const { person, place } of standsFor("confirmSupplyOrder")) {
            found.push(
                ...(await as(world(), person, place, async (sender) => {
                    await orderStep(sender, taken);
                })),
            );
        }
        assert.deepEqual(found, []);
        assert.ok(taken.size >= 2, `these steps were taken: ${[...taken].join()}`);
    });

    test(
        "everybody sets their time zone and their password; one signs in, asks for a new password, follows a link (IDN-1)",
        { timeout: 900_000 },
        async () => {
            const found: string[] = [];
            await pairs(cast.people, async (person) => {
                const [home] = places(person);
                assert.ok(home);
                found.push(...(await as(world(), person, home, ownForms)));
            });
            assert.deepEqual(found, []);
            const later: string[] = [];
            const [first] = cast.people;
            assert.ok(first);
            const nobody = { ...first, state: { cookies: [], origins: [] } };
            later.push(
                ...(await as(
                    world(),
                    nobody,
                    { organization: first.home, home: true, several: false },
                    async (sender) => {
                        const { page } = sender;
                        const body = page.locator("body");
                        await page.waitForURL(/\/sign-in/);
                        await page.getByLabel("E-mail").fill(first.email);
                        await page.getByLabel("Password").fill(password);
                        await sends(sender, "sign in", "signIn", body, submit(body));
                        await page.waitForURL(/\/settings/);
                        await page.context().clearCookies();
                        await page.goto("/forgot-password");
                        await page.getByLabel("E-mail").waitFor();
                        await fill(page, body);
                        await sends(sender, "forgotten password", "requestPasswordReset", body, submit(body));
                    },
                )),
            );
            const administrator = cast.people.find(({ role }) => role === "operator_administrator");
            assert.ok(administrator);
            const context = await world().browser.newContext({ baseURL: world().base });
            const request = context.request;
            await ask(request, "POST", "/session", { email: administrator.email, password }, { Origin: world().base });
            const user = {
                email: `${unique("setup").replace(/\W/g, ".")}@forms.example`,
                first_name: "",
                last_name: "",
                language: "en",
                time_zone: "UTC",
                roles: ["viewer"],
            };
            await ask(request, "POST", `/users?organization_id=${cast.child}`, user, {
                Origin: world().base,
            });
            await context.close();
            later.push(
                ...(await as(
                    world(),
                    nobody,
                    { organization: first.home, home: true, several: false },
                    async (sender) => {
                        const { page } = sender;
                        const body = page.locator("body");
                        await page.goto(`/setup#${await world().tokenFor(user.email, cast.child)}`);
                        await page.getByLabel(/^New password/).waitFor();
                        await fill(page, body);
                        await sends(sender, "setup", "setup", body, submit(body));
                    },
                )),
            );
            assert.deepEqual(later, []);
        },
    );

    test("no form of the portal is left out", () => {
        const missing: string[] = [];
        for (const name of readdirSync(sources, { recursive: true, encoding: "utf8" })) {
            if (!/^(features|app)\/.*\.tsx?$/.test(name) || /\.test\./.test(name)) continue;
            const text = readFileSync(join(sources, name), "utf8");
            const count = text.match(/<(FormView|ContactForm|ConfirmDialog)\b/g)?.length ?? 0;
            if (count !== (forms[name]?.length ?? 0))
                missing.push(`${name} has ${count} forms, this test knows ${forms[name]?.length ?? 0}`);
            for (const [, method = "", path = ""] of text.matchAll(/api\.(POST|PUT|DELETE)\(\s*'([^']+)'/g)) {
                const operation = operations.find((one) => one.method === method && one.path === path);
                if (!operation) missing.push(`${name} calls ${method} ${path}, which the API does not have`);
                else if (
                    !called.has(operation.id) &&
                    !clicks.includes(operation.id) &&
                    !/SupplyOrder$/.test(operation.id)
                )
                    missing.push(`${name}: nobody sent ${operation.id}`);
            }
        }
        const elsewhere = new Set(Object.values(parts).flatMap((part) => part.byTests ?? []));
        for (const name of Object.values(forms)
            .flat()
            .filter((one) => !elsewhere.has(one)))
            if (!sent.has(name)) missing.push(`nobody sent: ${name}`);
        assert.deepEqual(missing, []);
    });
}
