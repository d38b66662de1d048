// The demo's comparison of shelves with what happened is a judge: it must be able to find fault.
import assert from "node:assert/strict";
import { test } from "node:test";
import { compareShelves, partsShownTwice, readSwaps } from "../../tools/demo/books.ts";
import type { Row } from "../../tools/demo/shapes.ts";

const swaps = readSwaps("E75 1 -\nE75 2 -\nE75 1 2026-03-10T18:00:00Z\nE75 1 2026-04-20T18:00:00Z\n");
const printer = (supplies: Row[]): Row => ({
    id: "p",
    manufacturer: "Brother",
    model: "MFC",
    serial_number: "E75",
    site_id: "s",
    contact_id: "c",
    discovered_at: "2026-03-01T00:00:00Z",
    supplies,
});
const toner: Row = { slot: "0", index: "1.1", description: "Black Toner Cartridge" };
const row = (slot: number, shelf: number): Row => ({
    printer_id: "p",
    supply_slot: slot,
    remaining_percent: 34.9,
    type: "toner",
    colorant: "black",
    description: "Black Toner",
    shelf,
});
const order = (slot: number, month: string): Row => ({
    state: "delivered",
    ordered_at: `2026-${month}-02T08:00:00Z`,
    updated_at: `2026-${month}-05T08:00:00Z`,
    shipments: [{ delivered_at: `2026-${month}-05T08:00:00Z` }],
    lines: [{ printer_id: "p", supply_slot: slot, quantity: 1 }],
});
const may = Date.parse("2026-05-30T00:00:00Z");

test("a part that is shown twice, or that the printer does not have, is found", () => {
    const of = (...supplies: Row[]): number => partsShownTwice([printer(supplies)], swaps).length;
    assert.equal(of(toner, { slot: "1", index: "1.2", description: "Drum" }), 0);
    assert.equal(of(toner, { slot: "1", index: "private.111", description: "Black Toner" }), 1);
    assert.equal(of(toner, toner), 1);
    assert.equal(of({ slot: "1", index: "1.7", description: "Phantom" }), 1);
});

test("delivered minus replaced is the shelf, and one cartridge more or less is found", () => {
    const orders = [order(0, "03"), order(0, "04"), order(0, "05")];
    const judge = (shelf: number): number[] => {
        const { wrong, behind } = compareShelves([printer([toner])], [row(0, shelf)], orders, swaps, may);
        return [wrong.length, behind.length];
    };
    assert.deepEqual([0, 1, 2, 3].map(judge), [
        [1, 0],
        [0, 0],
        [0, 1],
        [1, 0],
    ]);
});

test("a cartridge that has two books is found", () => {
    const orders = [order(0, "03"), order(0, "04"), order(0, "05"), order(1, "03"), order(1, "04"), order(1, "05")];
    const supplies = [toner, { slot: "1", index: "private.111", description: "Black Toner" }];
    assert.equal(compareShelves([printer(supplies)], [row(0, 1), row(1, 1)], orders, swaps, may).wrong.length, 1); // right is 4
});

test("what was put in before its delivery was told is taken from that delivery", () => {
    const orders = [order(0, "03")].map((one) => ({ ...one, shipments: [{ delivered_at: "2026-03-20T08:00:00Z" }] }));
    assert.deepEqual(
        compareShelves([printer([toner])], [row(0, 0)], orders, readSwaps("E75 1 2026-03-10T18:00:00Z"), may).wrong,
        [],
    );
});
