// What people order, beside what replenishment does: a customer the parts that nobody sends by themselves (ORD-2), the
// operator more of what comes by itself, for a large job (ASR-11).
import type { Api } from "./api.ts";
import { dayText } from "./clock.ts";
import { signedIn } from "./mpsExpress.ts";
import type { Stage } from "./setup.ts";
import { day, type Row } from "./shapes.ts";

// Parts of printers that the demo's catalogue does not have.
const parts: Record<string, string> = {
    opc: "drum unit",
    fuser: "fuser",
    transfer_unit: "transfer unit",
    cleaner_unit: "cleaner unit",
};

export const nameOfPart = (type: string): string => parts[type] ?? type.replaceAll("_", " ");

/** The supplies status page's row of a supply. */
export async function statusOf(
    api: Api,
    organization: string,
    printer: string,
    slot: number,
): Promise<Row | undefined> {
    const rows = await api.all("/replenishment/supplies", { as: organization, query: { printer_id: printer } });
    return rows.find((row) => row.printer_id === printer && row.supply_slot === slot);
}

async function printersOf({ api }: Stage, { organization, site }: Row): Promise<Row[]> {
    const printers = await api.all("/printers", { as: organization.id, query: { site_id: site.id } });
    return printers.filter((printer) => printer.contact_id);
}

// Of an offer one generic item of each kind of part, which its customer may order.
function genericOf(offer: Row): Row[] {
    const kinds = new Map<string, Row>();
    for (const one of offer.items as Row[])
        if (!one.item.id && one.orderable && !one.covered && parts[one.supply_type]) kinds.set(one.supply_type, one);
    return [...kinds.values()];
}

/** A printer of which two parts can be ordered that have no item in the catalogue, and whoever orders them. */
async function findParts(stage: Stage): Promise<{ customer: Api; organization: Row; offer: Row; items: Row[] }> {
    for (const station of stage.stations) {
        const { organization } = station;
        const able = (await printersOf(stage, station)).filter(
            ({ supplies }) =>
                new Set((supplies as Row[]).map(({ type }) => type).filter((type) => parts[type])).size > 1,
        );
        if (able.length === 0) continue;
        const customer = await signedIn(stage, organization.name);
        for (const printer of able) {
            const offer = await customer.get(`/supply-offers/${printer.id}`, { as: organization.id });
            const items = genericOf(offer);
            if (items.length > 1) return { customer, organization, offer, items };
        }
    }
    throw new Error("no customer can order two parts for one printer that the catalogue does not have");
}

async function demandApproval(customer: Api, as: string): Promise<void> {
    const {
        version,
        organization_id: _id,
        updated_at: _at,
        ...rules
    } = await customer.get("/supply-order-rules", { as });
    await customer.put("/supply-order-rules", { ...rules, approve_generic: true }, { as, version: Number(version) });
}

/** Two of one part and one of another through the cart; the order waits for an approval. */
export async function orderParts(stage: Stage, now: number): Promise<Row> {
    const { customer, organization, offer, items } = await findParts(stage);
    const as = organization.id;
    await demandApproval(customer, as);
    const lines = items.slice(0, 2).map(({ supply_slot }, at) => ({
        printer_id: offer.printer_id,
        supply_slot,
        quantity: at === 0 ? 2 : 1,
    }));
    const cart = await customer.post("/supply-cart/lines", { lines }, { as });
    const wrong = (cart.lines as Row[]).find(({ problem }) => problem);
    if (wrong) throw new Error(`the cart refuses ${wrong.item.name}: ${wrong.problem_title}`);
    const placed = await customer.post(
        "/supply-cart/order",
        { comment: "Streaks on every page.", desired_on: dayText(now + 10 * day) },
        { as, version: Number(cart.version) },
    );
    const orders = placed.items as Row[];
    if (orders.length !== 1) throw new Error(`the cart made ${orders.length} orders for one printer, expected 1`);
    if (orders[0].state !== "awaiting_approval")
        throw new Error(`order ${orders[0].number} is ${orders[0].state}, expected awaiting_approval`);
    return orders[0];
}

export type Job = { organization: string; printer: string; slot: number; offer: Row; item: Row };

/** Toner that comes by itself, of printers that nothing is on its way to: what arrives then is what was ordered. */
export async function findJobs(stage: Stage, desk: Api, wanted: number, except: string): Promise<Job[]> {
    const jobs: Job[] = [];
    for (const station of stage.stations) {
        const organization = String(station.organization.id);
        for (const { id: printer } of await printersOf(stage, station)) {
            if (printer === except) continue;
            const offer = await desk.get(`/supply-offers/${printer}`, { as: organization });
            const item = (offer.items as Row[]).find(
                (one) => one.covered && one.usual && one.item.id && /^(toner|ink)/.test(one.supply_type),
            );
            if (!item || (offer.open_orders as Row[]).length > 0) continue;
            const slot = Number(item.supply_slot);
            const row = await statusOf(desk, organization, printer, slot);
            // One that is nearly empty may be swapped at any moment, and the shelf with it.
            if (!row || row.in_transit > 0 || !(row.remaining_percent > 20)) continue;
            jobs.push({ organization, printer, slot, offer, item });
            if (jobs.length === wanted) return jobs;
        }
    }
    throw new Error(`${jobs.length} printers take an order for a large job, expected ${wanted}`);
}

export async function orderForJob(desk: Api, job: Job, quantity: number, reason: string, on: number): Promise<Row> {
    const { organization, printer, slot, item } = job;
    const placed = await desk.post(
        "/extra-supply-orders",
        {
            printer_id: printer,
            lines: [{ supply_slot: slot, item_id: item.item.id, quantity }],
            reason,
            job_on: dayText(on),
        },
        { as: organization },
    );
    const [order] = placed.items as Row[];
    if (order?.state !== "submitted")
        throw new Error(`the order for "${reason}" is ${order?.state}, expected submitted`);
    return order;
}
