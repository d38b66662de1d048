// A customer of its own for a test of MPS Express: printers in the states that the test needs, by what an agent delivers.
import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { type APIRequestContext } from "../../web/node_modules/playwright-core/index.mjs";
import { ask, invited, made, password, type Row, signedIn, type Tier } from "./people.ts";
import { unique, type Account, type World } from "./world.ts";

export type Customer = { id: string; name: string; parent: string; printers: Record<string, string> };

// What the test calls a printer: `model` as in the programme, no number of pages where it is null.
export type Machine = { name: string; model?: string; pages?: number | null; serial?: boolean; agent?: "old" };

export const maximum = 300_000;
export const model = "MX910de";
export const unsupported = "T640";
const address = {
    street1: "Lagerweg 1",
    street2: "",
    street3: "",
    building: "",
    floor: "",
    room: "",
    city: "Kiel",
    state: "",
    postal_code: "24103",
    country: "DE",
};

// As the operator's administrator, until `work` is done.
export async function asOperator<T>(world: World, work: (operator: APIRequestContext) => Promise<T>): Promise<T> {
    const operator = await signedIn(world, world.operator);
    try {
        return await work(operator);
    } finally {
        await operator.dispose();
    }
}

let serial = Math.floor(Date.now() / 1000) % 10_000_000;

async function deliver(
    world: World,
    customer: string,
    agent: Row,
    version: string,
    machines: Machine[],
): Promise<void> {
    const { key } = await enroll(world, agent, version);
    await deliverWith(world, customer, key, machines);
}

// As an agent that is enrolled already.
export async function deliverWith(world: World, customer: string, key: string, machines: Machine[]): Promise<void> {
    const readings = machines.map((machine, index) => ({
        seq: index + 1,
        observed_at: new Date(Date.now() - 60_000).toISOString(),
        reading: {
            address: `10.77.${(serial >> 8) % 256}.${index + 1}`,
            port: 161,
            is_printer: true,
            manufacturer: "Lexmark",
            model: machine.model ?? model,
            serial_number: machine.serial === false ? "" : `76${String((serial += 1)).padStart(8, "0")}M`,
            system_name: machine.name,
            status: "ok",
            detected_errors: [],
            alerts: [],
            meters:
                machine.pages === null ? [] : [{ kind: "life", value: machine.pages ?? 12_000, unit: "impressions" }],
            supplies: [
                {
                    index: "1.1",
                    type: "toner_cartridge",
                    class: "consumed",
                    colorant: "black",
                    description: "Black cartridge",
                    unit: "percent",
                    max_capacity_raw: 100,
                    level_raw: 80,
                    level_state: "amount",
                    remaining_percent: 80,
                },
            ],
            inputs: [],
            features: [],
            problems: [],
        },
    }));
    const answer = await fetch(`${world.base}/api/v1/agent/readings`, {
        method: "POST",
        headers: {
            authorization: `Bearer ${key}`,
            "content-type": "application/json",
            "content-encoding": "gzip",
            "idempotency-key": crypto.randomUUID(),
        },
        body: gzipSync(JSON.stringify({ boot_epoch: 1, readings, thinned: [] })),
    });
    assert.ok(answer.ok, `${customer}: ${answer.status} ${await answer.text()}`);
}

export async function enroll(world: World, agent: Row, version: string): Promise<Row> {
    const answer = await fetch(`${world.base}/api/v1/agent/enroll`, {
        method: "POST",
        headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
        body: JSON.stringify({ token: agent.enrollment_token, host_name: "pc", version }),
    });
    assert.ok(answer.ok, `${answer.status}`);
    return (await answer.json()) as Row;
}

export async function partnerOf(operator: APIRequestContext): Promise<string> {
    const { items } = (await ask(operator, "GET", "/organizations?limit=200")).body;
    const partner = items.find((one: Row) => one.tier === "parent" && one.name === "Fjordprint Partner");
    return (partner ?? items.find((one: Row) => one.tier === "parent")).id;
}

