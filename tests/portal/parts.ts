// What the file of a feature, features/<name>.ts, brings to the tests of the whole portal. A feature that brings all of
// its own edits none of them.
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { APIRequestContext } from "../../web/node_modules/playwright-core/index.mjs";
import type { FormTools, Sender } from "./forms.ts";
import type { Form } from "./lostwork.ts";
import type { World } from "./world.ts";

export type Part = {
    tests: (world: () => World) => void;
    // The pages that are lists, by their path; what their filters can be comes from the list's own definition.
    lists?: Record<string, { sorts: readonly string[]; path: string }>;
    // Those of its lists of which only days that pass make a row: they may be empty.
    slow?: string[];
    // Rows for those of its lists that are empty in the demo, made by the operator in an organization.
    furnish?: (request: APIRequestContext, organization: string) => Promise<void>;
    // Where a page about one thing finds it: the collection of the API, by the name of the parameter.
    parameters?: Record<string, string>;
    // Buttons and links that begin something new, and what the server asks for it.
    starts?: Record<string, string>;
    // The forms and the questions of each source below web/src, by the names under which `send` sends them.
    forms?: Record<string, string[]>;
    // Sends them all, for everybody who may call `operation`.
    // `everywhere`: what it sends differs by role and place.
    send?: { operation: string; everywhere?: true; work: (sender: Sender, tools: FormTools) => Promise<void> };
    // Calls that change something and are no form: a click, with what the click sends.
    clicks?: string[];
    // What is typed into its forms must not be lost.
    drafts?: Form[];
};

const folder = join(dirname(fileURLToPath(import.meta.url)), "features");
const names = readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .sort();

export const parts: Record<string, Part> = Object.fromEntries(
    await Promise.all(
        names.map(async (name): Promise<[string, Part]> => {
            const { part } = (await import(join(folder, name))) as { part?: Part };
            if (!part) throw new Error(`tests/portal/features/${name} exports no part`);
            return [name.replace(/\.ts$/, ""), part];
        }),
    ),
);

// One record of those that all parts bring.
export const together = <V>(of: (part: Part) => Record<string, V> | undefined): Record<string, V> =>
    Object.assign({}, ...Object.values(parts).map((part) => of(part) ?? {})) as Record<string, V>;
