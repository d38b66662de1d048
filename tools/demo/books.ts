// What the platform believes of cartridges against what happened: the simulator knows each cartridge that users put
// in. A part that the platform counts twice, or a shelf that differs from delivered minus replaced, is an error.
import { day, type Row } from "./shapes.ts";
import type { Stage } from "./setup.ts";

/** `platen-sim ctl ... swaps`: by "<serial>/<slot>", the times at which users put in a new one; none is an empty list. */
export function readSwaps(text: string): Map<string, number[]> {
    const swaps = new Map<string, number[]>();
    for (const line of text.trim().split("\n")) {
        const [serial, slot, at] = line.split(" ");
        const times = swaps.get(`${serial}/${slot}`) ?? [];
        if (at !== "-") times.push(Date.parse(at));
        swaps.set(`${serial}/${slot}`, times);
    }
    return swaps;
}

/** Each supply that a printer shows is one of its parts, and each part is shown once at most. */
export function partsShownTwice(printers: Row[], swaps: Map<string, number[]>): string[] {
    const wrong: string[] = [];
    for (const printer of printers) {
        const seen = new Set<string>();
        for (const supply of printer.supplies as Row[]) {
            const [table, slot] = String(supply.index).split(".");
            const part = `${printer.serial_number}/${slot}`;
            if (table !== "private" && swaps.has(part) && !seen.has(part)) {
                seen.add(part);
                continue;
            }
            wrong.push(
                `${printer.manufacturer} ${printer.model} ${printer.serial_number} shows ${supply.description} (${supply.index}) besides its ${seen.size} parts`,
            );
        }
    }
    return wrong;
}

type Event = { at: number; supply: number; kind: "ordered" | "delivered" | "cancelled" | "replaced"; quantity: number };

/** The shelves of supplies that take the same item at one place, by the rules of the shelf book; their sum. */
export function shelfOf(supplies: number, events: Event[]): number {
    const books = Array.from({ length: supplies }, () => ({ shelf: 0, transit: 0, early: 0 }));
    for (const { supply, kind, quantity } of [...events].sort((a, b) => a.at - b.at)) {
        const book = books[supply];
        if (kind === "ordered") book.transit += quantity;
        if (kind === "cancelled") book.transit -= quantity;
        if (kind === "delivered") {
            const used = Math.min(book.early, quantity);
            book.early -= used;
            book.shelf += quantity - used;
            book.transit -= quantity;
        }
        if (kind !== "replaced") continue;
        const richest = books.reduce((a, b) => (b.shelf > a.shelf ? b : a));
        if (book.shelf > 0) book.shelf -= 1;
        else if (richest.shelf > 0) richest.shelf -= 1;
        else if (book.early < book.transit) book.early += 1;
    }
    return books.reduce((sum, book) => sum + book.shelf, 0);
}

// A replacement is known when readings have confirmed it; later where a printer was switched off.
const lags = [0, 1, 2, 3, 5, 8].map((days) => days * day);

/** `behind`: one cartridge off, as it is while a printer that was silent for weeks has not told of a replacement. */
export type Verdict = {
    supplies: number;
    makers: number;
    shelves: number;
    delivered: number;
    replaced: number;
    shelf: number;
    wrong: string[];
    behind: string[];
};

/** So many of the shelves may be behind: few printers are silent for long. */
export const mostBehind = (verdict: Verdict): number => Math.max(1, Math.floor(verdict.shelves * 0.02));

/** Compares every shelf of a supply that something was delivered for; printers of one place that take one item together. */
export function compareShelves(
    printers: Row[],
    rows: Row[],
    orders: Row[],
    swaps: Map<string, number[]>,
    now: number,
): Verdict {
    const verdict: Verdict = {
        supplies: 0,
        makers: 0,
        shelves: 0,
        delivered: 0,
        replaced: 0,
        shelf: 0,
        wrong: [],
        behind: [],
    };
    const makers = new Set<string>();
    const printerOf = new Map(printers.map((printer) => [printer.id, printer]));
    const lines = orders.flatMap((order) => (order.lines as Row[]).map((line): Row => ({ ...line, order })));
    const pools = new Map<string, Row[]>();
    for (const row of rows) {
        const printer = printerOf.get(row.printer_id);
        if (!printer || row.remaining_percent === null || row.remaining_percent === undefined) continue;
        const pool = [printer.site_id, printer.contact_id, printer.model, row.type, row.colorant].join("/");
        pools.set(pool, [...(pools.get(pool) ?? []), row]);
    }
    for (const pool of pools.values()) {
        const told: Event[] = [];
        const replaced: Event[] = [];
        pool.forEach((row, supply) => {
            const printer = printerOf.get(row.printer_id)!;
            const shown = (printer.supplies as Row[]).find((one) => Number(one.slot) === row.supply_slot);
            for (const line of lines.filter(
                (one) => one.printer_id === row.printer_id && one.supply_slot === row.supply_slot,
            )) {
                const { order, quantity } = line;
                told.push({ at: Date.parse(order.ordered_at), supply, kind: "ordered", quantity });
                const delivered = (order.shipments as Row[]).map((one) => one.delivered_at).filter(Boolean);
                if (order.state === "delivered")
                    told.push({
                        at: Math.max(...delivered.map((at) => Date.parse(at))),
                        supply,
                        kind: "delivered",
                        quantity,
                    });
                if (order.state === "cancelled")
                    told.push({ at: Date.parse(order.updated_at), supply, kind: "cancelled", quantity });
            }
            for (const at of swaps.get(`${printer.serial_number}/${String(shown?.index).split(".")[1]}`) ?? []) {
                if (at > Date.parse(printer.discovered_at))
                    replaced.push({ at, supply, kind: "replaced", quantity: 1 });
            }
        });
        const delivered = told.filter((one) => one.kind === "delivered").reduce((sum, one) => sum + one.quantity, 0);
        if (delivered === 0) continue;
        const possible = lags.map((lag) =>
            shelfOf(pool.length, [
                ...told,
                ...replaced.map((one) => ({ ...one, at: one.at + lag })).filter((one) => one.at <= now),
            ]),
        );
        const shelf = pool.reduce((sum, row) => sum + Number(row.shelf), 0);
        const { manufacturer, model } = printerOf.get(pool[0].printer_id)!;
        makers.add(manufacturer);
        verdict.shelves += 1;
        verdict.supplies += pool.length;
        verdict.delivered += delivered;
        verdict.replaced += replaced.length;
        verdict.shelf += shelf;
        if (shelf < Math.min(...possible) || shelf > Math.max(...possible)) {
            const history = [...told, ...replaced]
                .sort((a, b) => a.at - b.at)
                .map(
                    (one) =>
                        `${new Date(one.at).toISOString()} ${pool[one.supply].serial_number} ${one.kind} ${one.quantity}`,
                );
            const list = shelf - Math.max(...possible) === 1 && replaced.length > 0 ? verdict.behind : verdict.wrong;
            list.push(
                `${manufacturer} ${model}, ${pool[0].description}, ${pool.length} printers: ${delivered} delivered, ${replaced.length} replaced, the shelf says ${shelf}, right is ${Math.min(...possible)} to ${Math.max(...possible)}\n      ${history.join("\n      ")}`,
            );
        }
    }
    verdict.makers = makers.size;
    return verdict;
}

/** Every printer with its details, one after another. */
export async function detailed({ api }: Stage): Promise<Row[]> {
    const printers: Row[] = [];
    for (const one of await api.all("/printers"))
        printers.push(await api.get(`/printers/${one.id}`, { as: one.organization_id }));
    return printers;
}
