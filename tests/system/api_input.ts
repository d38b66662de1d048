// Input for the API, made from its document: seeded, so that a failure can be seen again.
import type { Row } from "../../tools/demo/shapes.ts";

export type Schema = Row;

// mulberry32: 2^32 numbers from a seed, the same on every machine.
export function randomFrom(seed: number): () => number {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
}

// What the rules ask of a text beyond its schema: a value that they take, by the field's name.
const meant: Record<string, (random: () => number) => string> = {
    email: (random) => `p${Math.floor(random() * 1e9)}@people.example`,
    contact_email: () => "help@people.example",
    service_desk_email: () => "desk@people.example",
    country: () => "NO",
    country_code: () => "47",
    language: (random) => ["de", "en", "fr", "it", "nb", "sv"][Math.floor(random() * 6)] ?? "en",
    time_zone: () => "Europe/Oslo",
    currency: () => "EUR",
    approve_currency: () => "EUR",
    url: () => "https://hooks.people.example/platen",
    issuer: () => "https://sign-in.people.example",
    password: () => "Kran-Boje-42-Leuchtturm",
    new_password: () => "Kran-Boje-43-Leuchtturm",
    minimum_agent_version: () => "1.0.0",
    supply_type: () => "toner",
    colorant: () => "black",
    query: () => "sort=-model",
    filters: () => "sort=-model",
    file_name: () => "file.csv",
    include: () => "10.0.0.1-10.0.0.9",
    exclude: () => "10.0.0.7",
    community: () => "public",
    auth_secret: () => "Leuchtturm-42",
    priv_secret: () => "Leuchtturm-43",
    // The first address of AlertRuleInput.addresses and the like; an object where the API means a postal one.
    address: () => "night@people.example",
    recipient: () => "eva@operator.example",
    assignee: () => "eva@operator.example",
    excluded_kind: () => "toner",
    meter: () => "life",
    role: () => "warehouse",
    current_password: () => "Kran-Boje-42-Leuchtturm",
};
const words = ["Toner", "Ærø", "Müller & Søn", "O'Brien", "日本語", 'a"b<c>', "Nord", "=1+1", "Étage 2"];
const number = "0123456789";

// What there is in the running server, by the name under which the API speaks of it: printer_id -> ids.
export class Known {
    readonly #ids = new Map<string, string[]>();

    add(name: string, id: string): void {
        const ids = this.#ids.get(name) ?? [];
        if (!ids.includes(id) && ids.length < 40) ids.push(id);
        this.#ids.set(name, ids);
    }
    // Every id in an answer under the name of its field.
    learn(value: unknown): void {
        if (Array.isArray(value)) value.forEach((one) => this.learn(one));
        else if (value !== null && typeof value === "object")
            for (const [name, inner] of Object.entries(value)) {
                if (/_id$/.test(name) && typeof inner === "string" && /^[0-9a-f-]{36}$/.test(inner))
                    this.add(name, inner);
                else this.learn(inner);
            }
    }
    any(name: string, random: () => number): string | undefined {
        const ids = this.#ids.get(name) ?? [];
        return ids[Math.floor(random() * ids.length)];
    }
}

export const nobody = "01890000-0000-7000-8000-000000000000";

const singular = (name: string): string =>
    name
        .replace(/ies$/, "y")
        .replace(/sses$/, "ss")
        .replace(/([^s])s$/, "$1");

export class Maker {
    readonly #schemas: Record<string, Schema>;
    readonly #known: Known;
    readonly random: () => number;

    constructor(document: Row, known: Known, seed: number) {
        this.#schemas = document.components.schemas;
        this.#known = known;
        this.random = randomFrom(seed);
    }

