// MPS Express as the demo shows it: the operator opens the programme, the partner entitles customers, a customer adds
// printers, the operator decides. One customer has printers in each of the nine states of eligibility.
import { Api } from "./api.ts";
import { type Stage } from "./setup.ts";
import { day, type Row } from "./shapes.ts";
import * as world from "./world.ts";

const base = "/mps-express";

export const states = [
    "already_managed",
    "management_pending",
    "registration_failed",
    "unsupported_model",
    "lifetime_pages_exceeded",
    "lifetime_pages_missing",
    "contact_missing",
    "agent_outdated",
    "eligible",
] as const;

// Printers that a forgotten old agent of an annex told of: what keeps a printer out is not left to chance.
type Odd = { serial: string; maker: string; model: string; life?: number; contact: boolean };
const annex: Odd[] = [
    { serial: "", maker: "Lexmark", model: "MS521", life: 41_200, contact: true },
    { serial: "99J2104417", maker: "Zebra", model: "ZT411", life: 18_300, contact: true },
    { serial: "S4514729LT0X2", maker: "Lexmark", model: "MX622", life: 1_310_400, contact: true },
    { serial: "U64180A7N2", maker: "Brother", model: "MFC-L2710DW", contact: true },
    { serial: "70156PHH4C", maker: "Lexmark", model: "MS521", life: 9_730, contact: false },
    { serial: "70156PHH51", maker: "Lexmark", model: "MS521", life: 77_600, contact: true },
    { serial: "S4514729LT0ZK", maker: "Lexmark", model: "MX622", life: 202_900, contact: true },
];
const oldVersion = "0.0.9";
const mostPages = 1_000_000;

const terms = {
    en: `1. Supplies. The provider sends supplies for the printers in this programme to the delivery contact of each printer before they run out.
2. Readings. The customer lets the agent read supplies and meters of these printers and keeps the agent up to date.
3. Use. Supplies are used in the printer that they were sent for.
4. Term. A printer stays in the programme until the provider takes it out; the customer cannot undo this step.`,
    de: `1. Verbrauchsmaterial. Der Anbieter schickt Verbrauchsmaterial für die Drucker in diesem Programm an den Lieferkontakt jedes Druckers, bevor es zur Neige geht.
2. Messwerte. Der Kunde lässt den Agenten Füllstände und Zähler dieser Drucker lesen und hält den Agenten aktuell.
3. Verwendung. Verbrauchsmaterial wird in dem Drucker verwendet, für den es geschickt wurde.
4. Dauer. Ein Drucker bleibt im Programm, bis der Anbieter ihn herausnimmt; der Kunde kann diesen Schritt nicht rückgängig machen.`,
};

export async function signedIn(stage: Stage, who: string): Promise<Api> {
    const account = stage.accounts.find((one) => one.who === who);
    if (!account) throw new Error(`nobody is ${who}`);
    const api = new Api(stage.api.base);
    await api.post("/session", { email: account.email, password: account.password });
    return api;
}

// What the programme asks: the agents' present version, and of each model of the fleet.
async function open({ api }: Stage, version: string): Promise<void> {
    const programme = await api.get(`${base}/programme`);
    await api.put(`${base}/programme`, { minimum_agent_version: version }, { version: programme.version });
    await api.post(`${base}/terms`, {
        texts: Object.entries(terms).map(([language, text]) => ({ language, text })),
    });
    const models = new Map<string, Row>();
    for (const printer of [
        ...(await api.all("/printers")),
        ...annex.map(({ maker, model }): Row => ({ manufacturer: maker, model })),
    ])
        models.set(`${printer.manufacturer} ${printer.model}`, printer);
    for (const { manufacturer, model } of models.values())
        await api
            .post(`${base}/models`, {
                manufacturer,
                model,
                // Printers of labels take no supplies that are sent.
                supported: manufacturer !== "Zebra",
                maximum_lifetime_pages: mostPages,
            })
            .catch((problem: Error) => {
                // Printers call one model by several names ("MS521", "Lexmark MS521").
                if (!problem.message.includes("mps_model_taken")) throw problem;
            });
}

const reading = ({ serial, maker, model, life }: Odd, index: number): Row => ({
    address: `10.77.9.${index + 10}`,
    port: 161,
    is_printer: true,
    manufacturer: maker,
    model,
    serial_number: serial,
    hardware_address: `00:04:00:9c:41:${(index + 16).toString(16)}`,
    status: "ok",
    detected_errors: [],
    alerts: [],
    meters: life === undefined ? [] : [{ kind: "life", value: life, unit: "impressions" }],
    supplies: [],
    inputs: [],
    features: [],
    problems: [],
});