// A new customer of the demo's partner with these printers.
export async function newCustomer(world: World, word: string, machines: Machine[]): Promise<Customer> {
    return asOperator(world, async (operator) => {
        const parent = await partnerOf(operator);
        const name = unique(word);
        const { id } = await made(operator, `/organizations?organization_id=${parent}`, { name, parent_id: parent });
        const as = `?organization_id=${id}`;
        const site = await made(operator, `/sites${as}`, { name: "Kiel", address });
        const search = {
            include: [],
            exclude: [],
            communities: [],
            v3_users: [],
            discovery_interval_seconds: 86_400,
            polling_interval_seconds: 3600,
        };
        for (const [which, version] of [
            ["new", "2.1.0"],
            ["old", "1.0.0"],
        ] as const) {
            const those = machines.filter(({ agent }) => (agent ?? "new") === which);
            if (those.length === 0) continue;
            const agent = await made(operator, `/agents${as}`, { site_id: site.id, name: `Agent ${which}`, search });
            await deliver(world, name, agent, version, those);
        }
        const { items } = (await ask(operator, "GET", `/printers${as}&limit=200`)).body;
        const printers = Object.fromEntries(items.map((one: Row) => [one.host_name, one.id]));
        for (const machine of machines) assert.ok(printers[machine.name], `${name} has ${machine.name}`);
        return { id, name, parent, printers };
    });
}

export const entitle = (request: APIRequestContext, organization: string, as: string): Promise<Row> =>
    ask(request, "PUT", `/organizations/${organization}/entitlements/mps-express?organization_id=${as}`, {
        understood: true,
    });

// What the operator says of the programme: the model of the tests, terms, no minimum version but the one given.
export async function programme(world: World, minimum_agent_version = ""): Promise<void> {
    await asOperator(world, async (operator) => {
        // One that it takes and one that it knows: an unknown one fails its registration (PRN-6).
        for (const [name, supported] of [
            [model, true],
            [unsupported, false],
        ] as const) {
            const known = (await ask(operator, "GET", `/mps-express/models?search=${name}`)).body.items;
            if (known.length > 0) continue;
            await made(operator, "/mps-express/models", {
                manufacturer: "Lexmark",
                model: name,
                supported,
                maximum_lifetime_pages: maximum,
            });
        }
        const { body, etag } = await ask(operator, "GET", "/mps-express/programme");
        if (body.terms_version === 0) await publish(operator, "Printers are looked after with care.");
        if (body.minimum_agent_version === minimum_agent_version) return;
        const { status } = await ask(
            operator,
            "PUT",
            "/mps-express/programme",
            { minimum_agent_version },
            {
                "If-Match": etag,
            },
        );
        assert.equal(status, 200);
    });
}

export const publish = (operator: APIRequestContext, text: string): Promise<Row> =>
    made(operator, "/mps-express/terms", {
        texts: [
            { language: "en", text },
            { language: "de", text: `${text} (Deutsch)` },
        ],
    });

export async function contact(request: APIRequestContext, organization: string, last_name: string): Promise<string> {
    const { id } = await made(request, `/contacts?organization_id=${organization}`, {
        first_name: "Ida",
        last_name,
        company: "Hafen",
        email: "",
        phone: { country_code: "", number: "", extension: "" },
        address,
    });
    return id;
}

// Everything that is needed: entitled, and every printer but `without` has a contact.
export async function ready(world: World, customer: Customer, without: string[] = []): Promise<void> {
    await asOperator(world, async (operator) => {
        assert.equal((await entitle(operator, customer.id, customer.id)).status, 200);
        const contact_id = await contact(operator, customer.id, unique("Lund"));
        const printer_ids = Object.entries(customer.printers).flatMap(([name, id]) =>
            without.includes(name) ? [] : [id],
        );
        await made(operator, `/printers/contact-assignments?organization_id=${customer.id}`, {
            printer_ids,
            contact_id,
        });
    });
}

// Adds printers by the API, as the operator's administrator; their memberships in the same order.
export async function enrolled(world: World, customer: Customer, names: string[]): Promise<string[]> {
    return asOperator(world, async (operator) => {
        const as = `?organization_id=${customer.id}`;
        const { terms_version } = (await ask(operator, "GET", "/mps-express/programme")).body;
        await made(operator, `/mps-express/terms/acceptances${as}`, { terms_version });
        const result = await made(operator, `/mps-express/enrollments${as}`, {
            printer_ids: names.map((name) => customer.printers[name]),
            terms_version,
        });
        assert.equal(result.refused_count, 0, JSON.stringify(result));
        const { items } = (await ask(operator, "GET", `/mps-express/memberships${as}&limit=200`)).body;
        return names.map((name) => items.find((one: Row) => one.printer_id === customer.printers[name]).id);
    });
}

// Somebody who can sign in with a role in an organization; null where there is no such role.
export async function person(world: World, tier: Tier, home: string, role: string): Promise<Account | null> {
    return asOperator(world, async (operator) => {
        const who = await invited(world, operator, tier, home, [role]);
        return who && { email: who.email, password };
    });
}
