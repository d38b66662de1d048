// ASR enrollment and management, supplies on hold, disconnected printers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type APIRequestContext, type Locator, type Page } from "../../../web/node_modules/playwright-core/index.mjs";
import { disconnectedList, enrollmentList } from "../../../web/src/features/enrollment/enrollmentSearch.ts";
import { ask, type Row } from "../people.ts";
import type { Part } from "../parts.ts";
import { cutOff, settled, unique, violations, withPage, type World } from "../world.ts";

const pane = (page: Page): Locator => page.getByRole("region", { name: "Automatic supplies replenishment" });

async function anEnrolled(request: APIRequestContext): Promise<Row> {
    const { items } = (await ask(request, "GET", "/replenishment/enrollments?participating=enrolled&limit=50")).body;
    return items.find((one: Row) => one.managed === "none") ?? assert.fail("a printer takes part");
}

const choose = async (page: Page, printer: Row): Promise<void> => {
    await page.goto(`/enrollment?search=${encodeURIComponent(printer.serial_number)}`);
    await settled(page);
    await page.getByRole("table").locator("tbody").getByRole("checkbox").first().check();
};

function tests(world: () => World): void {
    test("a customer withdraws a printer and enrolls it again; the confirmation goes to the address given (ASR-2, ASR-17)", async () => {
        await withPage(world(), world().customer, "enrollment", {}, async (page, context) => {
            const printer = await anEnrolled(context.request);
            await choose(page, printer);
            await page.getByRole("toolbar").getByRole("button", { name: "Withdraw" }).click();
            await page.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
            await page.getByText("1 printer was withdrawn.").waitFor();
            await choose(page, printer);
            await page.getByText("Can be enrolled").waitFor();
            await page.getByRole("toolbar").getByRole("button", { name: "Enroll" }).click();
            const dialog = page.getByRole("dialog");
            await dialog.getByText("1 of 1 printer can be enrolled.").waitFor();
            assert.deepEqual(await violations(page), []);
            await dialog.getByLabel("Confirmation goes to*", { exact: true }).fill("supplies@mail.example");
            await dialog.getByRole("button", { name: "Enroll" }).click();
            await page.getByText("1 printer was enrolled; the confirmation goes to supplies@mail.example.").waitFor();
            const one = (await ask(context.request, "GET", `/printers/${printer.id}/enrollment`)).body;
            assert.equal(one.state, "enrolled");
        });
    });

    test("the operator puts supplies on hold; the customer reads why on the printer's page (ASR-16)", async () => {
        const reason = unique("The invoice is open");
        let printer: Row = {};
        await withPage(world(), world().operator, "hold", {}, async (page, context) => {
            printer = await anEnrolled(context.request);
            await page.goto(`/printers/${printer.id}`);
            await settled(page);
            await pane(page).getByRole("button", { name: "Put on hold" }).click();
            const dialog = page.getByRole("dialog");
            await dialog.getByRole("button", { name: "Put on hold" }).click();
            await dialog
                .getByRole("alert")
                .getByRole("link", { name: /Reason/ })
                .waitFor();
            await dialog.getByLabel("Reason*", { exact: true }).fill(reason);
            await dialog.getByRole("button", { name: "Put on hold" }).click();
            await pane(page).getByText(reason).waitFor();
            await pane(page).getByText("Takes part, but nothing is ordered").waitFor();
            // Nobody orders for it: neither here nor in the cart.
            await page.goto(`/supply-orders/new?printer_id=${printer.id}`);
            await settled(page);
            await page.getByText(new RegExp(`Reason: ${reason}`)).waitFor();
            assert.equal(await page.getByRole("spinbutton").count(), 0);
            assert.equal(await page.getByRole("button", { name: "Order for a large job" }).count(), 0);
            assert.deepEqual(await violations(page), []);
            await page.goto(`/printers/${printer.id}`);
            await settled(page);
            await pane(page).getByRole("button", { name: "End hold" }).click();
            await page.getByRole("dialog").getByRole("button", { name: "End hold" }).click();
            await pane(page).getByText(reason).waitFor({ state: "detached" });
            await page.goto(`/printers/${printer.id}?tab=history`);
            await page.getByText(`Supplies put on hold: ${reason}`).waitFor();
        });
    });

    test("the printers of a site are found by its name, and the list is a file (ASR-2)", async () => {
        await withPage(world(), world().operator, "enrollment-file", {}, async (page, context) => {
            const printer = await anEnrolled(context.request);
            await page.goto(`/enrollment?search=${encodeURIComponent(printer.organization_name)}`);
            await settled(page);
            assert.ok((await page.getByRole("table").getByRole("row").count()) > 1, "by the customer's name");
            const [file] = await Promise.all([
                page.waitForEvent("download"),
                page.getByRole("button", { name: "Export as CSV" }).click(),
            ]);
            assert.equal(file.suggestedFilename(), "enrollments.csv");
            assert.deepEqual(await violations(page), []);
        });
    });

    test("disconnected printers can be looked up and exported (ASR-13)", async () => {
        await withPage(world(), world().operator, "disconnected", {}, async (page) => {
            await page.goto("/disconnected");
            await settled(page);
            const [file] = await Promise.all([
                page.waitForEvent("download"),
                page.getByRole("button", { name: "Export as CSV" }).click(),
            ]);
            assert.equal(file.suggestedFilename(), "disconnected-printers.csv");
            assert.deepEqual(await violations(page), []);
        });
    });

    test("the pages of enrollment fit a phone in Swedish and in the dark", async () => {
        await withPage(
            world(),
            world().operator,
            "enrollment-phone",
            { width: 360, height: 780, scheme: "dark", language: "sv" },
            async (page) => {
                for (const path of ["/enrollment", "/disconnected"]) {
                    await page.goto(path);
                    await settled(page);
                    assert.deepEqual(await cutOff(page), [], path);
                    assert.deepEqual(await violations(page), [], path);
                }
            },
        );
    });
}

