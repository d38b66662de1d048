// Fills an empty Platen the way its people would: setup link, organizations, sites, users by invitation,
// contacts, catalogue, agents with their one-time tokens. Everything through the HTTP API.
import { randomInt } from "node:crypto";
import { Api } from "./api.ts";
import { fillCatalogue } from "./catalogue.ts";
import { run } from "./programs.ts";
import type { Row } from "./shapes.ts";
import * as world from "./world.ts";

export type Account = { who: string; email: string; password: string };
export type Station = { organization: Row; site: Row; of: world.SiteOf; contact: Row; agent: Row; token: string };
export type Stage = { api: Api; operator: Row; accounts: Account[]; stations: Station[] };

// 18 characters without look-alikes; with a digit, an upper-case and a lower-case letter.
export function makePassword(): string {
    const letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    for (;;) {
        const text = Array.from({ length: 18 }, () => letters[randomInt(letters.length)]).join("");
        if (/[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text))
            return `${text.slice(0, 6)}-${text.slice(6, 12)}-${text.slice(12)}`;
    }
}

export const tokenIn = (text: string): string | undefined =>
    /(?:[?#&]token=|\/setup[/#])([A-Za-z0-9_.~-]{16,})/.exec(text)?.[1];

/** The token of a new invitation link for somebody who has not come yet. */
export type TokenFor = (email: string, organization: string) => Promise<string>;

/**
 * The server mails invitations to the person alone. Whoever runs it gets one by its command line: `platen` is the program,
 * `settings` the file that the server runs with.
 */
export function tokensBy(platen: string, settings: string): TokenFor {
    return async (email, organization) => {
        const link = await run(platen, [
            ...["user", "invite", "--config", settings],
            ...["--email", email, "--organization", organization],
        ]);
        const token = tokenIn(link);
        if (!token) throw new Error(`no invitation link for ${email}: ${link}`);
        return token;
    };
}

// Invites a person, who follows the one-time link and chooses a password.
async function invite(
    api: Api,
    tokenFor: TokenFor,
    organization: Row,
    person: world.Person,
    roles: string[],
    who: string,
    access: { child_organization_access?: boolean } = {},
): Promise<Account> {
    await api.post(
        "/users",
        {
            email: person.email,
            first_name: person.first_name,
            last_name: person.last_name,
            language: "en",
            time_zone: "Europe/Berlin",
            roles,
            ...access,
        },
        { as: organization.id },
    );
    const token = await tokenFor(person.email, organization.id);
    const password = makePassword();
    await new Api(api.base).post("/setup", { token, password });
    return { who, email: person.email, password };
}

// What the operator shares with a customer: a document in a folder, one that replaced an older one, and links.
async function shareWith(api: Api, organization: Row): Promise<void> {
    const share = (path: string, file: string, text: string, more: Record<string, string> = {}): Promise<Row> =>
        api.post(path, text, { as: organization.id, type: "text/plain", query: { file_name: file, ...more } });
    await share("/documents", "service-agreement.txt", `Service agreement with ${organization.name}\n`, {
        name: "Service agreement",
        folder: "Contracts",
        description: "What is included, and whom to call",
    });
    const guide = await share("/documents", "new-cartridge.txt", "How to put a new cartridge in\n", {
        name: "Putting a new cartridge in",
        folder: "Guides",
    });
    await share(
        `/documents/${guide.id}/versions`,
        "new-cartridge.txt",
        "How to put a new cartridge in, and where the old one goes\n",
    );
    for (const [position, title, url, description] of [
        [1, "Recycling of cartridges", "https://recycling.example/", "Free boxes, fetched at your door"],
        [2, "Paper shop", "https://paper.example/", "Paper and labels"],
    ])
        await api.post("/external-links", { position, title, url, description }, { as: organization.id });
}

export async function setUp(
    base: string,
    setupToken: string,
    tokenFor: TokenFor,
    models: string,
    snmpPort: number,
    say: (text: string) => void,
): Promise<Stage> {
    const api = new Api(base);
    const own = world.operator;
    const password = makePassword();
    await api.post("/setup", {
        token: setupToken,
        password,
        email: own.email,
        first_name: own.first_name,
        last_name: own.last_name,
        organization_name: world.operatorName,
    });
    const accounts: Account[] = [{ who: world.who.operator, email: own.email, password }];
    const session = await api.get("/session");
    const operator = session.organization as Row;
    say(`the setup link made ${own.email} the operator's administrator`);

    const partner = await api.post("/organizations", { name: world.parent.name, parent_id: operator.id });
    accounts.push(await invite(api, tokenFor, operator, world.warehouse, ["warehouse"], world.who.warehouse));
    accounts.push(
        await invite(
            api,
            tokenFor,
            operator,
            world.specialist,
            ["customer_operations_specialist"],
            world.who.specialist,
        ),
    );
    accounts.push(
        await invite(
            api,
            tokenFor,
            partner,
            world.parent.administrator,
            ["administrator", "fleet_manager"],
            world.who.partner,
            {
                child_organization_access: true,
            },
        ),
    );
    say(`${await fillCatalogue(api, models)} catalogue items for the models of the fleet`);

    const stations: Station[] = [];
    for (const child of world.children) {
        const organization = await api.post(
            "/organizations",
            { name: child.name, parent_id: partner.id },
            { as: partner.id },
        );
        accounts.push(
            await invite(
                api,
                tokenFor,
                organization,
                child.administrator,
                ["administrator", "fleet_manager"],
                child.name,
            ),
        );
        await shareWith(api, organization);
        for (const of of child.sites) {
            const site = await api.post(
                "/sites",
                { name: of.name, address: world.address(of) },
                { as: organization.id },
            );
            const person = of.contact;
            const contact = await api.post(
                "/contacts",
                {
                    first_name: person.first_name,
                    last_name: person.last_name,
                    company: child.name,
                    email: person.email,
                    phone: { country_code: person.country_code, number: person.number, extension: "" },
                    address: world.address(of),
                    // Mails come in the reader's language; null leaves it to the organization.
                    language: ["DE", "CH"].includes(of.country) ? "de" : null,
                },
                { as: organization.id },
            );
            const agent = await api.post(
                "/agents",
                {
                    site_id: site.id,
                    name: `${of.name} agent`,
                    search: {
                        include: [`127.20.${of.subnet}.1-127.20.${of.subnet}.60:${snmpPort}`],
                        exclude: [],
                        communities: ["public"],
                        v3_users: [],
                        discovery_interval_seconds: 4 * 3600,
                        polling_interval_seconds: 86_400,
                    },
                },
                { as: organization.id },
            );
            stations.push({ organization, site, of, contact, agent, token: agent.enrollment_token });
        }
        say(`${child.name}: ${child.sites.map((site) => site.name).join(", ")}`);
    }
    // These organizations have started: their home pages show what goes on.
    for (const { id } of [operator, partner, ...stations.map((station) => station.organization)])
        await api.put("/first-start", { shown: false }, { as: id });
    return { api, operator, accounts, stations };
}

// The operator lists these models as ones that take part by the fleet agent (ASR-2).
async function listModels(api: Api, printers: Row[]): Promise<void> {
    const said = new Map(printers.map((one) => [`${one.manufacturer} ${one.model}`, one]));
    const takes = { fleet_agent: true, native_agent: false, note: "", allowed_kinds: ["original"] };
    for (const { manufacturer, model } of said.values()) {
        const find = async (): Promise<Row | undefined> => {
            const known: Row[] = await api.all("/catalog-models", { query: { search: model } });
            return known.find((one) => one.model === model && one.manufacturer === manufacturer) ?? known[0];
        };
        let entry = await find();
        if (!entry) {
            try {
                await api.post("/catalog-models", { manufacturer, model, ...takes });
                continue;
            } catch (error) {
                // The server lists what it finds, too, and was faster.
                if (!String(error).includes("catalog_model_taken")) throw error;
                entry = await find();
            }
        }
        if (entry && !entry.fleet_agent)
            await api.put(`/catalog-models/${entry.id}`, takes, { version: entry.version });
    }
}

// Every printer of a site sends its supplies to the site's contact, and takes part in replenishment.
export async function assignContacts(stage: Stage): Promise<number> {
    let assigned = 0;
    for (const { organization, site, contact } of stage.stations) {
        const printers = await stage.api.all("/printers", { as: organization.id, query: { site_id: site.id } });
        const others = printers.filter((printer) => printer.contact_id !== contact.id);
        const ids = others.map((printer) => printer.id);
        if (ids.length === 0) continue;
        await stage.api.post(
            "/printers/contract-changes",
            { printer_ids: ids, under_contract: true },
            { as: organization.id },
        );
        await stage.api.post(
            "/printers/contact-assignments",
            { printer_ids: ids, contact_id: contact.id },
            { as: organization.id },
        );
        await listModels(stage.api, others);
        await stage.api.post(
            "/replenishment/enrollments",
            { printer_ids: ids, email: contact.email },
            { as: organization.id },
        );
        assigned += ids.length;
    }
    return assigned;
}

// How often agents search and read, in hours of business time.
export async function setIntervals(stage: Stage, discovery: number, polling: number): Promise<void> {
    for (const station of stage.stations) {
        const agent = await stage.api.get(`/agents/${station.agent.id}`);
        const { include, exclude } = agent.search as Row;
        const search = {
            include,
            exclude,
            discovery_interval_seconds: discovery * 3600,
            polling_interval_seconds: polling * 3600,
        };
        await stage.api.put(
            `/agents/${agent.id}`,
            { name: agent.name, site_id: agent.site_id, search },
            { version: agent.version },
        );
    }
}
