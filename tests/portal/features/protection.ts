// Who is protected from being taken out, and what says so: printers of MPS Express, their agent, the tasks that refuse
// them, registration with the back office, and contacts that are found and made while they are assigned
// (AGT-8, CON-9, PRN-6, PRN-7, TSK-1).
import assert from "node:assert/strict";
import { test } from "node:test";
import { type APIRequestContext, type Page } from "../../../web/node_modules/playwright-core/index.mjs";
import type { Part } from "../parts.ts";
import { cutOff, printerWith, settled, unique, violations, withPage, type World } from "../world.ts";

type Row = Record<string, any>;
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

async function call(request: APIRequestContext, base: string, path: string, data: object, method = "POST") {
    const answer = await request.fetch(`/api/v1${path}`, {
        method,
        data,
        headers: { Origin: base, "Idempotency-Key": unique("key") },
    });
    return { status: answer.status(), body: (await answer.json().catch(() => ({}))) as Row };
}
const get = async (request: APIRequestContext, path: string): Promise<Row> =>
    (await request.get(`/api/v1${path}`)).json();

type Fleet = { managed: Row; pending: Row; free: Row };
let made: Promise<Fleet> | undefined;

// A managed printer, one that waits and one of neither, of the customer and of one agent.
function fleet(world: World): Promise<Fleet> {
    made ??= make(world);
    return made;
}

async function make(world: World): Promise<Fleet> {
    let found: Fleet | undefined;
    await withPage(world, world.operator, "protection-operator", {}, async (_one, { request: operator }) => {
        await withPage(world, world.customer, "protection-customer", {}, async (_two, { request: customer }) => {
            const { items } = await get(customer, "/printers?limit=200&managed=none&communicating=true");
            const ready = items.filter((one: Row) => one.serial_number && one.life_count !== null && one.agent_id);
            const organization = ready[0].organization_id as string;
            const programme = await get(operator, "/mps-express/programme");
            if (programme.terms_version === 0)
                await call(operator, world.base, "/mps-express/terms", {
                    texts: [
                        { language: "en", text: "Be kind." },
                        { language: "de", text: "Sei nett." },
                    ],
                });
            for (const model of new Set(ready.map((one: Row) => one.model)))
                await call(operator, world.base, "/mps-express/models", {
                    manufacturer: ready.find((one: Row) => one.model === model).manufacturer,
                    model,
                    supported: true,
                    maximum_lifetime_pages: 1_000_000_000,
                });
            const entitled = await call(
                operator,
                world.base,
                `/organizations/${organization}/entitlements/mps-express`,
                { understood: true },
                "PUT",
            );
            assert.equal(entitled.status, 200, JSON.stringify(entitled.body));
            const contacts = await get(customer, "/contacts?limit=1");
            await call(customer, world.base, "/printers/contact-assignments", {
                printer_ids: ready.filter((one: Row) => !one.contact_id).map((one: Row) => one.id),
                contact_id: contacts.items[0].id,
            });
            const terms = await get(customer, "/mps-express/terms");
            const { terms_version } = terms;
            await call(customer, world.base, "/mps-express/terms/acceptances", { terms_version });
            const eligible = await call(customer, world.base, "/mps-express/eligibility/printers?state=eligible", {});
            const ids = new Set<string>(eligible.body.items.map((one: Row) => one.printer_id));
            const able = ready.filter((one: Row) => ids.has(one.id));
            const [managed, pending, free] = able.filter((one: Row) => one.agent_id === able[0]?.agent_id);
            assert.ok(managed && pending && free, `three printers of one agent are eligible: ${ids.size}`);
            const added = await call(customer, world.base, "/mps-express/enrollments", {
                terms_version,
                printer_ids: [managed.id, pending.id],
            });
            assert.equal(added.status, 201, JSON.stringify(added.body));
            const { items: memberships } = await get(
                operator,
                `/mps-express/memberships?state=pending&printer_id=${managed.id}`,
            );
            if (memberships.length > 0)
                await call(operator, world.base, "/mps-express/memberships/confirmations", {
                    membership_ids: [memberships[0].id],
                });
            found = { managed, pending, free };
        });
    });
    assert.ok(found);
    return found;
}

