// A day of the warehouse, by the people who have it: a customer's order with generic items, an order for a large job
// and one that is called off, from the queue to what comes back (ORD-2, ORD-3, ASR-9, ASR-11, ASR-12).
import type { Api } from "./api.ts";
import { dayText } from "./clock.ts";
import { tracking } from "./history.ts";
import { lettersOf } from "./letters.ts";
import { signedIn } from "./mpsExpress.ts";
import { findJobs, type Job, nameOfPart, orderForJob, orderParts, statusOf } from "./peopleOrder.ts";
import { until } from "./programs.ts";
import { day, type Row } from "./shapes.ts";
import type { Scene } from "./story.ts";
import { specialist, warehouse, who } from "./world.ts";

type Day = {
    scene: Scene;
    // Signed in: the warehouse's person.
    staff: Api;
    // Ids of orders.
    parts: string;
    job: string;
    off: string;
    jobOf: Job;
};

const read = (api: Api, id: string): Promise<Row> => api.get(`/supply-orders/${id}`);

// One step from the order as it is now, and the state that it leads to.
async function take(api: Api, id: string, step: string, state: string, body?: Row): Promise<Row> {
    const before = await read(api, id);
    const order = await api.post(`/supply-orders/${id}/${step}`, body, { version: Number(before.version) });
    if (order.state !== state) throw new Error(`${order.number} is ${order.state} after ${step}, expected ${state}`);
    return order;
}

const itemsOf = (order: Row): string =>
    (order.lines as Row[]).map(({ quantity, item }) => `${quantity} x ${item.part_number || item.name}`).join(", ");

// As the page does it: all that is to be worked on, by the day on which it is due.
async function queueOf(staff: Api): Promise<Row[]> {
    const state = ["submitted", "confirmed", "on_back_order", "partly_shipped"];
    const orders = await staff.all("/supply-orders", { query: { state, sort: "due_on" } });
    for (const order of orders)
        if (!state.includes(order.state)) throw new Error(`the queue has ${order.number}, which is ${order.state}`);
    orders.forEach((order, at) => {
        if (at > 0 && order.due_on < orders[at - 1].due_on)
            throw new Error(`${order.number}, due on ${order.due_on}, is behind one due on ${orders[at - 1].due_on}`);
    });
    return orders;
}

// 1. People order, and what waits for an approval is no work yet.
async function begin(scene: Scene): Promise<Day> {
    const { stage, clock, step } = scene;
    const staff = await signedIn(stage, who.warehouse);
    const desk = await signedIn(stage, who.specialist);
    const now = clock.now();
    const parts = await orderParts(stage, now);
    const why = (parts.waits_for as Row[]).map(({ sentence }) => sentence).join(" ");
    step(`${parts.ordered_by} ordered ${itemsOf(parts)}: ${parts.number} waits for an approval. ${why}`);
    if ((await queueOf(staff)).some(({ id }) => id === parts.id))
        throw new Error(`the queue has ${parts.number}, which nobody has approved`);
    await take(desk, parts.id, "approval", "submitted");
    step(`${specialist.first_name} ${specialist.last_name} approved ${parts.number}`);

    const [jobOf, offOf] = await findJobs(stage, desk, 2, String(parts.lines[0].printer_id));
    const job = await orderForJob(desk, jobOf, 2, "Ballot papers for the works council", now + 2 * day);
    const off = await orderForJob(desk, offOf, 1, "Reprint of the annual report", now + 3 * day);
    step(`orders for large jobs: ${job.number} with ${itemsOf(job)}, ${off.number} with ${itemsOf(off)}`);
    return { scene, staff, parts: parts.id, job: job.id, off: off.id, jobOf };
}

// 2. The queue, and both orders confirmed at once.
async function confirmed({ scene, staff, parts, job, off }: Day): Promise<void> {
    const queue = await queueOf(staff);
    for (const wanted of [parts, job, off])
        if (!queue.some(({ id }) => id === wanted)) throw new Error(`the queue does not have order ${wanted}`);
    const [first, last] = [queue[0], queue[queue.length - 1]];
    scene.step(
        `${warehouse.first_name} ${warehouse.last_name} of the warehouse: ${queue.length} orders wait, from ${first.number}, due on ${first.due_on}, to ${last.number}, due on ${last.due_on}`,
    );
    const chosen = queue.filter(({ id }) => id === parts || id === job);
    const orders = chosen.map(({ id, version }) => ({ id, version }));
    const { items } = await staff.post("/supply-orders/confirmations", { orders });
    for (const { number, code, title } of items as Row[])
        if (code) throw new Error(`${number} was not confirmed: ${title}`);
    for (const id of [parts, job]) {
        const { number, state } = await read(staff, id);
        if (state !== "confirmed") throw new Error(`${number} is ${state}, expected confirmed`);
    }
    scene.step(`confirmed together: ${chosen.map(({ number }) => number).join(", ")}`);
}

