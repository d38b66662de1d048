// The demo's story, step by step: what `./dev demo --check` proves. Each step is one line and throws when it
// does not happen.
import { Refused } from "./api.ts";
import { compareShelves, detailed, mostBehind, partsShownTwice, readSwaps } from "./books.ts";
import type { BusinessClock } from "./clock.ts";
import type { Warehouse } from "./history.ts";
import type { Inbox, Mail } from "./inbox.ts";
import { add, count, grant, joinProgramme, signedIn } from "./mpsExpress.ts";
import { run, until } from "./programs.ts";
import { day, type Row } from "./shapes.ts";
import type { Stage } from "./setup.ts";
import { warehouseDay } from "./warehouseDay.ts";
import { who } from "./world.ts";

export type Scene = {
    stage: Stage;
    clock: BusinessClock;
    warehouse: Warehouse;
    inbox: Inbox;
    printers: number;
    simulator: { program: string; control: string };
    step: (text: string) => void;
};

type Need = { organization: string; printer: Row; supply: Row; order: Row; line: Row };

const supplies = async ({ stage }: Scene): Promise<Row[]> => stage.api.all("/replenishment/supplies");
const key = (row: Row): string => `${row.printer_id}/${row.supply_slot}`;

// 1. What SNMP found is what the API shows.
async function found(scene: Scene): Promise<void> {
    const { api } = scene.stage;
    const printers = await api.all("/printers");
    if (printers.length < scene.printers * 0.95)
        throw new Error(`only ${printers.length} of ${scene.printers} printers were found`);
    const makers = new Set(printers.map((printer) => printer.manufacturer));
    const levels = printers
        .flatMap((printer) => printer.supplies as Row[])
        .filter((supply) => supply.remaining_percent !== null);
    if (makers.size < 8) throw new Error(`only ${makers.size} makers: ${[...makers].join(", ")}`);
    if (levels.length < printers.length) throw new Error(`only ${levels.length} supplies show how much remains`);
    const low = levels.filter((supply) => supply.remaining_percent < 20).length;
    scene.step(
        `${printers.length} printers of ${makers.size} makers found by SNMP and shown by the API; ${levels.length} supplies with a level, ${low} below 20 %`,
    );
}

// 2. Their history reaches back.
async function remembered(scene: Scene): Promise<void> {
    const { api } = scene.stage;
    const [printer] = (await api.get("/printers", { query: { limit: 1, sort: "discovered_at" } })).items as Row[];
    const from = new Date(scene.clock.now() - 400 * day).toISOString();
    const history = await api.get(`/printers/${printer.id}/meters`, {
        as: printer.organization_id,
        query: { from, to: new Date(scene.clock.now()).toISOString() },
    });
    const points = (history.items ?? history.points ?? []) as Row[];
    const moments = points.map((point) => Date.parse(point.observed_at)).sort((a, b) => a - b);
    const days = (moments[moments.length - 1] - moments[0]) / day;
    if (!(days > 20)) throw new Error(`the meters of ${printer.serial_number} reach back ${days} days only`);
    scene.step(
        `${printer.manufacturer} ${printer.model} ${printer.serial_number}: ${moments.length} readings over ${Math.round(days)} days`,
    );
}

// 3. Supplies go to a person.
async function assigned(scene: Scene): Promise<void> {
    const without = (await scene.stage.api.all("/printers")).filter((printer) => !printer.contact_id);
    if (without.length > 0) throw new Error(`${without.length} printers have no supplies delivery contact`);
    scene.step(`every printer has its supplies delivery contact at one of ${scene.stage.stations.length} sites`);
}

// 3b. One supply for each part of a printer, and the shelf that follows from what was delivered and what users put in.
async function booked(scene: Scene): Promise<void> {
    const { stage, simulator, clock } = scene;
    const swaps = readSwaps(await run(simulator.program, ["ctl", simulator.control, "swaps"]));
    const printers = await detailed(stage);
    const twice = partsShownTwice(printers, swaps);
    if (twice.length > 0)
        throw new Error(
            `${twice.length} supplies are no part of their printer:\n   ${twice.slice(0, 20).join("\n   ")}`,
        );
    const books = compareShelves(
        printers,
        await supplies(scene),
        await stage.api.all("/supply-orders"),
        swaps,
        clock.now(),
    );
    const wrong = books.behind.length > mostBehind(books) ? [...books.wrong, ...books.behind] : books.wrong;
    if (wrong.length > 0) throw new Error(`${wrong.length} shelves are wrong:\n   ${wrong.slice(0, 20).join("\n   ")}`);
    if (books.makers < 5) throw new Error(`something was delivered for ${books.makers} makers only`);
    scene.step(
        `${books.supplies} supplies of ${books.makers} makers: ${books.delivered} delivered, ${books.replaced} replaced, ${books.shelf} on the shelf, each part once and each shelf right${books.behind.length > 0 ? ` (${books.behind.length} of ${books.shelves} not told of a replacement yet)` : ""}`,
    );
}

