// Every form of the portal, how one comes to it and what one types: for the tests of what must not be lost. A form that
// is missing here fails `drafts.ts`, which reads the sources.
import assert from "node:assert/strict";
import { type APIRequestContext, type Locator, type Page } from "../../web/node_modules/playwright-core/index.mjs";
import { printerWith, settled, unique, type Account, type World } from "./world.ts";

export type Thing = { path: string; name: string; id: string };

export type Form = {
    name: string;
    // Where its `useForm` stands, below web/src/features.
    file: string;
    who: (world: World) => Account;
    // Makes what the form changes, by the API; a form for something new only needs the place.
    prepare: (request: APIRequestContext, base: string, world: World) => Promise<Thing>;
    // From a page just opened to the form.
    open: (page: Page, thing: Thing) => Promise<Locator>;
    // One text field, by its label.
    field: string;
    value: (thing: Thing) => string;
    // Is left and comes back: a dialog by Escape, a page by a link.
    dialog: boolean;
    // For what is stored: the button, the name of the resource in the API and the field there.
    stored?: {
        operation: string;
        save: string;
        saved: RegExp;
        read: (body: any) => string;
        // With that text instead, where it is no text but a number.
        write?: (body: any, text: string) => object;
        body: (body: any) => object;
    };
};

let octet = 1;
const nothing = async (): Promise<Thing> => ({ path: "", name: "", id: "" });

