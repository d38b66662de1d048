// The items that the demo's operator sells: what the simulator's printer models take, by part number.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Api } from "./api.ts";
import type { Row } from "./shapes.ts";

// ASR-1: toner, waste toner containers and ink are replenished; the rest is ordered by hand.
const replenished = ["toner", "toner_cartridge", "ink", "ink_cartridge", "waste_toner", "waste_ink"];

// "Black Toner, PN {part};SN{cartridge}": what a catalogue calls it ends where the numbers begin.
const nameOf = (description: string): string =>
    description
        .split("\u0000")[0]
        .split(/;|[, ]+(?:PN|SN|S\/N)\b|\{/)[0]
        .trim();

export function itemsOf(models: string): Row[] {
    const items = new Map<string, Row>();
    for (const file of readdirSync(models)
        .filter((name) => name.endsWith(".json"))
        .sort()) {
        const model = JSON.parse(readFileSync(join(models, file), "utf8")) as Row;
        for (const supply of model.supplies as Row[]) {
            if (!supply.part_number || !replenished.includes(supply.type)) continue;
            const item = items.get(supply.part_number) ?? {
                part_number: supply.part_number,
                manufacturer: model.manufacturer,
                name: nameOf(String(supply.description)) || supply.part_number,
                supply_type: supply.type,
                colorant: supply.colorant ?? "",
                yield_pages: supply.yield_pages ?? 0,
                active: true,
                models: [],
            };
            const fits = { manufacturer: model.manufacturer, model: model.model };
            if (!item.models.some((one: Row) => one.model === fits.model)) item.models.push(fits);
            items.set(supply.part_number, item);
        }
    }
    return [...items.values()];
}

export async function fillCatalogue(api: Api, models: string): Promise<number> {
    const items = itemsOf(models);
    for (const item of items) await api.post("/catalog-items", item);
    return items.length;
}
