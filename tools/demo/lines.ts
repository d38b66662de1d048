// Order lines by how long the supply would have lasted when it was ordered, from the figures that each line keeps:
//     build/node/node_modules/.bin/node tools/demo/lines.ts URL EMAIL PASSWORD
// or with PLATEN_URL, PLATEN_EMAIL and PLATEN_PASSWORD. It prints the table of docs/replenishment.md.
import { pathToFileURL } from "node:url";
import { Api } from "./api.ts";
import type { Row } from "./shapes.ts";

export const bounds = [21, 45, 66, 120, 300, Infinity];

export type Count = { due: number; joined: number };

/** What the nightly run ordered, by days left; a person's own orders have no days and are not counted. */
export function countLines(orders: Row[]): { rows: Count[]; total: Count } {
    const rows = bounds.map(() => ({ due: 0, joined: 0 }));
    const total = { due: 0, joined: 0 };
    for (const line of orders.flatMap((order) => order.lines as Row[])) {
        const days = (line.reason as Row).args.lasts_days;
        if (typeof days !== "number") continue;
        const kind = line.reason.code === "replenishment.joins" ? "joined" : "due";
        rows[bounds.findIndex((bound) => days <= bound)][kind]++;
        total[kind]++;
    }
    return { rows, total };
}

const share = (count: number, of: number): string =>
    `${count} (${of === 0 ? "0.0" : ((100 * count) / of).toFixed(1)} %)`;

export function table(orders: Row[]): string {
    const { rows, total } = countLines(orders);
    const all = total.due + total.joined;
    const name = (at: number): string =>
        bounds[at] === Infinity
            ? `over ${bounds[at - 1]}`
            : at === 0
              ? `up to ${bounds[0]}`
              : `${bounds[at - 1] + 1} to ${bounds[at]}`;
    const line = (label: string, count: Count): string =>
        `| ${label} | ${share(count.due, all)} | ${share(count.joined, all)} | ${share(count.due + count.joined, all)} |`;
    return [
        "| days left | due | joined | lines |",
        "|---|---|---|---|",
        ...rows.map((count, at) => line(name(at), count)),
        line("all", total),
    ].join("\n");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
    const [url = process.env.PLATEN_URL, email = process.env.PLATEN_EMAIL, password = process.env.PLATEN_PASSWORD] =
        process.argv.slice(2);
    if (!url || !email || !password) {
        console.error(
            "usage: node tools/demo/lines.ts URL EMAIL PASSWORD (of one who sees all orders, as the operator's administrator does)",
        );
        process.exit(2);
    }
    const api = new Api(url);
    await api.post("/session", { email, password });
    console.log(table(await api.all("/supply-orders")));
}
