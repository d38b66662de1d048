// What people order and what the warehouse does with it: cart, checkout, approval, fulfilment in parts, steps from a file
// (ORD-1, ORD-2, ORD-3, ASR-11).
import assert from "node:assert/strict";
import { test } from "node:test";
import { type APIRequestContext, type Page } from "../../../web/node_modules/playwright-core/index.mjs";
import { ordersList, queueList } from "../../../web/src/features/orders/ordersSearch.ts";
import { Hands } from "../hands.ts";
import type { Part } from "../parts.ts";
import { ask, invited, mayCall, password, signedIn } from "../people.ts";
import { settled, unique, violations, withPage, type World } from "../world.ts";

type Row = Record<string, any>;

// A printer whose supplies customers order themselves: it is taken out of its contract where all are under one.
export async function uncovered(request: APIRequestContext, base: string, place = ""): Promise<Row> {
    const query = place === "" ? "" : `&organization_id=${place}`;
    const free = await ask(request, "GET", `/printers?limit=1&under_contract=false${query}`);
    if (free.body.items[0]) return free.body.items[0];
    const { body } = await ask(request, "GET", `/printers?limit=1${query}`);
    const [printer] = body.items;
    assert.ok(printer, "there is a printer");
    const { status } = await ask(
        request,
        "POST",
        `/printers/contract-changes?${query.slice(1)}`,
        { printer_ids: [printer.id], under_contract: false },
        { Origin: base },
    );
    assert.ok(status < 300, `the contract: ${status}`);
    return printer;
}

// A printer there whose supplies people order and that has a contact: it is taken out of its contract where none is left.
async function orderable(world: World, organization: string): Promise<Row> {
    const operator = await signedIn(world, world.operator);
    const printers = async (contract: boolean): Promise<Row[]> =>
        (
            await ask(
                operator,
                "GET",
                `/printers?limit=50&under_contract=${contract}&registration_failed=false&organization_id=${organization}`,
            )
        ).body.items.filter((one: Row) => one.contact_id);
    const offers = async (printer: Row | undefined): Promise<boolean> =>
        printer !== undefined &&
        (await ask(operator, "GET", `/supply-offers/${printer.id}?organization_id=${organization}`)).body.items.some(
            (one: Row) => !one.covered,
        );
    let found: Row | undefined;
    for (const one of await printers(false)) if (!found && (await offers(one))) found = one;
    if (!found) {
        for (const one of await printers(true)) {
            if (found) break;
            const { status } = await ask(
                operator,
                "POST",
                `/printers/contract-changes?organization_id=${organization}`,
                {
                    printer_ids: [one.id],
                    under_contract: false,
                },
            );
            if (status < 300 && (await offers(one))) found = one;
        }
    }
    await operator.dispose();
    assert.ok(found, `a printer of ${organization} has something to order`);
    return found;
}

export async function emptyCart(request: APIRequestContext, base: string): Promise<void> {
    const { body } = await ask(request, "GET", "/supply-cart");
    for (const line of body.lines)
        await ask(request, "DELETE", `/supply-cart/lines/${line.id}`, undefined, { Origin: base });
}

export async function placed(request: APIRequestContext, base: string): Promise<Row> {
    const printer = await uncovered(request, base);
    const offer = (await ask(request, "GET", `/supply-offers/${printer.id}`)).body;
    const item = offer.items.find((one: Row) => !one.covered);
    await emptyCart(request, base);
    await ask(
        request,
        "POST",
        "/supply-cart/lines",
        {
            lines: [
                { printer_id: printer.id, supply_slot: item.supply_slot, item_id: item.item.id ?? null, quantity: 2 },
            ],
        },
        { Origin: base },
    );
    const { etag } = await ask(request, "GET", "/supply-cart");
    const contact = (await ask(request, "GET", "/contacts?limit=1")).body.items[0];
    const { status, body } = await ask(
        request,
        "POST",
        "/supply-cart/order",
        { comment: "", contact_id: contact.id },
        { Origin: base, "If-Match": etag },
    );
    assert.equal(status, 201, JSON.stringify(body));
    return body.items[0];
}