// An agent that nobody brought up to date, and what it told before it fell silent.
async function forget(stage: Stage, now: number): Promise<void> {
    const { organization, contact } = stage.stations[1];
    const as = organization.id;
    const site = await stage.api.post(
        "/sites",
        { name: "Leipzig annex", address: world.address(stage.stations[1].of) },
        { as },
    );
    const agent = await stage.api.post(
        "/agents",
        {
            site_id: site.id,
            name: "Leipzig annex agent",
            search: {
                include: ["10.77.9.10-10.77.9.30"],
                exclude: [],
                communities: ["public"],
                v3_users: [],
                discovery_interval_seconds: 86_400,
                polling_interval_seconds: 86_400,
            },
        },
        { as },
    );
    const told = new Api(stage.api.base);
    const { key } = await told.post("/agent/enroll", {
        token: agent.enrollment_token,
        host_name: "annex",
        version: oldVersion,
    });
    await told.post(
        "/agent/readings",
        {
            boot_epoch: 1,
            readings: annex.map((odd, index) => ({
                seq: index + 1,
                observed_at: new Date(now - 12 * day).toISOString(),
                reading: reading(odd, index),
            })),
            thinned: [],
        },
        { key },
    );
    const printers = await stage.api.all("/printers", { as, query: { site_id: site.id } });
    const without = new Set(annex.filter((odd) => !odd.contact).map(({ serial }) => serial));
    await stage.api.post(
        "/printers/contact-assignments",
        {
            printer_ids: printers.filter((one) => !without.has(one.serial_number)).map((one) => one.id),
            contact_id: contact.id,
        },
        { as },
    );
}

export const count = async (api: Api, as: string, printers?: Row[]): Promise<Record<string, number>> => {
    const { counts } = await api.post(
        `${base}/eligibility`,
        { printer_ids: printers ? printers.map(({ id }) => id) : null },
        { as },
    );
    return Object.fromEntries((counts as Row[]).map(({ state, count }) => [state, count]));
};

// As the person does it who is signed in: read the terms, accept them, add. Gives the memberships.
export async function add(api: Api, as: string, printers: Row[]): Promise<Row[]> {
    const shown = await api.get(`${base}/terms`, { as });
    await api.post(`${base}/terms/acceptances`, { terms_version: shown.terms_version }, { as });
    const chosen = new Set(printers.map(({ id }) => id));
    await api.post(`${base}/enrollments`, { printer_ids: [...chosen], terms_version: shown.terms_version }, { as });
    return (await api.all(`${base}/memberships`, { as, query: { state: "pending" } })).filter(({ printer_id }) =>
        chosen.has(printer_id),
    );
}

export const grant = (api: Api, organization: string, as: string): Promise<Row> =>
    api.put(`/organizations/${organization}/entitlements/mps-express`, { understood: true }, { as });

/** The first customer has everything, the second lacks delivery contacts, the third is not entitled. */
export async function joinProgramme(stage: Stage, now: number): Promise<string> {
    const version = String((await stage.api.get("/agents", { query: { limit: 1 } })).items[0].version_text);
    await open(stage, version);
    await forget(stage, now);
    const partner = await signedIn(stage, world.who.partner);
    const specialist = await signedIn(stage, world.who.specialist);
    const [hamburg, , amsterdam] = stage.stations;
    for (const { organization } of [hamburg, amsterdam])
        await grant(partner, organization.id, String(organization.parent_id));

    const printersOf = async (station: Row): Promise<Row[]> =>
        stage.api.all("/printers", { as: station.organization.id, query: { site_id: station.site.id } });
    const half = (await printersOf(amsterdam)).filter((_, index) => index % 2 === 0).map(({ id }) => id);
    await stage.api.post(
        "/printers/contact-assignments",
        { printer_ids: half, contact_id: null },
        { as: amsterdam.organization.id },
    );
    const customer = await signedIn(stage, world.children[0].name);
    const memberships = await add(customer, hamburg.organization.id, await printersOf(hamburg));
    const decided = Math.ceil(memberships.length / 2);
    const ids = memberships.map(({ id }) => id);
    await specialist.post(
        `${base}/memberships/confirmations`,
        { membership_ids: ids.slice(0, decided) },
        { as: hamburg.organization.id },
    );
    if (ids.length > decided + 1)
        await specialist.post(
            `${base}/memberships/rejections`,
            { membership_ids: ids.slice(-1), reason: "The printer is leased from somebody else." },
            { as: hamburg.organization.id },
        );
    const counts = await count(customer, hamburg.organization.id);
    const missing = states.filter((state) => !counts[state]);
    if (missing.length > 0) throw new Error(`no printer of ${hamburg.organization.name} is ${missing.join(", ")}`);
    return `${hamburg.organization.name}: ${states.map((state) => `${counts[state]} ${state}`).join(", ")}`;
}