async function deregister(page: Page): Promise<void> {
    await page.getByRole("toolbar").getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Deregister" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("checkbox").check();
    await dialog.getByRole("button", { name: "Deregister" }).click();
}

async function setRegistration(page: Page, words: string, reason: string): Promise<void> {
    await page.getByRole("button", { name: "Set registration" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox").click();
    await page.getByRole("option", { name: words, exact: true }).click();
    await dialog.getByLabel("Reason*").fill(reason);
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByText("The registration was saved.").waitFor();
}

function tests(world: () => World): void {
    test("a selection of protected printers is refused as a whole, and says why (PRN-7)", async () => {
        const { managed, pending } = await fleet(world());
        await withPage(world(), world().customer, "protected", {}, async (page, { request }) => {
            const both = await call(request, world().base, "/printers/deregistrations", {
                printer_ids: [managed.id, pending.id],
            });
            assert.equal(both.body.code, "printers_protected");
            await page.goto(`/printers?search=${pending.serial_number}`);
            await page.getByRole("checkbox", { name: new RegExp(pending.serial_number) }).check();
            await deregister(page);
            await page.getByRole("alert").getByText("This printer waits for MPS Express").waitFor();
        });
    });

    test("of a mixed selection the task names each refused printer; the message names the task and leads to it (PRN-7, TSK-1)", async () => {
        const { managed, pending, free } = await fleet(world());
        await withPage(world(), world().customer, "mixed", {}, async (page, { request }) => {
            const started = await call(request, world().base, "/printers/deregistrations", {
                printer_ids: [managed.id, pending.id, free.id],
            });
            assert.equal(started.status, 201, JSON.stringify(started.body));
            await page.goto(`/tasks/${started.body.id}`);
            await page.getByText(started.body.id, { exact: true }).waitFor();
            await page.getByText("Completed with errors").first().waitFor();
            for (const [printer, words] of [
                [managed, "This printer is in MPS Express"],
                [pending, "This printer waits for MPS Express"],
            ] as const)
                await page
                    .getByRole("row")
                    .filter({ hasText: printer.serial_number })
                    .filter({ hasText: words })
                    .waitFor();
            await page.getByRole("row").filter({ hasText: free.serial_number }).getByText("Done").waitFor();

            // One outcome alone, counted, and kept in the address.
            const results = page.getByRole("group", { name: "Result" });
            assert.deepEqual(await results.getByRole("button").allInnerTexts(), ["All (3)", "Done (1)", "Failed (2)"]);
            await results.getByRole("button", { name: "Failed (2)" }).click();
            await page.getByRole("row").filter({ hasText: free.serial_number }).waitFor({ state: "detached" });
            assert.equal(new URL(page.url()).searchParams.get("outcome"), "failed");
            await page.reload();
            await page.getByRole("row").filter({ hasText: managed.serial_number }).waitFor();
            assert.equal(await page.getByRole("row").filter({ hasText: free.serial_number }).count(), 0);
            await results.getByRole("button", { name: "Done (1)" }).click();
            await page.getByRole("row").filter({ hasText: free.serial_number }).waitFor();

            // Back into the list, as a person does it: the message leads to its task.
            await page.goto(`/printers?view=deregistered&search=${free.serial_number}`);
            await page.getByRole("checkbox", { name: new RegExp(free.serial_number) }).check();
            await page.getByRole("button", { name: "Register again" }).click();
            const link = page.getByRole("listitem").getByRole("link", { name: uuid });
            const id = uuid.exec((await link.textContent()) ?? "")?.[0] ?? "";
            await link.click();
            await page.waitForURL(new RegExp(`/tasks/${id}`));
            await page.getByText("Completed", { exact: true }).first().waitFor();
            await page.goto("/tasks");
            await page.getByRole("link", { name: id, exact: true }).waitFor();
        });
    });

    for (const [language, width] of [
        ["en", 1440],
        ["de", 360],
    ] as const)
        test(`the page of a protected printer says why it is not deregistered, ${language} at ${width} px (PRN-7)`, async () => {
            const { managed, pending, free } = await fleet(world());
            await withPage(world(), world().customer, `why-${language}`, { language, width }, async (page) => {
                const name = language === "en" ? "Deregister" : "Austragen";
                for (const printer of [managed, pending]) {
                    await page.goto(`/printers/${printer.id}`);
                    await settled(page);
                    const button = page.getByRole("button", { name, exact: true });
                    assert.equal(await button.getAttribute("aria-disabled"), "true");
                    const why = await button.getAttribute("aria-describedby");
                    assert.match((await page.locator(`[id="${why}"]`).textContent()) ?? "", /MPS Express/);
                    await button.focus();
                    await page.keyboard.press("Enter");
                    assert.equal(await page.getByRole("dialog").count(), 0);
                    assert.deepEqual(await cutOff(page), []);
                    assert.deepEqual(await violations(page), []);
                }
                await page.goto(`/printers/${free.id}`);
                await settled(page);
                await page.getByRole("button", { name, exact: true }).focus();
                await page.keyboard.press("Enter");
                await page.getByRole("dialog").waitFor();
            });
        });

    test("an agent's page counts managed and pending printers; while there is one it is neither deleted nor disabled (AGT-8)", async () => {
        const { managed } = await fleet(world());
        await withPage(world(), world().customer, "agent", {}, async (page, { request }) => {
            const agent = await get(request, `/agents/${managed.agent_id}`);
            assert.ok(agent.pending_printer_count >= 1 && agent.managed_printer_count >= 2);
            await page.goto(`/agents/${managed.agent_id}`);
            await settled(page);
            const facts = page.locator("main");
            await facts.getByText("Waiting for MPS Express").waitFor();
            await facts
                .getByText(/can be neither deleted nor disabled/)
                .first()
                .waitFor();
            await page.getByRole("button", { name: "Actions" }).click();
            for (const name of [/^Disable agent/, /^Delete agent/])
                assert.equal(await page.getByRole("menuitem", { name }).getAttribute("aria-disabled"), "true");
        });
    });

    test("what the system does by itself is in the list of tasks once it is asked for (TSK-1)", async () => {
        await withPage(world(), world().operator, "system-tasks", {}, async (page) => {
            const asked = (by: string | null) =>
                page.waitForResponse((response) => {
                    const url = new URL(response.url());
                    return (
                        url.pathname === "/api/v1/tasks" &&
                        url.searchParams.get("started_by") === by &&
                        url.searchParams.get("limit") !== "20"
                    );
                });
            const without = asked("people");
            await page.goto("/tasks");
            assert.ok((await (await without).json()).items.every((task: Row) => task.created_by.id));
            const all = asked(null);
            await page.getByRole("checkbox", { name: "Also what Platen does by itself" }).check();
            assert.ok((await (await all).json()).items.some((task: Row) => !task.created_by.id));
            await page.waitForURL(/system=true/);
            await page.reload();
            assert.ok(await page.getByRole("checkbox", { name: "Also what Platen does by itself" }).isChecked());
        });
    });

    test("the operator says that the back office does not take a printer; its page, the list and its history say why (PRN-6)", async () => {
        const { free } = await fleet(world());
        const reason = unique("The serial number was typed by hand");
        await withPage(world(), world().operator, "registration", {}, async (page) => {
            await page.goto(`/printers/${free.id}`);
            await setRegistration(page, "Failed: serial number registered elsewhere", reason);
        });
        await withPage(world(), world().customer, "registration-seen", {}, async (page) => {
            await page.goto(`/printers/${free.id}`);
            await page.getByText(`The operator says: ${reason}`).waitFor();
            await page.getByText("Failed: serial number registered elsewhere").waitFor();
            assert.equal(await page.getByRole("button", { name: "Set registration" }).count(), 0);
            await page.goto("/printers?registration_failed=true");
            await page.getByRole("row").filter({ hasText: free.serial_number }).waitFor();
        });
        await withPage(world(), world().operator, "registration-cleared", {}, async (page, { request }) => {
            await page.goto(`/printers/${free.id}`);
            await setRegistration(page, "Registered", "It was a mistake");
            assert.equal((await get(request, `/printers/${free.id}`)).registration, "registered");
        });
    });

    test("a contact is filtered by city and assigned; a new one is created and assigned by one request (CON-9)", async () => {
        await withPage(world(), world().customer, "assign-filter", { width: 360 }, async (page, { request }) => {
            const city = unique("Neustadt");
            const nowhere = { street2: "", street3: "", building: "", floor: "", room: "", state: "", postal_code: "" };
            const contact = {
                first_name: "",
                last_name: unique("Falk"),
                company: "",
                email: "",
                phone: { country_code: "", number: "", extension: "" },
                address: { ...nowhere, street1: "Kai 1", city, country: "DE" },
            };
            assert.equal((await call(request, world().base, "/contacts", contact)).status, 201);
            const id = await printerWith(request, "a serial number", (printer) => printer.serial_number);
            await page.goto(`/printers/${id}`);
            await page.getByRole("button", { name: /^(Change|Assign contact)$/ }).click();
            const dialog = page.getByRole("dialog", { name: "Assign supplies delivery contact" });
            await dialog.getByRole("button", { name: "Filter" }).click();
            await page.getByRole("menuitem", { name: "City" }).click();
            await page.getByRole("searchbox", { name: "Find a value" }).fill(city);
            await page.getByRole("button", { name: city, exact: true }).click();
            await dialog.getByRole("option").filter({ hasText: contact.last_name }).click();
            assert.equal(await dialog.getByRole("option").count(), 1);
            await dialog.getByRole("button", { name: "Assign contact", exact: true }).click();
            await page.getByRole("link", { name: contact.last_name }).waitFor();

            await page.getByRole("button", { name: "Change", exact: true }).click();
            await dialog.getByRole("tab", { name: "Create and assign" }).click();
            const name = unique("Nord");
            await dialog.getByLabel("Last name").fill(name);
            await dialog.getByLabel("Street*", { exact: true }).fill("Kai 3");
            await dialog.getByLabel("City*", { exact: true }).fill("Hamburg");
            // The message of the assignment before, with its Undo, does not lie on what is to be chosen.
            await dialog.getByLabel("Country*", { exact: true }).fill("Germany");
            await page.getByRole("option", { name: "Germany" }).click();
            const writes: string[] = [];
            page.on("request", (one) => {
                const { pathname } = new URL(one.url());
                if (one.method() === "POST" && !pathname.endsWith("-effects")) writes.push(pathname);
            });
            await dialog.getByRole("button", { name: "Create and assign" }).click();
            await page.getByRole("link", { name }).waitFor();
            assert.deepEqual(writes, ["/api/v1/printers/new-contact-assignments"]);
        });
    });
}

export const part: Part = {
    tests,
    forms: { "features/printers/dialogs/RegistrationDialog.tsx": ["registration"] },
    send: {
        operation: "setPrinterRegistration",
        work: async (sender, { go, sends, submit, closed }) => {
            const { page, place, context } = sender;
            const { items } = await get(
                context.request,
                `/printers?organization_id=${place.organization}&limit=1&registration_failed=false`,
            );
            assert.ok(items[0], "the back office takes a printer");
            await go(sender, `/printers/${items[0].id}`);
            await page.getByRole("button", { name: "Set registration" }).click();
            const dialog = page.getByRole("dialog");
            await dialog.getByLabel("Reason*").fill(unique("checked"));
            await sends(sender, "registration", "setPrinterRegistration", dialog, submit(dialog));
            await closed(page);
        },
    },
    drafts: [
        {
            name: "why the back office does not take a printer",
            file: "printers/dialogs/RegistrationDialog.tsx",
            who: (world) => world.operator,
            prepare: async (request) => {
                const id = await printerWith(request, "a serial number", (printer) => printer.serial_number);
                return { path: `/api/v1/printers/${id}`, name: "", id };
            },
            open: async (page, thing) => {
                await page.goto(`/printers/${thing.id}`);
                await settled(page);
                await page.getByRole("button", { name: "Set registration" }).click();
                const dialog = page.getByRole("dialog");
                await dialog.waitFor();
                return dialog;
            },
            field: "Reason*",
            value: () => unique("typed by hand"),
            dialog: true,
        },
    ],
};