// What the service desk found in the maker's list of parts for a generic item.
async function listPart({ stage }: Scene, organization: string, line: Row): Promise<Row> {
    const printer = await stage.api.get(`/printers/${line.printer_id}`, { as: organization });
    const { manufacturer, model, supplies } = printer;
    const supply = (supplies as Row[]).find(({ slot }) => Number(slot) === line.supply_slot);
    if (!supply) throw new Error(`${model} ${printer.serial_number} has no supply ${line.supply_slot}`);
    return stage.api.post("/catalog-items", {
        part_number: supply.part_number || `${model} ${supply.type}`,
        manufacturer,
        name: `${nameOfPart(supply.type)} for ${model}`,
        supply_type: supply.type,
        colorant: supply.colorant ?? "",
        yield_pages: 0,
        active: true,
        models: [{ manufacturer, model }],
    });
}

// 3. Generic items become items of the catalogue.
async function replaced({ scene, staff, parts }: Day): Promise<void> {
    const { organization_id: organization, lines, number } = await read(staff, parts);
    const named: string[] = [];
    for (const line of lines as Row[]) {
        if (line.item.id) throw new Error(`${line.item.name} of ${number} is no generic item`);
        const item = await listPart(scene, organization, line);
        const order = await take(staff, parts, `lines/${line.id}/item`, "confirmed", { item_id: item.id });
        const after = (order.lines as Row[]).find(({ id }) => id === line.id)?.item.part_number;
        if (after !== item.part_number)
            throw new Error(`${number} has ${after} after the replacement, expected ${item.part_number}`);
        named.push(`${line.item.name} is ${item.part_number}`);
    }
    scene.step(`the generic items of ${number}: ${named.join("; ")}`);
}

// 4. One item is not there: its contact learns when it is expected.
async function postponed({ scene, staff, parts }: Day): Promise<void> {
    const line = (await read(staff, parts)).lines[1];
    const expected = dayText(scene.clock.now() + 6 * day);
    const reason = "The maker delivers late";
    const body = { reason, expected_on: expected, lines: [line.id] };
    const order = await take(staff, parts, "back-order", "on_back_order", body);
    const after = order.lines[1];
    if (!after.on_back_order || after.expected_on !== expected || order.lines[0].on_back_order)
        throw new Error(
            `${after.item.part_number} of ${order.number} is expected on ${after.expected_on}, right is ${expected}`,
        );
    const { email } = order.contact;
    const words = [String(order.number), reason, expected.slice(0, 4)];
    const mail = await until(`the mail on the back order of ${order.number}`, 60, () => scene.inbox.find(email, words));
    scene.step(`${after.item.part_number} is on back order until ${expected}; mail to ${email}: ${mail.subject}`);
}

async function paper(staff: Api, order: Row, name: string): Promise<string> {
    const { type, disposition, bytes } = await staff.file(`/supply-orders/${order.id}/${name}`);
    const seen = `${type}, ${bytes.length} octets, ${disposition}`;
    if (!type.startsWith("application/pdf") || bytes.subarray(0, 4).toString("latin1") !== "%PDF")
        throw new Error(`the ${name} of ${order.number} is no PDF: ${seen}`);
    if (bytes.length < 1000 || !disposition.includes(String(order.number)))
        throw new Error(`the ${name} of ${order.number} is ${seen}`);
    return `${name} ${Math.round(bytes.length / 1024)} KiB`;
}

// 5. A parcel is packed, with its papers.
async function packed({ scene, staff, job, jobOf }: Day): Promise<void> {
    const order = await take(staff, job, "packing", "confirmed");
    if (!order.packed_at) throw new Error(`${order.number} has no parcel after it was packed`);
    const serial = order.lines[0].printer_serial_number;
    if (serial !== jobOf.offer.printer_serial_number)
        throw new Error(`${order.number} is for ${serial}, ordered for ${jobOf.offer.printer_serial_number}`);
    const papers = [await paper(staff, order, "packing-slip"), await paper(staff, order, "label")];
    scene.step(`${order.number} for printer ${serial} is packed; its papers as PDF: ${papers.join(", ")}`);
}