async function post(request: APIRequestContext, base: string, path: string, data: object): Promise<any> {
    const answer = await request.post(path, {
        data,
        headers: { Origin: base, "Idempotency-Key": unique("key").replace(" ", "-") },
    });
    assert.ok([200, 201].includes(answer.status()), `${path}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
}

const openRow =
    (list: string, item: string) =>
    async (page: Page, thing: Thing): Promise<Locator> => {
        await page.goto(`${list}?search=${encodeURIComponent(thing.name)}`);
        await settled(page);
        await page
            .getByRole("table")
            .getByRole("button", { name: /^Actions for/ })
            .first()
            .click();
        await page.getByRole("menuitem", { name: item }).click();
        const dialog = page.getByRole("dialog");
        await dialog.waitFor();
        return dialog;
    };

const openNew =
    (list: string, button: string) =>
    async (page: Page): Promise<Locator> => {
        await page.goto(list);
        await settled(page);
        await page.getByRole("button", { name: button }).first().click();
        const dialog = page.getByRole("dialog");
        await dialog.waitFor();
        return dialog;
    };

const openPage =
    (path: (thing: Thing) => string) =>
    async (page: Page, thing: Thing): Promise<Locator> => {
        await page.goto(path(thing));
        await settled(page);
        return page.getByRole("main");
    };

// An order that the warehouse may still cancel.
async function openOrder(request: APIRequestContext): Promise<Thing> {
    for (const state of ["submitted", "confirmed"]) {
        const { items } = await (await request.get(`/api/v1/supply-orders?limit=1&state=${state}`)).json();
        if (items[0]) return { path: `/api/v1/supply-orders/${items[0].id}`, name: items[0].number, id: items[0].id };
    }
    throw new Error("the demo has an open order");
}

const address = {
    street1: "Kai 3",
    street2: "",
    street3: "",
    building: "",
    floor: "",
    room: "",
    city: "Kiel",
    state: "",
    postal_code: "24103",
    country: "DE",
};
const customer = (world: World): Account => world.customer;
const operator = (world: World): Account => world.operator;
const warehouse = (world: World): Account => world.warehouse;

export const forms: Form[] = [
    {
        name: "a contact",
        file: "contacts/ContactPage.tsx",
        who: customer,
        prepare: async (request, base) => {
            const last_name = unique("Lindqvist");
            const made = await post(request, base, "/api/v1/contacts", {
                first_name: "Eva",
                last_name,
                company: "",
                email: "",
                phone: { country_code: "", number: "", extension: "" },
                address,
            });
            return { path: `/api/v1/contacts/${made.id}`, name: last_name, id: made.id };
        },
        open: openPage((thing) => `/contacts/${thing.id}`),
        field: "Company",
        value: () => unique("Hafen"),
        dialog: false,
        stored: {
            operation: "updateContact",
            save: "Save",
            saved: /was saved\.$/,
            read: (body) => body.company,
            body: ({ first_name, last_name, company, email, language, phone, address: to }) => ({
                first_name,
                last_name,
                company,
                email,
                language,
                phone,
                address: to,
            }),
        },
    },
    {
        name: "a new contact",
        file: "contacts/NewContactPage.tsx",
        who: customer,
        prepare: nothing,
        open: openPage(() => "/contacts/new"),
        field: "Company",
        value: () => unique("Werft"),
        dialog: false,
    },
    {
        name: "an agent's search criteria",
        file: "agents/AgentPage.tsx",
        who: customer,
        prepare: async (request) => {
            const agent = (await (await request.get("/api/v1/agents?limit=1")).json()).items[0];
            return { path: `/api/v1/agents/${agent.id}`, name: agent.name, id: agent.id };
        },
        open: openPage((thing) => `/agents/${thing.id}`),
        field: "Exclude",
        value: () => `10.250.${Date.now() % 250}.${(octet += 1)}`,
        dialog: false,
        stored: {
            operation: "updateAgent",
            save: "Save",
            saved: /^Saved\. The agent/,
            read: (body) => body.search.exclude.join("\n"),
            body: ({
                name,
                site_id,
                search: { include, exclude, discovery_interval_seconds, polling_interval_seconds },
            }) => ({
                name,
                site_id,
                search: { include, exclude, discovery_interval_seconds, polling_interval_seconds },
            }),
        },
    },
    {
        name: "a new agent",
        file: "agents/NewAgentDialog.tsx",
        who: customer,
        prepare: nothing,
        open: openNew("/agents", "New agent"),
        field: "Name*",
        value: () => unique("Keller"),
        dialog: true,
    },
    {
        name: "a site",
        file: "organizations/SitesPage.tsx",
        who: customer,
        prepare: async (request, base) => {
            const name = unique("Lager");
            const made = await post(request, base, "/api/v1/sites", { name, address });
            return { path: `/api/v1/sites/${made.id}`, name, id: made.id };
        },
        open: openRow("/sites", "Edit site"),
        field: "City",
        value: () => unique("Bremen"),
        dialog: true,
        stored: {
            operation: "updateSite",
            save: "Save",
            saved: /was saved\.$/,
            read: (body) => body.address.city,
            body: ({ name, address: to }) => ({ name, address: to }),
        },
    },
    {
        name: "a new site",
        file: "organizations/SitesPage.tsx",
        who: customer,
        prepare: nothing,
        open: openNew("/sites", "New site"),
        field: "Name*",
        value: () => unique("Nord"),
        dialog: true,
    },
    {
        name: "a user",
        file: "users/UserDialog.tsx",
        who: customer,
        prepare: async (request, base) => {
            const email = `${unique("user").replace(" ", ".")}@drafts.example`;
            const made = await post(request, base, "/api/v1/users", {
                email,
                first_name: "",
                last_name: "",
                language: "en",
                time_zone: "UTC",
                roles: ["viewer"],
            });
            return { path: `/api/v1/users/${made.id}`, name: email, id: made.id };
        },
        open: openRow("/users", "Edit"),
        field: "Last name",
        value: () => unique("Holm"),
        dialog: true,
        stored: {
            operation: "updateUser",
            save: "Save",
            saved: /was saved\.$/,
            read: (body) => body.last_name,
            body: ({ email, first_name, last_name, language, time_zone, roles, state }) => ({
                email,
                first_name,
                last_name,
                language,
                time_zone,
                roles,
                state,
            }),
        },
    },
    {
        name: "an invitation",
        file: "users/UserDialog.tsx",
        who: customer,
        prepare: nothing,
        open: openNew("/users", "Invite user"),
        field: "Last name",
        value: () => unique("Dahl"),
        dialog: true,
    },
    {
        name: "an organization",
        file: "organizations/OrganizationDialog.tsx",
        who: operator,
        prepare: async (request, base) => {
            const name = unique("Werk");
            const { organization } = await (await request.get("/api/v1/session")).json();
            const made = await post(request, base, "/api/v1/organizations", { name, parent_id: organization.id });
            return { path: `/api/v1/organizations/${made.id}`, name, id: made.id };
        },
        open: openRow("/organizations", "Edit"),
        field: "Name*",
        value: (thing) => unique(`${thing.name} Hütte`),
        dialog: true,
        stored: {
            operation: "updateOrganization",
            save: "Save",
            saved: /was saved\.$/,
            read: (body) => body.name,
            body: ({ name, parent_id, language }) => ({ name, parent_id, language }),
        },
    },
    {
        name: "a new organization",
        file: "organizations/OrganizationDialog.tsx",
        who: operator,
        prepare: nothing,
        open: openNew("/organizations", "New organization"),
        field: "Name*",
        value: () => unique("Mühle"),
        dialog: true,
    },
    {
        name: "the reason of a cancelled order",
        file: "orders/OrderStepDialog.tsx",
        who: warehouse,
        prepare: openOrder,
        open: async (page, thing) => {
            await page.goto(`/supply-orders/${thing.id}`);
            await settled(page);
            await page.getByRole("button", { name: "More" }).click();
            await page.getByRole("menuitem", { name: "Cancel order" }).click();
            const dialog = page.getByRole("dialog");
            await dialog.waitFor();
            return dialog;
        },
        field: "Reason*",
        value: () => unique("ordered twice"),
        dialog: true,
    },
    {
        name: "a location of a printer",
        file: "printers/dialogs/LocationDialog.tsx",
        who: customer,
        prepare: async (request) => {
            const id = await printerWith(request, "a serial number", (printer) => Boolean(printer.serial_number));
            return { path: `/api/v1/printers/${id}`, name: "", id };
        },
        open: async (page, thing) => {
            await page.goto(`/printers/${thing.id}`);
            await settled(page);
            await page.getByRole("button", { name: "Update location" }).click();
            return page.getByRole("dialog");
        },
        field: "Location",
        value: () => unique("Floor 2"),
        dialog: true,
    },
    {
        name: "a contact made while it is assigned",
        file: "printers/dialogs/AssignContactDialog.tsx",
        who: customer,
        prepare: async (request) => {
            const id = await printerWith(request, "a serial number", (printer) => Boolean(printer.serial_number));
            return { path: `/api/v1/printers/${id}`, name: "", id };
        },
        open: async (page, thing) => {
            await page.goto(`/printers/${thing.id}`);
            await settled(page);
            await page.getByRole("button", { name: /^(Change|Assign contact)$/ }).click();
            const dialog = page.getByRole("dialog");
            await dialog.getByRole("tab").nth(1).click();
            return dialog;
        },
        field: "Company",
        value: () => unique("Speicher"),
        dialog: true,
    },
];

// Forms that hold nothing which may be kept.
export const exempt: Record<string, string> = {
    "identity/SignInForm.tsx": "a password",
    "identity/ChangePasswordPage.tsx": "passwords",
    "identity/ForgotPasswordPage.tsx":
        "one e-mail address; who forgot a password is not signed in, so no draft could be his own",
    "identity/SecondFactorPage.tsx": "passwords and codes",
    "organizations/AccessGroupPage.tsx": "one choice",
    "webhooks/ReplayDialog.tsx": "one choice",
    "orders/ReplaceItemDialog.tsx": "one choice",
    "shelf/AskCountDialog.tsx": "one choice",
    "service_requests/AssignDialog.tsx": "one choice",
    "orders/OrderAssignee.tsx": "one choice",
    "agent_versions/UploadPackageDialog.tsx": "one file, which no draft can hold",
    "service_requests/AttachDialog.tsx": "one file, which no draft can hold",
    "identity/SetupPage.tsx": "its link counts once and does not survive a reload; closing the tab asks",
};

// Changes of what is stored that no form with several fields makes.
export const exemptChanges: Record<string, string> = {
    showFirstStart: "one switch, nothing typed: the last word counts",
    changePassword: "names the present password instead",
    updateProfile: "one choice at a time, made on top of what is stored at that moment",
    grantMpsExpress: "given once; a second time changes nothing",
    setPrinterContact: "one choice at a time, from the version on the page",
    setPrinterRegistration: "what the operator has learned just now, from the version on the page",
    setPrinterExternalIds: "one field, from the version on the page",
    setSupplyOrderExternalIds: "one field, from the version on the page",
    changeSupplyCartLine: "one number, made on top of what is stored at that moment",
    assignServiceRequest: "one choice, from the version on the page",
    assignSupplyOrder: "one choice, from the version on the page",
    setPrinterLocation: "no page",
    preferCatalogItem: "one choice at a time, from the version on the page",
    updateSignInPolicy: "one choice at a time, from the version on the page",
    updateMpsExpressContract: "one choice at a time, from the version on the page",
};