    resolve(schema: Schema): Schema {
        const name = schema.$ref?.match(/schemas\/(.*)$/)?.[1];
        return name ? { ...this.#schemas[name] } : schema;
    }
    #one<T>(list: readonly T[]): T {
        return list[Math.floor(this.random() * list.length)];
    }
    #between(low: number, high: number): number {
        return low + Math.floor(this.random() * (high - low + 1));
    }

    // A value that the schema takes. `full`: what may be absent is there, too, else it is left out; "half": some of it.
    valid(given: Schema, full: boolean | "half", name = "", depth = 0): unknown {
        const schema = this.resolve(given);
        if (schema.anyOf) {
            const kinds = schema.anyOf as Schema[];
            return this.valid(full === true ? kinds[0] : this.#one(kinds), full, name, depth);
        }
        const known = meant[name];
        if (schema.enum) {
            const wanted = known?.(this.random);
            return schema.enum.includes(wanted) ? wanted : this.#one(schema.enum as unknown[]);
        }
        const types: string[] = [schema.type ?? "object"].flat();
        const type = types.includes("null") && full !== true && this.random() < 0.5 ? "null" : types[0];
        switch (type) {
            case "null":
                return null;
            case "boolean":
                // Whoever asks for a second factor here shuts out everybody who has none.
                return name === "understood" || (name !== "require_second_factor" && this.random() < 0.5);
            case "integer":
            case "number": {
                const there = this.#known.any(name, this.random);
                if (there !== undefined) return Number(there);
                const low = schema.minimum ?? 0;
                const high = schema.maximum ?? low + 5;
                // Often at the edges.
                const at = this.random();
                if (at < 0.15) return low;
                if (at < 0.3) return high;
                return this.#between(low, Math.min(high, low + 100));
            }
            case "string":
                return this.#text(schema, name);
            case "array": {
                const least = schema.minItems ?? 0;
                const most = Math.min(schema.maxItems ?? 3, Math.max(least, depth > 3 ? 1 : 3));
                const values = Array.from({ length: this.#between(least || 1, Math.max(most, 1)) }, () =>
                    this.valid(schema.items ?? {}, full, singular(name), depth + 1),
                );
                return schema.items?.enum ? [...new Set(values)] : values;
            }
            default: {
                const value: Row = {};
                const required: string[] = schema.required ?? [];
                for (const [key, property] of Object.entries((schema.properties ?? {}) as Record<string, Schema>))
                    if (required.includes(key) || full === true || (full && this.random() < 0.5))
                        value[key] = this.valid(property, full, key, depth + 1);
                return value;
            }
        }
    }
    #text(schema: Schema, name: string): string {
        const now = Date.now();
        if (schema.format === "uuid") return this.#known.any(name, this.random) ?? nobody;
        if (schema.format === "date-time")
            return new Date(now + this.#between(name === "expires_at" ? 2 : -20, 20) * 86_400_000).toISOString();
        if (schema.format === "date")
            return new Date(now + this.#between(-20, 40) * 86_400_000).toISOString().slice(0, 10);
        const known = meant[name]?.(this.random) ?? this.#known.any(name, this.random);
        if (known !== undefined) return known;
        const most: number = schema.maxLength ?? 60;
        if (schema.pattern)
            return Array.from({ length: this.#between(0, Math.min(most, 8)) }, () => this.#one([...number])).join("");
        const least: number = schema.minLength ?? 0;
        if (this.random() < 0.1 && most < 5000) return "x".repeat(most);
        if (least === 0 && this.random() < 0.2) return "";
        const text = `${this.#one(words)} ${this.#between(1, 1e6)}`;
        return [...text].slice(0, most).join("") || "x";
    }

    // The same value with one thing wrong with it, and what that is.
    broken(given: Schema, value: unknown): { value: unknown; how: string } {
        const schema = this.resolve(given);
        const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
        const copy: Row = { ...(value as Row) };
        if (properties.length === 0) return { value: this.#one([[], 7, "text", null]), how: "no object" };
        const [key, property] = this.#one(properties);
        const inner = this.resolve(property);
        const types: string[] = [inner.type ?? (inner.anyOf ? "any" : "object")].flat();
        const ways: [string, unknown][] = [
            ["another type", types.includes("string") ? 7 : "seven"],
            ["an object", { a: 1 }],
            ["a list of lists", [[[]]]],
            ["null", null],
        ];
        if (types.includes("string")) {
            ways.push(["too long", "y".repeat((inner.maxLength ?? 4000) + 1)]);
            ways.push(["control characters", "a\u0000b\u001b"]);
            ways.push(["half a character", "\ud800"]);
            ways.push(["empty", ""]);
        }
        if (types.includes("integer") || types.includes("number"))
            for (const wrong of [-1, 2 ** 31, -(2 ** 53), 1.5, 1e300]) ways.push([`${wrong}`, wrong]);
        if (types.includes("array")) ways.push(["many", Array.from({ length: 1200 }, () => nobody)]);
        const at = this.random();
        if (at < 0.12) return { value: { ...copy, [`not_${key}`]: 1 }, how: `not_${key} besides` };
        if (at < 0.24) {
            delete copy[key];
            return { value: copy, how: `without ${key}` };
        }
        const [how, wrong] = this.#one(ways);
        return { value: { ...copy, [key]: wrong }, how: `${key}: ${how}` };
    }
}
