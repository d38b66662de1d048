// Meters that people read, files of them, and how the meters of a contract are closed (MTR-1..MTR-4).
import assert from "node:assert/strict";
import { test } from "node:test";
import { type APIRequestContext, type Locator, type Page } from "../../../web/node_modules/playwright-core/index.mjs";
import { meterReadsList, printersToReadList } from "../../../web/src/features/meter_reads/meterReadsSearch.ts";
import type { Part } from "../parts.ts";
import { ask, type Row } from "../people.ts";
import { cutOff, printerWith, settled, unique, violations, withPage, type World } from "../world.ts";

const main = (page: Page): Locator => page.locator("main");
const pane = (page: Page): Locator => page.getByRole("region", { name: "Meter reads" });
const key = (): string => unique("key").replace(" ", "-");

const aPrinter = (request: APIRequestContext): Promise<string> =>
    printerWith(request, "meters", (printer) => Boolean(printer.serial_number));
const newestOf = async (request: APIRequestContext, printer: string): Promise<Row> =>
    (await ask(request, "GET", `/printers/${printer}/newest-meters`)).body;

// Far above whatever the simulated printers count while the test runs.
const ahead = 100_000;

async function submitted(request: APIRequestContext, printer: string, base?: string): Promise<Row> {
    const { meters } = await newestOf(request, printer);
    const answer = await request.post(`/api/v1/printers/${printer}/meter-reads`, {
        data: {
            meters: meters.map((meter: Row) => ({
                kind: meter.kind,
                value: (meter.value ?? 0) + ahead,
                unchanged: false,
            })),
            description: "",
        },
        headers: { "Idempotency-Key": key(), ...(base && { Origin: base }) },
    });
    assert.equal(answer.status(), 201, await answer.text());
    return (await answer.json()) as Row;
}

async function enter(page: Page, request: APIRequestContext, printer: string): Promise<void> {
    const { meters } = await newestOf(request, printer);
    const fields = main(page).locator("form input[type=text]");
    for (let place = 0; place < meters.length; place += 1)
        await fields.nth(place).fill(String((meters[place].value ?? 0) + ahead));
}

const aContract = async (request: APIRequestContext): Promise<string> => {
    const { items } = (await ask(request, "GET", "/contracts?limit=1")).body;
    return items[0]?.id ?? assert.fail("there is a contract");
};