// 6. What is there leaves by hand.
async function partlyShipped({ scene, staff, parts }: Day): Promise<void> {
    const { number, lines } = await read(staff, parts);
    const [{ id, quantity }] = lines as Row[];
    const body = { carrier: "DHL", tracking_number: tracking(number), lines: [{ line_id: id, quantity }] };
    const order = await take(staff, parts, "shipments", "partly_shipped", body);
    const [shipment] = order.shipments as Row[];
    const [there, missing] = order.lines as Row[];
    if (there.shipped !== quantity || missing.shipped !== 0 || !String(shipment.tracking_url).startsWith("https://"))
        throw new Error(`${number} shipped ${there.shipped} and ${missing.shipped}, expected ${quantity} and 0`);
    scene.step(
        `${number} shipped in part: ${quantity} x ${there.item.part_number} with ${shipment.carrier}, ${shipment.tracking_number}`,
    );
}

function compareCounts(what: string, counts: Row, expected: Row): void {
    for (const [name, count] of Object.entries(expected))
        if (counts[name] !== count) throw new Error(`${what}: ${counts[name]} rows are ${name}, expected ${count}`);
}

const counts = { rows: 3, imported: 2, existing: 0, invalid: 1 };

// A preview says what would become of the rows and changes nothing.
async function previewed(staff: Api, file: string, orders: Row[]): Promise<Row> {
    const options = { type: "text/csv", query: { file_name: "tracking-numbers.csv" } };
    const preview = await staff.post("/order-imports/preview", file, options);
    compareCounts("the preview", preview.counts, counts);
    const [wrong] = preview.groups.invalid as Row[];
    if (wrong?.code !== "order_row_unknown" || wrong.line !== 4)
        throw new Error(
            `the preview refuses line ${wrong?.line} for ${wrong?.code}, expected line 4, order_row_unknown`,
        );
    for (const { id, number, version } of orders)
        if ((await read(staff, id)).version !== version) throw new Error(`the preview changed ${number}`);
    return wrong;
}

async function imported(staff: Api, file: string): Promise<string> {
    const options = { type: "text/csv", query: { file_name: "tracking-numbers.csv" } };
    const { id } = await staff.post("/order-imports", file, options);
    const done = await until("the import of tracking numbers", 60, async () => {
        const now = await staff.get(`/order-imports/${id}`);
        return now.state === "queued" || now.state === "running" ? undefined : now;
    });
    if (done.state !== "completed_with_errors")
        throw new Error(`the import is ${done.state}, expected completed_with_errors`);
    compareCounts("the import", done.counts, counts);
    const report = (await staff.file(`/order-imports/${id}/report`)).bytes.toString("utf8");
    const rows = (result: string): number => report.split("\n").filter((row) => row.startsWith(`${result},`)).length;
    if (rows("done") !== 2 || rows("invalid") !== 1)
        throw new Error(`the report has ${rows("done")} done and ${rows("invalid")} invalid rows, expected 2 and 1`);
    return `${rows("done")} done, ${rows("invalid")} refused`;
}

// 7. The carriers' tracking numbers come as a file, with one of an order that nobody has.
async function shippedByFile({ scene, staff, parts, job }: Day): Promise<void> {
    const orders = [await read(staff, parts), await read(staff, job)];
    const numbers = [`1Z999AA1${String(orders[0].number).replace(/\D/g, "")}`, tracking(orders[1].number)];
    const file = [
        "order,carrier,tracking_number",
        `${orders[0].number},UPS,${numbers[0]}`,
        `${orders[1].number},DHL,${numbers[1]}`,
        "SO-000000000,DHL,00340000000000000000",
        "",
    ].join("\r\n");
    const wrong = await previewed(staff, file, orders);
    scene.step(
        `a file of tracking numbers: ${counts.imported} rows can be imported; line ${wrong.line}: ${wrong.reason}`,
    );
    const result = await imported(staff, file);
    for (const [at, { id }] of orders.entries()) {
        const { number, state, shipments } = await read(staff, id);
        const last = (shipments as Row[]).at(-1)?.tracking_number;
        if (state !== "shipped" || last !== numbers[at])
            throw new Error(`${number} is ${state} with ${last}, expected shipped with ${numbers[at]}`);
    }
    scene.step(`imported: ${result}; ${orders[0].number} (the second part) and ${orders[1].number} are shipped`);
}

