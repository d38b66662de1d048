// Service requests in three pages, the desk's queue, and what is said about them (SRV-1..7).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type APIRequestContext, type Locator, type Page } from "../../../web/node_modules/playwright-core/index.mjs";
import { queueList, requestsList } from "../../../web/src/features/service_requests/requestsSearch.ts";
import { ask, mayCall, type Row } from "../people.ts";
import type { Part } from "../parts.ts";
import { cutOff, settled, unique, violations, withPage, type World } from "../world.ts";

const main = (page: Page): Locator => page.locator("main");
const from = (base?: string): Record<string, string> => (base ? { Origin: base } : {});

const aBody = (description: string, more: Row = {}): Row => ({
    service: "application_support",
    description,
    error_code: "",
    item: "",
    severity: 3,
    category: "Scanning & Faxing",
    application: "RightFax",
    source_reference: "",
    new_location: "",
    contact_name: "",
    contact_email: "",
    contact_phone: "",
    ...more,
});
async function request(
    context: APIRequestContext,
    organization: string | undefined,
    description: string,
    more: Row = {},
    base?: string,
): Promise<Row> {
    const query = organization ? `?organization_id=${organization}` : "";
    const answer = await ask(context, "POST", `/service-requests${query}`, aBody(description, more), from(base));
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer.body;
}
const aPrinter = async (context: APIRequestContext): Promise<Row> =>
    (await ask(context, "GET", "/printers?limit=1")).body.items[0];

// From the list to the request's page, where an action of its head is chosen.
async function act(page: Page, id: string, action: string): Promise<Locator> {
    await page.goto(`/service-requests/${id}`);
    await settled(page);
    const button = main(page).getByRole("button", { name: action, exact: true });
    if ((await button.count()) > 0) await button.click();
    else {
        await main(page).getByRole("button", { name: "More", exact: true }).click();
        await page.getByRole("menuitem", { name: action, exact: true }).click();
    }
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    return dialog;
}

async function choose(page: Page, scope: Locator, label: RegExp | string, option: string | RegExp): Promise<void> {
    await scope.getByRole("combobox", { name: label }).click();
    await page.getByRole("option", { name: option }).first().click();
}