function tests(world: () => World): void {
    test("meters are entered for a chosen printer, and the next page shows them with the newest values (MTR-1)", async () => {
        await withPage(world(), world().customer, "meters-enter", {}, async (page, context) => {
            const printer = await aPrinter(context.request);
            const { serial_number, meters } = await newestOf(context.request, printer);
            await page.goto("/printers");
            await settled(page);
            await page.getByRole("button", { name: "Managed Print Services" }).click();
            await page.getByRole("menuitem", { name: "Submit meter reads" }).click();
            await page.waitForURL(/\/meter-reads\/submit/);
            await page.goto(`/meter-reads/submit?search=${encodeURIComponent(serial_number)}`);
            await settled(page);
            await main(page)
                .getByRole("link", { name: `Enter meters: ${serial_number}` })
                .click();
            await main(page).getByRole("button", { name: "Submit meters" }).click();
            await main(page).getByRole("alert").first().waitFor();
            assert.deepEqual(await violations(page), []);
            await enter(page, context.request, printer);
            await main(page).getByRole("button", { name: "Submit meters" }).click();
            await page.waitForURL(/\/meter-reads\/[0-9a-f-]{36}/);
            await main(page).getByRole("region", { name: "Submitted" }).waitFor();
            await main(page).getByRole("region", { name: "Newest values of this printer" }).waitFor();
            assert.deepEqual(await violations(page), []);
            const { items } = (await ask(context.request, "GET", `/meter-reads?printer_id=${printer}`)).body;
            assert.equal(items[0].meters.length, meters.length);
        });
    });

    test("a value that is not greater is refused naming the one before, and an idle meter is said to be unchanged (MTR-2)", async () => {
        await withPage(world(), world().customer, "meters-refused", {}, async (page, context) => {
            const printer = await aPrinter(context.request);
            await page.goto(`/meter-reads/submit/${printer}`);
            await settled(page);
            const first = main(page).locator("form input[type=text]").first();
            await first.fill("1");
            await first.blur();
            await main(page)
                .getByText(/Enter more than .*, or choose “No pages since then”\./)
                .first()
                .waitFor();
            for (const box of await main(page).getByRole("checkbox", { name: "No pages since then" }).all())
                await box.check();
            await main(page).getByRole("button", { name: "Submit meters" }).click();
            await page.waitForURL(/\/meter-reads\/[0-9a-f-]{36}/);
        });
    });

    test("a wrong read is withdrawn and restored, and the operator records a meter change (MTR-2)", async () => {
        await withPage(world(), world().operator, "meters-withdraw", {}, async (page, context) => {
            const printer = await aPrinter(context.request);
            const read = await submitted(context.request, printer, world().base);
            await page.goto(`/meter-reads/${read.id}`);
            await settled(page);
            await main(page).getByRole("button", { name: "More actions" }).click();
            await page.getByRole("menuitem", { name: "Withdraw" }).click();
            await page.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
            await page.getByText("The read was withdrawn.").waitFor();
            await page.getByRole("button", { name: "Undo" }).click();
            await page.getByText("The read counts again.").waitFor();
            await page.goto(`/printers/${printer}`);
            await settled(page);
            await pane(page).getByRole("button", { name: "Record meter change" }).click();
            const dialog = page.getByRole("dialog");
            const { meters } = await newestOf(context.request, printer);
            const inputs = dialog.locator("input[type=text]");
            await inputs.nth(0).fill(String((meters[0].value ?? 0) + ahead));
            await inputs.nth(1).fill("0");
            assert.deepEqual(await violations(page), []);
            await dialog.getByRole("button", { name: "Record meter change" }).click();
            await page.getByText("The meter change was recorded.").waitFor();
        });
    });

    test("a file of reads is previewed and imported (MTR-3)", async () => {
        await withPage(world(), world().operator, "meters-import", {}, async (page, context) => {
            const printer = await aPrinter(context.request);
            const { serial_number, meters } = await newestOf(context.request, printer);
            const row = `${serial_number};${(meters[0].value ?? 0) + 3 * ahead}`;
            await page.goto("/meter-reads/import");
            await settled(page);
            await page.locator("input[type=file]").setInputFiles({
                name: "reads.csv",
                mimeType: "text/csv",
                buffer: Buffer.from(`serial_number;${meters[0].kind}\r\n${row}\r\nnobody;1\r\n`),
            });
            await page.getByRole("button", { name: "Import 1 read" }).click();
            await page.waitForURL(/import_id=/);
            await page.getByText("No printer has this serial number").waitFor();
            assert.deepEqual(await violations(page), []);
        });
    });

    test("the operator says how the meters of a contract are closed (MTR-4)", async () => {
        await withPage(world(), world().operator, "meter-terms", {}, async (page, context) => {
            const contract = await aContract(context.request);
            await page.goto(`/contracts/${contract}`);
            await settled(page);
            await main(page).getByRole("link", { name: "Meters and periods" }).click();
            await page.waitForURL(/\/meters/);
            await main(page).getByLabel("Closing day*", { exact: true }).fill("31");
            await main(page).getByLabel("Group 1: name", { exact: true }).fill("All pages");
            await main(page)
                .getByRole("group", { name: "Group 1: meters" })
                .getByLabel("Total", { exact: true })
                .check();
            await main(page).getByRole("button", { name: "Save" }).click();
            await page.getByText("The meter terms were saved.").waitFor();
            assert.deepEqual(await violations(page), []);
            await main(page).getByRole("button", { name: "More actions" }).click();
            await page.getByRole("menuitem", { name: "Stop closing" }).click();
            const dialog = page.getByRole("dialog");
            await dialog.getByRole("checkbox").check();
            await dialog.getByRole("button", { name: "Stop closing" }).click();
            await page.getByText("The contract is not closed any more.").waitFor();
        });
    });

    test("meter reads fit a phone in German and in the dark", async () => {
        await withPage(
            world(),
            world().customer,
            "meters-phone",
            { width: 360, height: 780, scheme: "dark", language: "de" },
            async (page, context) => {
                const printer = await aPrinter(context.request);
                for (const path of ["/meter-reads", "/meter-reads/submit", `/meter-reads/submit/${printer}`]) {
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
    lists: { "/meter-reads": meterReadsList, "/meter-reads/submit": printersToReadList },
    furnish: async (request, organization) => {
        const { items } = (await ask(request, "GET", `/printers?organization_id=${organization}&limit=1`)).body;
        if (items.length > 0) await submitted(request, items[0].id);
    },
    parameters: { meterReadId: "meter-reads" },
    starts: { "Enter meters": "submitMeterRead", "Record meter change": "recordMeterChange" },
    forms: {
        "features/meter_reads/EnterMetersPage.tsx": ["enter meters"],
        "features/meter_reads/WithdrawDialog.tsx": ["withdraw read"],
        "features/meter_reads/ChangeDialog.tsx": ["meter change"],
        "features/meter_reads/MeterTermsPage.tsx": ["meter terms"],
        "features/meter_reads/DeleteTermsDialog.tsx": ["delete meter terms"],
    },
    byTests: ["meter change", "meter terms", "delete meter terms"],
    clicks: [
        "restoreMeterRead",
        "previewMeterReadImport",
        "startMeterReadImport",
        "closeContractPeriod",
        "recordMeterChange",
        "updateMeterTerms",
        "deleteMeterTerms",
    ],
    send: {
        operation: "submitMeterRead",
        work: async (sender, { go, sends, submit, confirm }) => {
            const { page, place, context } = sender;
            const { items } = (
                await ask(context.request, "GET", `/printers?organization_id=${place.organization}&limit=1`)
            ).body;
            assert.ok(items[0], "there is a printer");
            await go(sender, `/meter-reads/submit/${items[0].id}`);
            await enter(page, context.request, items[0].id);
            const made = await sends(sender, "enter meters", "submitMeterRead", main(page), submit(main(page)));
            await go(sender, `/meter-reads/${made.id}`);
            await main(page).getByRole("button", { name: "More actions" }).click();
            await page.getByRole("menuitem", { name: "Withdraw" }).click();
            await confirm(sender, page.getByRole("dialog"), "withdraw read", "withdrawMeterRead");
        },
    },
    drafts: [
        {
            name: "meters of a printer",
            file: "meter_reads/EnterMetersPage.tsx",
            who: (world) => world.customer,
            prepare: async (request) => ({ path: "", name: "", id: await aPrinter(request) }),
            open: async (page, thing) => {
                await page.goto(`/meter-reads/submit/${thing.id}`);
                await settled(page);
                return main(page);
            },
            field: "Description",
            value: () => unique("Read at the display"),
            dialog: false,
        },
        {
            name: "a change of counters",
            file: "meter_reads/ChangeDialog.tsx",
            who: (world) => world.operator,
            prepare: async (request) => ({ path: "", name: "", id: await aPrinter(request) }),
            open: async (page, thing) => {
                await page.goto(`/printers/${thing.id}`);
                await settled(page);
                await pane(page).getByRole("button", { name: "Record meter change" }).click();
                const dialog = page.getByRole("dialog");
                await dialog.getByLabel("Description", { exact: true }).waitFor();
                return dialog;
            },
            field: "Description",
            value: () => unique("New board"),
            dialog: true,
        },
        {
            name: "meter terms of a contract",
            file: "meter_reads/MeterTermsPage.tsx",
            who: (world) => world.operator,
            prepare: async (request, base) => {
                const id = await aContract(request);
                const path = `/api/v1/contracts/${id}/meter-terms`;
                const { headers } = { headers: (await request.get(path)).headers() };
                const today = new Date().toISOString().slice(0, 10);
                const answer = await request.put(path, {
                    data: {
                        closing_day: 31,
                        time_zone: "Europe/Oslo",
                        starts_on: today,
                        close_after_days: 3,
                        groups: [{ name: "All", meters: ["life"], included_pages: 0 }],
                    },
                    headers: { Origin: base, "If-Match": headers.etag ?? '"0"' },
                });
                assert.equal(answer.status(), 200, await answer.text());
                return { path, name: "", id };
            },
            open: async (page, thing) => {
                await page.goto(`/contracts/${thing.id}/meters`);
                await settled(page);
                return main(page);
            },
            field: "Group 1: name",
            value: () => unique("Pages"),
            dialog: false,
            stored: {
                operation: "updateMeterTerms",
                save: "Save",
                saved: /^The meter terms were saved\.$/,
                read: (body) => body.groups[0].name,
                body: ({ closing_day, time_zone, starts_on, close_after_days, groups }) => ({
                    closing_day,
                    time_zone,
                    starts_on,
                    close_after_days,
                    groups,
                }),
            },
        },
    ],
};