function tests(world: () => World): void {
    test("a customer orders through the cart, the double click makes one order, and it is taken back (ORD-1, ORD-2)", async () => {
        await withPage(world(), world().customer, "order-cart", {}, async (page, context) => {
            const request = context.request;
            await emptyCart(request, world().base);
            const printer = await uncovered(request, world().base);
            const before = (await ask(request, "GET", `/supply-orders?limit=200&printer_id=${printer.id}`)).body.items;
            await page.goto(`/printers/${printer.id}`);
            await settled(page);
            await page.getByRole("link", { name: "Add supplies" }).click();
            await page.getByRole("heading", { name: "On its way already" }).waitFor();
            await page.getByRole("spinbutton").first().fill("5000");
            await page.getByText(/Enter a whole number up to/).waitFor();
            await page.getByRole("spinbutton").first().fill("2");
            await page.keyboard.press("Enter");
            await page.waitForURL(/\/supply-orders\/cart/);
            await page.getByText("2 pieces").waitFor();
            // It survives the browser.
            await page.reload();
            await page.getByText("2 pieces").waitFor();
            const contact = page.getByLabel(/^Delivery contact/);
            await contact.click();
            await page.getByRole("option").first().click();
            await page.getByLabel("Comment").fill("Please ring twice");
            const place = page.getByRole("button", { name: "Place order" });
            await place.dblclick();
            await page.getByRole("heading", { name: /^Order SO-\d{9}$/ }).waitFor();
            await page.getByText("Please ring twice", { exact: true }).waitFor();
            const after = (await ask(request, "GET", `/supply-orders?limit=200&printer_id=${printer.id}`)).body.items;
            assert.equal(after.length, before.length + 1, "one order");
            assert.equal((await ask(request, "GET", "/supply-cart")).body.lines.length, 0);

            await page.getByRole("button", { name: "Take order back" }).click();
            const dialog = page.getByRole("dialog");
            await dialog.getByLabel("Reason*", { exact: true }).fill("ordered twice");
            await dialog.getByRole("button", { name: "Take order back" }).click();
            await page.getByText(/was taken back\.$/).waitFor();
        });
    });

    test("toner of a printer that gets it by itself is not offered, and it says whom to call (ASR-11)", async () => {
        await withPage(world(), world().customer, "order-covered", {}, async (page, context) => {
            const { body } = await ask(context.request, "GET", "/printers?limit=1&under_contract=true");
            await page.goto(`/supply-orders/new?printer_id=${body.items[0].id}`);
            await settled(page);
            await page.getByText(/come by themselves\. If you need more for a large print job, call:/).waitFor();
            await page.getByText("Comes by itself").first().waitFor();
        });
    });

    test("the warehouse's day: many confirmed at once, shipped in parts, tracked, delivered and returned (ORD-3)", async () => {
        let order: Row = {};
        await withPage(world(), world().customer, "order-for-warehouse", {}, async (_page, context) => {
            order = await placed(context.request, world().base);
        });
        await withPage(world(), world().warehouse, "order-queue", {}, async (page, context) => {
            await page.goto(`/supply-orders/queue?search=${order.number}`);
            await settled(page);
            await page.getByRole("table").locator("tbody").getByRole("checkbox").first().check();
            await page.getByRole("button", { name: "Confirm 1 order" }).click();
            await page.getByText("1 order is confirmed.").waitFor();
            await page.getByRole("link", { name: order.number }).click();
            await page.getByRole("button", { name: "Ship", exact: true }).click();
            const dialog = page.getByRole("dialog");
            await dialog.getByLabel("Carrier*", { exact: true }).fill("DHL");
            await dialog.getByLabel("Tracking number").fill("00340434");
            await dialog.getByRole("spinbutton").first().fill("1");
            await dialog.getByRole("button", { name: "Ship" }).click();
            await page.getByText("Partly shipped").first().waitFor();
            const track = page.getByRole("link", { name: "Track with DHL" });
            assert.match((await track.getAttribute("href")) ?? "", /00340434$/);
            await page.getByRole("button", { name: "Mark as delivered" }).last().click();
            await page.getByRole("dialog").getByRole("button", { name: "Mark as delivered" }).click();
            await page.getByText("Delivered in part").first().waitFor();
            await page.getByRole("button", { name: "Record a return" }).click();
            const back = page.getByRole("dialog");
            await back.getByLabel("Reason*", { exact: true }).fill("damaged");
            await back.getByRole("button", { name: "Record a return" }).click();
            await page.getByText("Came back in part").first().waitFor();
            const now = (await ask(context.request, "GET", `/supply-orders/${order.id}`)).body;
            assert.equal(now.state, "partly_shipped");
            assert.deepEqual([now.lines[0].delivered, now.lines[0].returned], [1, 1]);
        });
    });

    test("an order waits for an approval by somebody else, with the reason (ORD-2)", async () => {
        await withPage(world(), world().operator, "order-approval", {}, async (page, context) => {
            const request = context.request;
            const { body } = await ask(request, "GET", "/supply-orders?limit=1");
            const place = body.items[0].organization_id;
            const path = `/supply-order-rules?organization_id=${place}`;
            const rules = await ask(request, "GET", path);
            const { organization_id: _, version: __, updated_at: ___, ...kept } = rules.body;
            const put = async (approve_people: boolean) => {
                const { etag } = await ask(request, "GET", path);
                const { status } = await ask(
                    request,
                    "PUT",
                    path,
                    { ...kept, approve_people },
                    { Origin: world().base, "If-Match": etag },
                );
                assert.equal(status, 200);
            };
            await put(true);
            try {
                const printer = await uncovered(request, world().base, place);
                const offer = (await ask(request, "GET", `/supply-offers/${printer.id}?organization_id=${place}`)).body;
                const item = offer.items.find((one: Row) => !one.covered);
                await ask(
                    request,
                    "POST",
                    `/supply-cart/lines?organization_id=${place}`,
                    {
                        lines: [
                            {
                                printer_id: printer.id,
                                supply_slot: item.supply_slot,
                                item_id: item.item.id ?? null,
                                quantity: 1,
                            },
                        ],
                    },
                    { Origin: world().base },
                );
                const cart = await ask(request, "GET", `/supply-cart?organization_id=${place}`);
                const contact = (await ask(request, "GET", `/contacts?limit=1&organization_id=${place}`)).body.items[0];
                const made = await ask(
                    request,
                    "POST",
                    `/supply-cart/order?organization_id=${place}`,
                    { comment: "", contact_id: contact.id },
                    { Origin: world().base, "If-Match": cart.etag },
                );
                assert.equal(made.status, 201, JSON.stringify(made.body));
                await page.goto(`/supply-orders/${made.body.items[0].id}`);
                await page.getByText("This order waits for an approval").waitFor();
                // Whoever ordered is not offered what would be refused.
                assert.equal(await page.getByRole("button", { name: "Approve" }).count(), 0);
                const order = `/supply-orders/${made.body.items[0].id}`;
                const { etag } = await ask(request, "GET", order);
                const own = await ask(request, "POST", `${order}/approval`, undefined, {
                    Origin: world().base,
                    "If-Match": etag,
                });
                assert.deepEqual([own.status, own.body.code], [409, "order_approval_own"]);
                const above = await signedIn(world(), world().operator);
                const home = (await ask(above, "GET", "/session")).body.organization.id;
                const other = await invited(world(), above, "operator", home, ["customer_operations_specialist"]);
                await above.dispose();
                assert.ok(other);
                const somebody = { email: other.email, password };
                await withPage(world(), somebody, "order-approved", {}, async (theirs) => {
                    await theirs.goto(order);
                    await theirs.getByRole("button", { name: "Approve" }).waitFor();
                    // By keyboard alone: docs/keyboard.md, task 7.
                    const hands = new Hands(theirs);
                    await hands.until("Tab", /^Approve$/, 40);
                    await hands.press("Enter");
                    await theirs.getByRole("dialog").getByRole("button", { name: "Approve" }).waitFor();
                    await hands.until("Tab", /^Approve$/, 10);
                    await hands.press("Enter");
                    assert.ok(hands.count <= 45, `${hands.count} keys`);
                    await theirs.getByText("This order waits for an approval").waitFor({ state: "detached" });
                });
            } finally {
                await put(false);
            }
        });
    });

    test("the operator takes an order, speaks with its customer, and among themselves (ORD-3)", async () => {
        let order: Row = {};
        await withPage(world(), world().customer, "order-said", {}, async (page, context) => {
            order = await placed(context.request, world().base);
            await page.goto(`/supply-orders/${order.id}`);
            await settled(page);
            await page.getByText("Nothing has been said about this order yet.").waitFor();
            await page.getByLabel("New comment*", { exact: true }).fill("The lift is out of order");
            await page.getByRole("button", { name: "Send comment" }).dblclick();
            await page.getByText("The comment was sent.").waitFor();
            assert.equal(await page.getByRole("button", { name: "Take it" }).count(), 0);
            assert.equal(await page.getByRole("button", { name: "Write an internal comment" }).count(), 0);
        });
        await withPage(world(), world().operator, "order-taken", {}, async (page, context) => {
            await page.goto(`/supply-orders/${order.id}`);
            await settled(page);
            await page.getByText("The lift is out of order", { exact: true }).waitFor();
            await page.getByRole("button", { name: "Take it" }).click();
            await page.getByText("You work on this order now.").waitFor();
            await page.getByRole("region", { name: "History" }).getByText("Assigned", { exact: true }).waitFor();
            await page.getByRole("button", { name: "Write an internal comment" }).click();
            const dialog = page.getByRole("dialog");
            await dialog.getByLabel("Internal comment*", { exact: true }).fill("Calls every week");
            await dialog.getByRole("button", { name: "Save" }).click();
            await page.getByText("Calls every week", { exact: true }).waitFor();
            assert.deepEqual(await violations(page), []);
            // It is in the queue of whoever took it, and in nobody else's.
            await page.goto(`/supply-orders/queue?assignee=${world().operator.email}&search=${order.number}`);
            await settled(page);
            await page.getByRole("table").getByRole("link", { name: order.number }).waitFor();
            await page.getByRole("table").getByText(world().operator.email).first().waitFor();
            await page.goto(`/supply-orders/queue?unassigned=true&search=${order.number}`);
            await settled(page);
            await page
                .getByRole("heading", { name: "Nothing matches" })
                .or(page.getByText("Clear filters"))
                .first()
                .waitFor();
            const { etag } = await ask(context.request, "GET", `/supply-orders/${order.id}`);
            const back = await ask(
                context.request,
                "PUT",
                `/supply-orders/${order.id}/assignment`,
                { assignee: "" },
                { Origin: world().base, "If-Match": etag },
            );
            assert.equal(back.status, 200);
        });
        await withPage(world(), world().customer, "order-answered", {}, async (page, context) => {
            await page.goto(`/supply-orders/${order.id}`);
            await settled(page);
            await page.getByText("The lift is out of order", { exact: true }).waitFor();
            assert.equal(await page.getByText("Calls every week").count(), 0);
            const said = await ask(context.request, "GET", `/supply-orders/${order.id}/comments`);
            assert.equal(said.body.items.length, 1, "a double click says it once");
        });
    });

    test("pieces of a line are shipped by a file that names the line, and more than is left is refused (ORD-3)", async () => {
        let order: Row = {};
        await withPage(world(), world().customer, "order-for-parts", {}, async (_page, context) => {
            order = await placed(context.request, world().base);
        });
        await withPage(world(), world().warehouse, "order-parts", {}, async (page, context) => {
            await page.goto("/supply-orders/import");
            await settled(page);
            await page
                .getByText(/quantity/)
                .first()
                .waitFor();
            await page.locator("input[type=file]").setInputFiles({
                name: "parts.csv",
                mimeType: "text/csv",
                buffer: Buffer.from(
                    `order,step,line,quantity,carrier,tracking_number,reason\r\n` +
                        `${order.number},ship,1,1,DHL,${unique("P").replace(" ", "")},\r\n` +
                        `${order.number},cancel,1,2,,,Not needed\r\n`,
                ),
            });
            await page.getByText("So many pieces are not left").first().waitFor();
            await page
                .getByText(/1 × #1/)
                .first()
                .waitFor({ state: "attached" });
            await page.getByRole("button", { name: "Take one step" }).click();
            await page.getByText("Steps that were taken 1").click();
            await page.getByRole("link", { name: order.number }).first().click();
            await page.getByText("Partly shipped").first().waitFor();
            await page.getByText("Line 1", { exact: true }).waitFor();
            const now = (await ask(context.request, "GET", `/supply-orders/${order.id}`)).body;
            assert.deepEqual([now.lines[0].shipped, now.lines[0].cancelled], [1, 0]);
        });
    });

    test("orders are found by who ordered, filtered by source and period, and are a file (ORD-1)", async () => {
        await withPage(world(), world().operator, "orders-list", {}, async (page, context) => {
            const { items } = (await ask(context.request, "GET", "/supply-orders?limit=50&source=person")).body;
            const order = items.find((one: Row) => one.ordered_by !== "") ?? assert.fail("somebody ordered");
            await page.goto("/supply-orders");
            await settled(page);
            await page.getByRole("button", { name: "Filter" }).click();
            await page.getByRole("menuitem", { name: "Source" }).click();
            await page.getByText("By a person", { exact: true }).last().click();
            await page.waitForURL(/source=person/);
            await page.keyboard.press("Escape");
            await page.getByRole("searchbox").first().fill(order.ordered_by);
            await page.waitForURL(/search=/);
            await settled(page);
            await page.getByRole("table").getByText(order.ordered_by).first().waitFor();
            const download = page.waitForEvent("download");
            await page.getByRole("button", { name: "Export list" }).click();
            assert.equal((await download).suggestedFilename(), "supply-orders.csv");
            const today = new Date().toISOString().slice(0, 10);
            await page.goto(`/supply-orders?since=2020-01-01&until=${today}&source=person`);
            await settled(page);
            assert.deepEqual(await violations(page), []);
            await page.getByRole("button", { name: "Clear filters" }).click();
            await page.waitForURL((url) => !url.search.includes("since"));
        });
        await withPage(world(), world().warehouse, "queue-list", {}, async (page) => {
            await page.goto("/supply-orders/queue");
            await settled(page);
            const download = page.waitForEvent("download");
            await page.getByRole("button", { name: "Export list" }).click();
            assert.equal((await download).suggestedFilename(), "supply-orders.csv");
            assert.deepEqual(await violations(page), []);
        });
    });

    test("tracking numbers come from a file, and a row that is wrong says where (ORD-3)", async () => {
        let order: Row = {};
        await withPage(world(), world().customer, "order-for-file", {}, async (_page, context) => {
            order = await placed(context.request, world().base);
        });
        await withPage(world(), world().warehouse, "order-file", {}, async (page) => {
            await page.goto("/supply-orders/import");
            await settled(page);
            await page.locator("input[type=file]").setInputFiles({
                name: "tracking.csv",
                mimeType: "text/csv",
                buffer: Buffer.from(
                    `order,carrier,tracking_number\r\n${order.number},DHL,${unique("T").replace(" ", "")}\r\nSO-1,DHL,2\r\n`,
                ),
            });
            await page.getByText("There is no such order").first().waitFor();
            await page.getByRole("button", { name: "Take one step" }).click();
            await page.getByText("Steps that were taken 1").click();
            await page.getByRole("link", { name: order.number }).click();
            await page.getByText("Shipped").first().waitFor();
        });
    });
}

export const part: Part = {
    tests,
    lists: { "/supply-orders": ordersList, "/supply-orders/queue": queueList },
    starts: { "Order for a large job": "placeExtraOrder" },
    forms: {
        "features/orders/CartPage.tsx": ["checkout"],
        "features/orders/RulesPage.tsx": ["order rules"],
        "features/orders/ExtraOrderDialog.tsx": ["extra order"],
        "features/orders/ReplaceItemDialog.tsx": ["replace item"],
        "features/orders/OrderComments.tsx": ["order comment", "order note"],
        "features/orders/OrderAssignee.tsx": ["order assignment"],
    },
    byTests: ["replace item"],
    clicks: [
        "getSupplyOffers",
        "changeSupplyCartLine",
        "removeSupplyCartLine",
        "confirmSupplyOrders",
        "approveSupplyOrder",
        "rejectSupplyOrder",
        "withdrawSupplyOrder",
        "deliverShipment",
        "returnShipment",
        "previewOrderImport",
        "startOrderImport",
        "replaceOrderItem",
        "assignSupplyOrder",
        "commentSupplyOrder",
        "noteSupplyOrder",
    ],
    send: {
        operation: "placeSupplyOrders",
        work: async (sender, { go, sends, submit, closed }) => {
            const { page, place, person, context } = sender;
            const main = page.locator("main");
            if (mayCall(person.role, "updateSupplyOrderRules")) {
                await go(sender, "/supply-orders/rules");
                await main
                    .getByLabel("Phone number or address of the service desk", { exact: true })
                    .fill(unique("+47 22"));
                await sends(sender, "order rules", "updateSupplyOrderRules", main, submit(main));
            }
            if (mayCall(person.role, "placeExtraOrder")) {
                const path = `/printers?limit=50&organization_id=${place.organization}`;
                const { items } = (await ask(context.request, "GET", path)).body;
                const one = items.find((each: Row) => each.contact_id);
                if (one) {
                    await go(sender, `/supply-orders/new?printer_id=${one.id}`);
                    await main.getByRole("button", { name: "Order for a large job" }).click();
                    const dialog = page.getByRole("dialog");
                    await dialog.locator("form").waitFor();
                    await dialog.getByRole("combobox").click();
                    await page.getByRole("option").first().click();
                    await dialog.getByLabel("Why it is needed*", { exact: true }).fill(unique("annual report"));
                    await sends(sender, "extra order", "placeExtraOrder", dialog, submit(dialog));
                    await closed(page);
                }
            }
            const printer = await orderable(sender.world, place.organization);
            await go(sender, `/supply-orders/new?printer_id=${printer.id}`);
            const quantity = main.getByRole("spinbutton").first();
            await quantity.waitFor();
            await quantity.fill("1");
            await sends(sender, "add to cart", "addToSupplyCart", main, submit(main));
            await page.waitForURL(/\/supply-orders\/cart/);
            await main.getByLabel("Comment").fill(unique("Ring"));
            const { items } = await sends(sender, "checkout", "placeSupplyOrders", main, submit(main));
            await go(sender, `/supply-orders/${items[0].id}`);
            await main.getByLabel("New comment*", { exact: true }).fill(unique("Ring"));
            // By key: what was said of the order lies on the button at the page's end for a while.
            await sends(sender, "order comment", "commentSupplyOrder", main.locator("form"), () =>
                main.getByRole("button", { name: "Send comment" }).press("Enter"),
            );
            if (!mayCall(person.role, "noteSupplyOrder")) return;
            const dialog = page.getByRole("dialog");
            await main.getByRole("button", { name: "Write an internal comment" }).click();
            await dialog.getByLabel("Internal comment*", { exact: true }).fill(unique("Note"));
            await sends(sender, "order note", "noteSupplyOrder", dialog, submit(dialog));
            await closed(page);
            await main.getByRole("button", { name: "Assign", exact: true }).click();
            await dialog.getByRole("combobox").click();
            await page.getByRole("option", { name: /@/ }).first().click();
            await sends(sender, "order assignment", "assignSupplyOrder", dialog, submit(dialog));
            await closed(page);
        },
    },
    drafts: [
        {
            name: "the comment at checkout",
            file: "orders/CartPage.tsx",
            who: (world) => world.customer,
            prepare: async (request, base) => {
                const printer = await uncovered(request, base);
                const offer = (await ask(request, "GET", `/supply-offers/${printer.id}`)).body;
                const item = offer.items.find((one: Row) => !one.covered);
                await emptyCart(request, base);
                await ask(
                    request,
                    "POST",
                    "/supply-cart/lines",
                    {
                        lines: [
                            {
                                printer_id: printer.id,
                                supply_slot: item.supply_slot,
                                item_id: item.item.id ?? null,
                                quantity: 1,
                            },
                        ],
                    },
                    { Origin: base },
                );
                return { path: "/api/v1/supply-cart", name: "", id: "" };
            },
            open: async (page) => {
                await page.goto("/supply-orders/cart");
                await settled(page);
                return page.locator("main");
            },
            field: "Comment",
            value: () => unique("Please ring"),
            dialog: false,
        },
        {
            name: "order rules",
            file: "orders/RulesPage.tsx",
            who: (world) => world.customer,
            prepare: async () => ({ path: "/api/v1/supply-order-rules", name: "", id: "" }),
            open: async (page) => {
                await page.goto("/supply-orders/rules");
                await settled(page);
                return page.locator("main");
            },
            field: "Phone number or address of the service desk",
            value: () => unique("+47 22"),
            dialog: false,
            stored: {
                operation: "updateSupplyOrderRules",
                save: "Save",
                saved: /^The order rules were saved\.$/,
                read: (body) => body.service_desk,
                body: ({ organization_id: _, version: __, updated_at: ___, ...rules }) => rules,
            },
        },
        {
            name: "an extra order",
            file: "orders/ExtraOrderDialog.tsx",
            who: (world) => world.operator,
            prepare: async (request) => {
                const { body } = await ask(request, "GET", "/printers?limit=1");
                return { path: `/api/v1/printers/${body.items[0].id}`, name: "", id: body.items[0].id };
            },
            open: async (page, thing) => {
                await page.goto(`/supply-orders/new?printer_id=${thing.id}`);
                await settled(page);
                await page.getByRole("button", { name: "Order for a large job" }).click();
                const dialog = page.getByRole("dialog");
                await dialog.waitFor();
                return dialog;
            },
            field: "Why it is needed*",
            value: () => unique("annual report"),
            dialog: true,
        },
        ...(
            [
                ["a comment on an order", "New comment*", undefined],
                ["an internal comment on an order", "Internal comment*", "Write an internal comment"],
            ] as const
        ).map(([name, field, action]) => ({
            name,
            file: "orders/OrderComments.tsx",
            who: (world: World) => world.operator,
            prepare: async (request: APIRequestContext) => {
                const [order] = (await ask(request, "GET", "/supply-orders?limit=1")).body.items;
                assert.ok(order, "there is an order");
                return { path: `/api/v1/supply-orders/${order.id}`, name: order.number, id: order.id };
            },
            open: async (page: Page, thing: { id: string }) => {
                await page.goto(`/supply-orders/${thing.id}`);
                await settled(page);
                if (!action) return page.locator("main");
                await page.getByRole("button", { name: action }).click();
                const dialog = page.getByRole("dialog");
                await dialog.waitFor();
                return dialog;
            },
            field,
            value: () => unique("Words"),
            dialog: action !== undefined,
        })),
    ],
};
