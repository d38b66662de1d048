// Lives through months in a minute: business time runs fast, printers print, readings arrive, replenishment
// orders, and this file is the warehouse that confirms, ships and delivers through the API.
import type { Api } from "./api.ts";
import { type BusinessClock, daysPerSecond } from "./clock.ts";
import { pause } from "./programs.ts";
import { day, type Row } from "./shapes.ts";

const carriers = ["DHL", "DPD", "GLS", "UPS"];
// In the last days so many orders of each state, the newest ones, wait until others come: whoever looks finds an order at
// every step, on whichever day. Before that none waits: replenishment learns from it how long a delivery takes.
const waiting: Record<string, number> = { submitted: 2, confirmed: 1, shipped: 1 };
const lastDays = 14 * day;
export const tracking = (number: string): string => `00340${number.replace(/\D/g, "").padStart(15, "0")}`;

export class Warehouse {
    readonly #api: Api;
    readonly #clock: BusinessClock;
    #shippedAt = new Map<string, number>();

    constructor(api: Api, clock: BusinessClock) {
        this.#api = api;
        this.#clock = clock;
    }

    async step(order: Row, action: "confirmation" | "shipments" | "delivery", body?: Row): Promise<Row> {
        // From what was just read: a step that somebody else took meanwhile is refused.
        return this.#api.post(`/supply-orders/${order.id}/${action}`, body, { version: Number(order.version) });
    }
    ship(order: Row): Promise<Row> {
        const number = String(order.number);
        return this.step(order, "shipments", {
            carrier: carriers[Number(number.replace(/\D/g, "")) % carriers.length],
            tracking_number: tracking(number),
        });
    }

    // The orders of a state whose turn it is: all but the newest ones.
    async #due(state: string): Promise<Row[]> {
        const orders = await this.#api.all("/supply-orders", { query: { state } });
        const keep = Date.now() - this.#clock.now() < lastDays ? waiting[state] : 0;
        return orders.sort((a, b) => Date.parse(b.ordered_at) - Date.parse(a.ordered_at)).slice(keep);
    }

    // What a working day brings: confirm at once, ship the next day, deliver two days later.
    async work(): Promise<void> {
        const now = this.#clock.now();
        for (const order of await this.#due("submitted")) await this.step(order, "confirmation");
        for (const order of await this.#due("confirmed")) {
            if (now - Date.parse(order.ordered_at) < day) continue;
            await this.ship(order);
            this.#shippedAt.set(order.id, now);
        }
        for (const order of await this.#due("shipped")) {
            if (now - (this.#shippedAt.get(order.id) ?? now) < 2 * day) continue;
            await this.step(order, "delivery");
        }
    }
}

// Runs the clock until business time is real time, at most `fastest` days a second, slower whenever the readings
// fall behind.
export async function live(
    clock: BusinessClock,
    fastest: number,
    warehouse: Warehouse,
    newestReading: () => Promise<number>,
    progress: (daysASecond: number) => Promise<void>,
): Promise<void> {
    let days = fastest;
    clock.catchUp(daysPerSecond(days));
    while (!clock.caughtUp) {
        await warehouse.work();
        const behind = (clock.now() - (await newestReading())) / day;
        // A reading may be a polling interval old; more days behind means that the machine cannot follow.
        const wanted = behind > 3 ? Math.max(0.25, days / 2) : behind < 2 ? Math.min(fastest, days * 1.25) : days;
        if (!clock.caughtUp && wanted !== days) {
            days = wanted;
            clock.catchUp(daysPerSecond(days));
        }
        await progress(days);
        await pause(200);
    }
    await warehouse.work();
}