async function refused(code: string, asked: Promise<unknown>): Promise<void> {
    const error = await asked.then(
        () => new Error(`${code}: not refused`),
        (problem: Error) => problem,
    );
    if (!(error instanceof Refused) || error.code !== code) throw error;
}

// 3c. A partner's administrator brings a customer that was not entitled into MPS Express; the operator confirms.
async function joined(scene: Scene): Promise<void> {
    const { stage, step } = scene;
    step(`MPS Express: ${await joinProgramme(stage, scene.clock.now())}`);
    const { organization, site, of } = stage.stations[stage.stations.length - 1];
    const as = organization.id;
    const partner = await signedIn(stage, who.partner);
    await refused("mps_express_not_entitled", count(partner, as));
    await grant(partner, as, organization.parent_id);
    step(`the partner entitled ${organization.name} to MPS Express, which nobody but the operator can undo`);

    const printers = (await stage.api.all("/printers", { as, query: { site_id: site.id } })).filter(
        ({ manufacturer }) => manufacturer !== "Zebra",
    );
    const ids = printers.map(({ id }) => id);
    await partner.post("/printers/contact-assignments", { printer_ids: ids, contact_id: null }, { as });
    const lacking = await count(partner, as, printers);
    if (!lacking.contact_missing) throw new Error(`nobody lacks a contact: ${JSON.stringify(lacking)}`);
    const contact = await partner.post(
        "/contacts",
        {
            first_name: "Nora",
            last_name: "Weber",
            company: organization.name,
            email: "nora.weber@lakeside.example",
            phone: { country_code: of.contact.country_code, number: of.contact.number, extension: "" },
            address: site.address,
        },
        { as },
    );
    await partner.post("/printers/contact-assignments", { printer_ids: ids, contact_id: contact.id }, { as });
    const eligible = (await count(partner, as, printers)).eligible;
    if (!eligible) throw new Error("no printer is eligible");
    step(
        `${lacking.contact_missing} of its printers lacked a supplies delivery contact; ${contact.first_name} ${contact.last_name} is theirs now, ${eligible} are eligible`,
    );
    const memberships = await add(partner, as, printers);
    if (memberships.length !== eligible)
        throw new Error(`${memberships.length} printers are pending, ${eligible} were eligible`);
    const specialist = await signedIn(stage, who.specialist);
    await specialist.post(
        "/mps-express/memberships/confirmations",
        { membership_ids: memberships.map(({ id }) => id) },
        { as },
    );
    const managed = (await count(partner, as, printers)).already_managed;
    if (managed !== eligible) throw new Error(`${managed} printers are managed, ${eligible} were added`);
    await refused(
        managed > 1 ? "printers_protected" : "printer_managed",
        partner.post(
            "/printers/deregistrations",
            { printer_ids: memberships.map(({ printer_id }) => printer_id) },
            { as },
        ),
    );
    step(`terms accepted, ${managed} printers added and confirmed by the operator; nobody can deregister them`);
}

// 4. Days pass, a level falls, replenishment orders.
async function ordered(scene: Scene): Promise<Need> {
    const { stage, clock } = scene;
    const open = await stage.api.all("/supply-orders");
    const known = new Set(open.map((order) => order.id));
    const before = new Map((await supplies(scene)).map((row) => [key(row), row]));
    clock.run(1.5 * 86_400);
    try {
        return await until("an order made by replenishment", 120, async () => {
            await scene.warehouse.work();
            const orders = await stage.api.all("/supply-orders");
            for (const order of orders.filter(
                (one) => !known.has(one.id) && one.source === "replenishment" && one.state !== "delivered",
            )) {
                for (const line of order.lines as Row[]) {
                    const was = before.get(`${line.printer_id}/${line.supply_slot}`);
                    // A toner that is not about to be swapped by itself shows the shelf's arithmetic best.
                    if (
                        !was ||
                        was.remaining_percent === null ||
                        was.remaining_percent === undefined ||
                        was.remaining_percent < 12
                    )
                        continue;
                    if (order.state !== "submitted" && order.state !== "confirmed") continue;
                    const printer = await stage.api.get(`/printers/${line.printer_id}`, { as: order.organization_id });
                    const now = (printer.supplies as Row[]).find((one) => Number(one.slot) === line.supply_slot);
                    if (!now || now.remaining_percent === null || now.remaining_percent >= was.remaining_percent)
                        continue;
                    clock.run(0);
                    scene.step(
                        `${printer.manufacturer} ${printer.model} ${printer.serial_number}, ${now.description}: ${was.remaining_percent} % fell to ${now.remaining_percent} %`,
                    );
                    const sentence = line.reason?.sentence ?? "";
                    if (!sentence) throw new Error(`order ${order.number} does not say why`);
                    scene.step(
                        `order ${order.number}: ${line.quantity} x ${line.item.part_number || line.item.name}, because: ${sentence}`,
                    );
                    return { organization: order.organization_id, printer, supply: now, order, line };
                }
            }
            return undefined;
        });
    } finally {
        clock.run(0);
    }
}