// 8. Parcels arrive, and one piece comes back: the shelf has what stayed.
async function delivered({ scene, staff, parts, job, jobOf }: Day): Promise<void> {
    const { organization, printer, slot } = jobOf;
    const shelf = async (): Promise<number> => Number((await statusOf(staff, organization, printer, slot))?.shelf);
    await take(staff, parts, "delivery", "delivered");
    const before = await shelf();
    const order = await take(staff, job, "delivery", "delivered");
    const full = await shelf();
    if (full !== before + 2) throw new Error(`the shelf went from ${before} to ${full} with 2 delivered`);
    const [line] = order.lines as Row[];
    const body = { reason: "The box is damaged", lines: [{ line_id: line.id, quantity: 1 }] };
    const after = await take(staff, job, `shipments/${order.shipments[0].id}/returns`, "delivered", body);
    const left = await shelf();
    if (after.lines[0].returned !== 1 || left !== full - 1)
        throw new Error(`the shelf went from ${full} to ${left} with ${after.lines[0].returned} of 1 come back`);
    const query = { printer_id: printer, supply_slot: slot };
    const book = await staff.all("/shelf-movements", { as: organization, query });
    if (
        !book.some(
            ({ cause, quantity, order_number }) =>
                `${cause} ${quantity} ${order_number}` === `delivered 2 ${order.number}`,
        )
    )
        throw new Error(`the shelf book does not have the 2 that came with ${order.number}`);
    if (!book.some(({ cause, quantity }) => cause === "returned" && quantity === -1))
        throw new Error("the shelf book does not have the piece that came back");
    scene.step(
        `${order.number} delivered, one piece came back: on the shelf ${before} + 2 - 1 = ${left}, as its book says`,
    );
}

// 9. A job is called off before anything was packed for it.
async function cancelled({ scene, staff, off }: Day): Promise<void> {
    const reason = "The report is not printed";
    const order = await take(staff, off, "cancellation", "cancelled", { reason });
    if (order.state_reason !== reason)
        throw new Error(`${order.number} was cancelled because "${order.state_reason}", expected "${reason}"`);
    scene.step(`${order.number} cancelled: ${reason}`);
}

type Kept = { id: string; steps: string[]; mails: string[] };

const kept = ({ parts, job, off }: Day): Kept[] => [
    {
        id: parts,
        steps: [
            "awaiting_approval",
            "approved",
            "confirmed",
            "item_replaced",
            "item_replaced",
            "on_back_order",
            "partly_shipped",
            "shipped",
            "delivered",
        ],
        mails: ["order_created", "order_on_back_order", "order_shipped", "order_back_in_stock", "order_delivered"],
    },
    {
        id: job,
        steps: ["submitted", "confirmed", "packed", "shipped", "delivered", "partly_returned"],
        mails: ["order_created", "order_shipped", "order_delivered", "order_returned"],
    },
    { id: off, steps: ["submitted", "cancelled"], mails: ["order_created", "order_cancelled"] },
];

// 10. Each order's history has every step in its order, and each mail came once.
async function remembered(today: Day): Promise<void> {
    const { scene, staff } = today;
    for (const { id, steps, mails } of kept(today)) {
        const order = await read(staff, id);
        const { items } = await staff.get(`/supply-orders/${id}/history`);
        const seen = (items as Row[]).map(({ action }) => action).join(", ");
        if (seen !== steps.join(", "))
            throw new Error(`the history of ${order.number} is ${seen}, expected ${steps.join(", ")}`);
        await lettersOf(scene.inbox, order, mails);
        const short = mails.map((name) => name.replace("order_", "").replaceAll("_", " "));
        scene.step(
            `history of ${order.number}: ${seen}; mails to ${order.contact.email}, each once: ${short.join(", ")}`,
        );
    }
}

export async function warehouseDay(scene: Scene): Promise<void> {
    const today = await begin(scene);
    await confirmed(today);
    await replaced(today);
    await postponed(today);
    await packed(today);
    await partlyShipped(today);
    await shippedByFile(today);
    await delivered(today);
    await cancelled(today);
    await remembered(today);
}