function tests(world: () => World): void {
    test("a person asks for service in three pages, and the desk completes it (SRV-1, SRV-2, SRV-3, SRV-6)", async () => {
        const words = unique("The paper jams");
        let number = "";
        let id = "";
        await withPage(world(), world().customer, "request-service", {}, async (page, context) => {
            const printer = await aPrinter(context.request);
            await page.goto("/");
            await settled(page);
            const pane = page.getByRole("region", { name: "Service requests" });
            await pane.getByRole("link", { name: "Request service" }).click();
            await page.getByRole("tab", { name: "All sites" }).click();
            assert.deepEqual(await violations(page), []);
            await main(page).getByRole("link", { name: "Next" }).click();
            await settled(page);
            await page.getByRole("searchbox").last().fill(printer.serial_number);
            const row = main(page).getByRole("row").filter({ hasText: printer.serial_number });
            await row.getByRole("link").first().click();
            await main(page).getByText("Customer information").waitFor();
            await main(page).getByText("Open requests of this printer").waitFor();
            await main(page).getByRole("button", { name: "Submit request" }).click();
            await main(page)
                .getByRole("alert")
                .getByRole("link", { name: /^Description/ })
                .waitFor();
            await choose(page, main(page), /^Service/, "Field service");
            await main(page).getByLabel("Description*", { exact: true }).fill(`${words}\nEvery <b>day</b>.`);
            assert.deepEqual(await violations(page), []);
            // A double click asks once.
            await main(page).getByRole("button", { name: "Submit request" }).dblclick();
            await page.waitForURL(/\/service-requests\/[0-9a-f-]{36}/);
            id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
            const found = (await ask(context.request, "GET", `/service-requests?search=${encodeURIComponent(words)}`))
                .body;
            assert.equal(found.items.length, 1);
            number = found.items[0].number;
            await main(page).getByText("Every <b>day</b>.").waitFor();
            assert.deepEqual(await violations(page), []);
            assert.equal(await main(page).getByRole("button", { name: "Start work" }).count(), 0);
            const attach = await act(page, id, "Attach file");
            await attach.locator("input[type=file]").setInputFiles({
                name: "page.pdf",
                mimeType: "application/pdf",
                buffer: Buffer.from("<!DOCTYPE html><html><body>x</body></html>"),
            });
            await attach.getByRole("button", { name: "Attach file" }).click();
            await attach.getByText("Files of this kind are not attached").waitFor();
            await attach.locator("input[type=file]").setInputFiles({
                name: "jam.txt",
                mimeType: "text/plain",
                buffer: Buffer.from("Roller 3\n"),
            });
            await attach.getByRole("button", { name: "Attach file" }).click();
            await page.getByText("The file was attached.").waitFor();
            const [file] = await Promise.all([
                page.waitForEvent("download"),
                main(page).getByRole("link", { name: "jam.txt" }).click(),
            ]);
            assert.equal(readFileSync(await file.path(), "utf8"), "Roller 3\n");
        });
        await withPage(world(), world().operator, "request-desk", {}, async (page) => {
            await page.goto(`/service-requests/queue?search=${encodeURIComponent(number)}`);
            await settled(page);
            await main(page).getByRole("link", { name: number, exact: true }).first().click();
            await main(page).getByRole("button", { name: "Start work" }).waitFor();
            const note = await act(page, id, "Write an internal note");
            await note.getByLabel("Internal note*", { exact: true }).fill("Calls every week");
            await note.getByRole("button", { name: "Save" }).click();
            await main(page).getByText("Calls every week").waitFor();
            const start = await act(page, id, "Start work");
            await start.getByRole("button", { name: "Start work" }).click();
            await main(page).getByText("In progress").first().waitFor();
            const complete = await act(page, id, "Complete");
            await complete.getByLabel("Comment", { exact: true }).fill("Roller replaced");
            await complete.getByRole("button", { name: "Complete" }).click();
            await main(page).getByText("Completed").first().waitFor();
            assert.deepEqual(await violations(page), []);
        });
        await withPage(world(), world().customer, "request-reopened", {}, async (page) => {
            await page.goto(`/service-requests/${id}`);
            await main(page).getByText("Roller replaced").waitFor();
            assert.equal(await main(page).getByText("Calls every week").count(), 0);
            await main(page).getByLabel("Comment*", { exact: true }).fill("Still jams");
            await main(page)
                .getByRole("checkbox", { name: /reopen/ })
                .check();
            await main(page).getByRole("button", { name: "Send comment" }).click();
            await main(page).getByText("Reopened").waitFor();
        });
    });

    test("the service on a printer's page begins with that printer (PRN-3, PRN-4)", async () => {
        await withPage(world(), world().customer, "request-from-printer", {}, async (page, context) => {
            const printer = await aPrinter(context.request);
            await page.goto(`/printers/${printer.id}`);
            await settled(page);
            await page.getByRole("tab", { name: "Service requests" }).click();
            await page.waitForURL(/tab=service_requests/);
            await page.getByRole("tabpanel").getByRole("link", { name: "Request service" }).click();
            await main(page).getByText("Printer information").waitFor();
            await main(page).getByText(printer.serial_number).first().waitFor();
            await choose(page, main(page), /^Service/, "Physical move of equipment");
            await main(page).getByLabel("New location*", { exact: true }).waitFor();
            await choose(page, main(page), /^Service/, "Non-standard supply");
            await main(page).getByLabel("Item*", { exact: true }).waitFor();
            assert.equal(await main(page).getByLabel("New location*", { exact: true }).count(), 0);
        });
    });

    test("service is asked for on several printers at once, with a report of each (PRN-4, SRV-1)", async () => {
        await withPage(world(), world().customer, "request-for-several", {}, async (page, context) => {
            const { items } = (await ask(context.request, "GET", "/printers?limit=3&sort=serial_number")).body;
            const words = unique("They jam");
            const open = await request(
                context.request,
                undefined,
                unique("Known already"),
                { service: "field_service", printer_id: items[0].id, severity: null, category: "", application: "" },
                world().base,
            );
            await page.goto("/printers?sort=serial_number");
            await settled(page);
            for (const row of [0, 1, 2]) {
                await page.getByRole("table").locator("tbody").getByRole("checkbox").nth(row).check();
            }
            await page.getByRole("toolbar").getByRole("button", { name: "Request service" }).click();
            await main(page).getByRole("link", { name: open.number }).waitFor();
            await choose(page, main(page), /^Service/, "Field service");
            await main(page).getByLabel("Description*", { exact: true }).fill(words);
            assert.deepEqual(await violations(page), []);
            await main(page).getByRole("button", { name: "Submit request" }).click();
            await page.waitForURL(/\/service-requests$/);
            const found = async (): Promise<Row[]> =>
                (await ask(context.request, "GET", `/service-requests?search=${encodeURIComponent(words)}`)).body.items;
            while ((await found()).length < 2) await page.evaluate(() => new Promise(requestAnimationFrame));
            assert.deepEqual(
                (await found()).map(({ printer_id }) => printer_id).sort(),
                [items[1].id, items[2].id].sort(),
            );
            // PRN-2: the list of printers finds them, by the address alone.
            await page.goto("/printers?service_request=new&search=" + encodeURIComponent(items[1].serial_number));
            await settled(page);
            await page.getByRole("table").getByText(items[1].serial_number).first().waitFor();
        });
    });

    test("a file goes with a new request, and one of a wrong kind is told of (SRV-6)", async () => {
        await withPage(world(), world().customer, "request-with-file", {}, async (page, context) => {
            const printer = await aPrinter(context.request);
            for (const [name, body, said] of [
                ["jam.txt", "Roller 3\n", "jam.txt"],
                ["page.pdf", "<!DOCTYPE html><html></html>", "the file was not attached"],
            ] as const) {
                await page.goto(`/service-requests/new/details?printer_id=${printer.id}`);
                await settled(page);
                await choose(page, main(page), /^Service/, "Field service");
                await main(page).getByLabel("Description*", { exact: true }).fill(unique("With a file"));
                await main(page)
                    .locator("input[type=file]")
                    .setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(body) });
                await main(page).getByRole("button", { name: "Submit request" }).click();
                await page.waitForURL(/\/service-requests\/[0-9a-f-]{36}/);
                await page.getByText(said).first().waitFor();
            }
        });
    });

    test("a stale tab does not change a request unseen (API-2)", async () => {
        await withPage(world(), world().operator, "request-stale", {}, async (page, context) => {
            const customer = (await ask(context.request, "GET", "/organizations?limit=50")).body.items.find(
                ({ tier }: Row) => tier === "child",
            );
            const made = await request(context.request, customer.id, unique("Stale"), {}, world().base);
            const dialog = await act(page, made.id, "Start work");
            const now = await ask(context.request, "GET", `/service-requests/${made.id}`);
            const other = await ask(
                context.request,
                "PUT",
                `/service-requests/${made.id}/assignment`,
                { assignee: world().operator.email },
                { "If-Match": now.etag, ...from(world().base) },
            );
            assert.equal(other.status, 200, JSON.stringify(other.body));
            await dialog.getByRole("button", { name: "Start work" }).click();
            await dialog
                .getByText(/someone else|meanwhile/i)
                .first()
                .waitFor();
        });
    });

    test("service requests fit a phone in French and in the dark", async () => {
        await withPage(
            world(),
            world().operator,
            "requests-phone",
            { width: 360, height: 780, scheme: "dark", language: "fr" },
            async (page) => {
                for (const path of [
                    "/service-requests",
                    "/service-requests/queue",
                    "/service-requests/new",
                    "/service-requests/new/printer",
                    "/service-requests/new/details",
                    "/service-requests/desk",
                ]) {
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
    lists: { "/service-requests": requestsList, "/service-requests/queue": queueList },
    furnish: async (context, organization) => {
        for (const words of ["Faxes do not arrive", "Scans are empty", "Printer is noisy"])
            await request(context, organization, unique(words));
    },
    parameters: { requestId: "service-requests" },
    starts: { "Request service": "createServiceRequest" },
    clicks: ["createServiceRequests", "findOpenServiceRequests"],
    forms: {
        "features/service_requests/NewRequestPage.tsx": ["service request"],
        "features/service_requests/CommentForm.tsx": ["request comment"],
        "features/service_requests/NoteDialog.tsx": ["request note"],
        "features/service_requests/StateDialog.tsx": ["request state"],
        "features/service_requests/AssignDialog.tsx": ["request assignment"],
        "features/service_requests/AttachDialog.tsx": ["request attachment"],
        "features/service_requests/DeskPage.tsx": ["service desk"],
    },
    send: {
        operation: "createServiceRequest",
        work: async (sender, { go, sends, submit, closed }) => {
            const { page, person } = sender;
            const dialog = page.getByRole("dialog");
            await go(sender, "/service-requests/new/details");
            await choose(page, main(page), /^Service/, "MPS application support");
            await choose(page, main(page), /^Severity/, /^3/);
            await choose(page, main(page), /^Application category/, "Scanning & Faxing");
            await choose(page, main(page), /^Application\*?$/, "RightFax");
            await main(page).getByLabel("Description*", { exact: true }).fill(unique("Faxes"));
            const chooser = main(page).getByRole("combobox", { name: /^Organization/ });
            if ((await chooser.count()) > 0) {
                await chooser.click();
                await page.getByRole("option").first().click();
            }
            const made = await sends(
                sender,
                "service request",
                "createServiceRequest",
                main(page).locator("form"),
                submit(main(page)),
            );
            await page.waitForURL(/\/service-requests\/[0-9a-f-]{36}/);
            const at = `/service-requests/${made.id}`;
            await main(page).getByLabel("Comment*", { exact: true }).fill(unique("Any news?"));
            await sends(
                sender,
                "request comment",
                "commentServiceRequest",
                main(page).locator("form"),
                submit(main(page)),
            );
            await go(sender, at);
            await main(page).getByRole("button", { name: "Attach file" }).click();
            await dialog.locator("input[type=file]").setInputFiles({
                name: "note.txt",
                mimeType: "text/plain",
                buffer: Buffer.from("Roller 3\n"),
            });
            await sends(sender, "request attachment", "attachToServiceRequest", dialog, submit(dialog));
            await closed(page);
            const pick = async (action: string): Promise<void> => {
                await go(sender, at);
                const button = main(page).getByRole("button", { name: action, exact: true });
                if ((await button.count()) > 0) await button.click();
                else {
                    await main(page).getByRole("button", { name: "More", exact: true }).click();
                    await page.getByRole("menuitem", { name: action, exact: true }).click();
                }
                await dialog.waitFor();
            };
            if (mayCall(person.role, "changeServiceRequestState")) {
                await pick("Write an internal note");
                await dialog.getByLabel("Internal note*", { exact: true }).fill(unique("Note"));
                await sends(sender, "request note", "noteServiceRequest", dialog, submit(dialog));
                await closed(page);
                await pick("Assign");
                await choose(page, dialog, /^Assigned to/, /@/);
                await sends(sender, "request assignment", "assignServiceRequest", dialog, submit(dialog));
                await closed(page);
                await pick("Start work");
                await sends(sender, "request state", "changeServiceRequestState", dialog, submit(dialog));
                await closed(page);
                await go(sender, "/service-requests/desk");
                await main(page).getByLabel("New service", { exact: true }).fill(unique("Extra"));
                await sends(
                    sender,
                    "service desk",
                    "updateServiceDesk",
                    main(page).locator("form"),
                    submit(main(page)),
                );
            } else {
                await pick("Cancel request");
                await dialog.getByLabel("Reason*", { exact: true }).fill(unique("Solved"));
                await sends(sender, "request state", "cancelServiceRequest", dialog, submit(dialog));
                await closed(page);
            }
        },
    },
    drafts: [
        {
            name: "a new service request",
            file: "service_requests/NewRequestPage.tsx",
            who: (world) => world.customer,
            prepare: async () => ({ path: "", name: "", id: "" }),
            open: async (page) => {
                await page.goto("/service-requests/new/details");
                await settled(page);
                return main(page);
            },
            field: "Description*",
            value: () => unique("Jams"),
            dialog: false,
        },
        {
            name: "the services and rules",
            file: "service_requests/DeskPage.tsx",
            who: (world) => world.operator,
            prepare: async () => ({ path: "/api/v1/service-desk", name: "", id: "" }),
            open: async (page) => {
                await page.goto("/service-requests/desk");
                await settled(page);
                return main(page);
            },
            field: "Applications of category 1*",
            value: () => unique("DocuShare"),
            dialog: false,
            stored: {
                operation: "updateServiceDesk",
                save: "Save",
                saved: /were saved\.$/,
                read: (body) => body.categories[0].applications.join("\n"),
                body: ({ services, categories, severities, incident_rules }) => ({
                    services,
                    categories,
                    severities,
                    incident_rules,
                }),
            },
        },
        ...(
            [
                ["a comment on a request", "CommentForm", "Comment*", undefined],
                ["an internal note on a request", "NoteDialog", "Internal note*", "Write an internal note"],
                ["the start of a request", "StateDialog", "Comment", "Start work"],
            ] as const
        ).map(([name, file, field, action]) => ({
            name,
            file: `service_requests/${file}.tsx`,
            who: (world: World) => world.operator,
            prepare: async (context: APIRequestContext, base: string) => {
                const made = await request(context, undefined, unique("Draft"), {}, base);
                return { path: `/api/v1/service-requests/${made.id}`, name: made.number, id: made.id };
            },
            open: async (page: Page, thing: { id: string }) => {
                if (action) return act(page, thing.id, action);
                await page.goto(`/service-requests/${thing.id}`);
                await settled(page);
                return main(page);
            },
            field,
            value: () => unique("Words"),
            dialog: action !== undefined,
        })),
    ],
};