async function mailed(scene: Scene, to: string, words: string[], what: string): Promise<Mail> {
    const mail = await until(`the mail that says "${what}"`, 60, () => scene.inbox.find(to, words));
    scene.step(`mail to ${to}: ${mail.subject}`);
    return mail;
}

const refreshed = (scene: Scene, need: Need): Promise<Row> =>
    scene.stage.api.get(`/supply-orders/${need.order.id}`, { as: need.organization });

async function supplyOf(scene: Scene, need: Need): Promise<Row> {
    const rows = await scene.stage.api.all("/replenishment/supplies", {
        as: need.organization,
        query: { printer_id: need.printer.id },
    });
    const row = rows.find((one) => one.printer_id === need.printer.id && one.supply_slot === need.line.supply_slot);
    if (!row) throw new Error("the supplies status page does not show the supply");
    return row;
}

// 5. The warehouse ships, the contact is told, the box arrives, the shelf grows.
async function shipped(scene: Scene, need: Need): Promise<number> {
    const { warehouse } = scene;
    let order = await refreshed(scene, need);
    if (order.state === "submitted") order = await warehouse.step(order, "confirmation");
    order = await refreshed(scene, need);
    await warehouse.ship(order);
    order = await refreshed(scene, need);
    const shipment = (order.shipments as Row[])[0];
    scene.step(`the warehouse shipped ${order.number} with ${shipment.carrier}, ${shipment.tracking_number}`);
    await mailed(scene, order.contact.email, [String(order.number), String(shipment.tracking_number)], "shipped");
    const before = Number((await supplyOf(scene, need)).shelf);
    await warehouse.step(order, "delivery");
    const after = Number((await supplyOf(scene, need)).shelf);
    if (after !== before + need.line.quantity)
        throw new Error(`the shelf went from ${before} to ${after} with ${need.line.quantity} delivered`);
    scene.step(`delivered: on the shelf ${before} + ${need.line.quantity} = ${after}`);
    return after;
}

// 6. Someone puts a new cartridge in; the printer says so; the shelf is one less.
async function replaced(scene: Scene, need: Need, shelf: number): Promise<void> {
    const { clock, simulator } = scene;
    await run(simulator.program, [
        "ctl",
        simulator.control,
        "swap",
        need.printer.serial_number,
        String(need.supply.index),
    ]);
    // A rise that a second reading confirms is a replacement (ASR-15): two days, slowly; more where the printer is
    // switched off meanwhile.
    const end = clock.now() + 17 * day;
    clock.run(0.5 * 86_400);
    try {
        const level = await until("a reading of the new cartridge", 60, async () => {
            const printer = await scene.stage.api.get(`/printers/${need.printer.id}`, { as: need.organization });
            const now = (printer.supplies as Row[]).find((one) => Number(one.slot) === need.line.supply_slot);
            return now && now.remaining_percent > 85 ? Number(now.remaining_percent) : undefined;
        });
        scene.step(`the printer reports a replaced cartridge: ${level} %`);
        await until("the shelf without the cartridge that is in the printer now", 60, async () => {
            const row = await supplyOf(scene, need);
            if (Number(row.shelf) === shelf - 1) return true;
            if (clock.now() > end) throw new Error(`the shelf says ${row.shelf}, right is ${shelf - 1}`);
            return false;
        });
    } finally {
        clock.run(0);
    }
    scene.step(`on the shelf ${shelf} - 1 = ${shelf - 1}`);
}

export async function play(scene: Scene): Promise<void> {
    await found(scene);
    await remembered(scene);
    await assigned(scene);
    await booked(scene);
    await joined(scene);
    const need = await ordered(scene);
    await mailed(scene, need.order.contact.email, [String(need.order.number)], "ordered");
    const shelf = await shipped(scene, need);
    await replaced(scene, need, shelf);
    await warehouseDay(scene);
}