// From the pane on a printer's page to one of its dialogs.
const openFromPane =
    (button: string) =>
    async (page: Page, thing: { id: string }): Promise<Locator> => {
        await page.goto(`/printers/${thing.id}`);
        await settled(page);
        await pane(page).getByRole("button", { name: button }).click();
        const dialog = page.getByRole("dialog");
        await dialog.waitFor();
        await dialog.locator("form").waitFor();
        return dialog;
    };

const printerThing = async (request: APIRequestContext): Promise<{ path: string; name: string; id: string }> => {
    const printer = await anEnrolled(request);
    return { path: "", name: printer.serial_number, id: printer.id };
};

// One that does not take part: it is withdrawn for this.
const withdrawn = async (
    request: APIRequestContext,
    base: string,
): Promise<{ path: string; name: string; id: string }> => {
    const thing = await printerThing(request);
    const answer = await request.post("/api/v1/replenishment/withdrawals", {
        data: { printer_ids: [thing.id] },
        headers: { Origin: base, "Idempotency-Key": unique("key").replace(" ", "-") },
    });
    assert.equal(answer.status(), 200, await answer.text());
    return thing;
};

export const part: Part = {
    tests,
    lists: { "/enrollment": enrollmentList, "/disconnected": disconnectedList },
    slow: ["/disconnected"],
    forms: {
        "features/enrollment/EnrollDialog.tsx": ["enroll"],
        "features/enrollment/ConfirmDialogs.tsx": ["withdraw", "release supplies"],
        "features/enrollment/TextDialogs.tsx": ["hold supplies", "note a call", "expected silence"],
    },
    byTests: ["release supplies", "hold supplies", "note a call"],
    clicks: ["previewEnrollment", "holdSupplies", "releaseSupplies", "setExpectedSilences", "noteDisconnectionCall"],
    send: {
        operation: "enrollPrinters",
        work: async (sender, { go, sends, submit, closed }) => {
            const { page, place, context } = sender;
            const { items } = (
                await ask(
                    context.request,
                    "GET",
                    `/replenishment/enrollments?organization_id=${place.organization}&participating=enrolled&limit=50`,
                )
            ).body;
            const printer = items.find((one: Row) => one.managed === "none" && one.may_change);
            assert.ok(printer, `a printer of ${place.organization} takes part`);
            await go(sender, `/printers/${printer.id}`);
            const dialog = page.getByRole("dialog");
            await pane(page).getByRole("button", { name: "Withdraw" }).click();
            await sends(sender, "withdraw", "withdrawPrinters", dialog, () =>
                dialog.getByRole("button", { name: "Withdraw" }).click(),
            );
            await closed(page);
            await pane(page).getByRole("button", { name: "Enroll" }).click();
            await dialog.locator("form").waitFor();
            await sends(sender, "enroll", "enrollPrinters", dialog, submit(dialog));
            await closed(page);
            for (const button of ["Not expected to report", "Expected to report again"]) {
                await pane(page).getByRole("button", { name: button }).click();
                await sends(sender, "expected silence", "setExpectedSilence", dialog, submit(dialog));
                await closed(page);
            }
        },
    },
    drafts: [
        {
            name: "an enrollment",
            file: "enrollment/EnrollDialog.tsx",
            who: (world) => world.customer,
            prepare: withdrawn,
            open: openFromPane("Enroll"),
            field: "Confirmation goes to*",
            value: () => `${unique("supplies").replace(" ", ".")}@mail.example`,
            dialog: true,
        },
        {
            name: "supplies on hold",
            file: "enrollment/TextDialogs.tsx",
            who: (world) => world.operator,
            prepare: printerThing,
            open: openFromPane("Put on hold"),
            field: "Reason*",
            value: () => unique("Open invoice"),
            dialog: true,
        },
        {
            name: "a printer that is not expected to report",
            file: "enrollment/TextDialogs.tsx",
            who: (world) => world.customer,
            prepare: printerThing,
            open: openFromPane("Not expected to report"),
            field: "Reason",
            value: () => unique("In the cupboard"),
            dialog: true,
        },
        {
            name: "a spare, by the operator",
            file: "enrollment/TextDialogs.tsx",
            who: (world) => world.operator,
            prepare: printerThing,
            open: openFromPane("Not expected to report"),
            field: "Reason",
            value: () => unique("In the cellar"),
            dialog: true,
        },
    ],
};
