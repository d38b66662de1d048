// Every page as every role, in one's own and in another organization, with every action of every list: no call that is
// refused, no error page, nothing in the console. The pages come from the router, the lists from the portal's own
// definitions, the roles from the API's document: what is new there is walked, or fails here.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import {
    type APIRequestContext,
    type BrowserContext,
    type Page,
    type Response,
} from "../../web/node_modules/playwright-core/index.mjs";
import { agentsList } from "../../web/src/features/agents/agentsSearch.ts";
import { usersList } from "../../web/src/features/users/usersSearch.ts";
import { organizationsList, sitesList } from "../../web/src/features/organizations/organizationsSearch.ts";
import { printersList, printerTabs } from "../../web/src/features/printers/printersSearch.ts";
import { replenishmentList } from "../../web/src/features/replenishment/replenishmentSearch.ts";
import { tasksList } from "../../web/src/features/tasks/tasksSearch.ts";
import { ask, type Cast, gather, made, mayCall, operations, type Person, signedIn } from "./people.ts";
import { parts, together } from "./parts.ts";
import { savingData, type World } from "./world.ts";

type Acting = { organization: string; home: boolean };
type Walker = { person: Person; page: Page; context: BrowserContext; found: string[]; asked: Set<string> };

// The page of each list, and the values that its filters can have beside those that the page itself offers.
const lists: Record<string, { sorts: readonly string[]; path: string }> = {
    "/printers": printersList,
    "/replenishment": replenishmentList,
    "/agents": agentsList,
    "/tasks": tasksList,
    "/organizations": organizationsList,
    "/sites": sitesList,
    "/users": usersList,
    ...together((part) => part.lists),
};

// Where a page about one thing finds it: the list that has it.
export const parameters: Record<string, string> = {
    printerId: "printers",
    orderId: "supply-orders",
    agentId: "agents",
    taskId: "tasks",
    ...together((part) => part.parameters),
};
export const further: Record<string, string[]> = {
    "/printers": ["view=managed", "view=deregistered"],
    "/printers/$printerId": printerTabs.map((tab) => `tab=${tab}`),
};

// Buttons and links that begin something new, and what the server asks for it.
const starts: Record<string, string> = {
    "New agent": "createAgent",
    "New native agent": "createAgent",
    "New site": "createSite",
    "Invite user": "createUser",
    "New organization": "createOrganization",
    ...together((part) => part.starts),
};

const open = async (world: World, person: Person): Promise<Walker> => {
    const context = await world.browser.newContext({
        baseURL: world.base,
        viewport: { width: 1440, height: 900 },
        locale: "en",
        timezoneId: "Europe/Berlin",
        reducedMotion: "reduce",
        storageState: person.state,
    });
    await savingData(context);
    await context.addInitScript(() => localStorage.setItem("platen.preferences", JSON.stringify({ language: "en" })));
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const walker: Walker = { person, page, context, found: [], asked: new Set() };
    page.on("pageerror", (error) => walker.found.push(`${here(page)}: ${error.message}`));
    page.on("console", (message) => {
        if (message.type() === "error" && !/Failed to load resource/.test(message.text()))
            walker.found.push(`${here(page)}: console: ${message.text()}`);
    });
    page.on("response", (response: Response) => {
        const url = new URL(response.url());
        if (!url.pathname.startsWith("/api/")) return;
        if (response.request().method() === "GET") walker.asked.add(url.pathname + url.search);
        if (response.status() < 400) return;
        const stale = /(?:cursor=stale)/.test(url.search);
        if (!stale)
            walker.found.push(
                `${here(page)}: ${response.status()} ${response.request().method()} ${url.pathname}${url.search}`,
            );
    });
    return walker;
};

const here = (page: Page): string => {
    const url = new URL(page.url());
    return url.pathname + url.search;
};

// Within the page, as a click on a link does it: a reload for each would take minutes.
async function go(walker: Walker, href: string): Promise<void> {
    await walker.page.evaluate((to) => (globalThis as any).__TSR_ROUTER__.navigate({ href: to }), href);
    await rest(walker);
}

async function rest({ page }: Walker): Promise<void> {
    await page.waitForFunction(
        () => {
            const { state } = (globalThis as any).__TSR_ROUTER__;
            return (
                state.status === "idle" &&
                state.resolvedLocation?.href === state.location.href &&
                document.querySelector("h1, main [role=alert] h2") &&
                !document.querySelector("[aria-busy='true']")
            );
        },
        undefined,
        { polling: 20 },
    );
}

async function check(walker: Walker): Promise<void> {
    for (const text of await walker.page.locator("main [role=alert]").allInnerTexts())
        walker.found.push(`${here(walker.page)}: ${text.replace(/\s+/g, " ")}`);
}

const isRefused = (walker: Walker): Promise<boolean> => walker.page.locator("main [data-page='forbidden']").isVisible();

// What a page says and offers, read at once: thousands of pages are walked.
const survey = (page: Page): Promise<{ refused: boolean; said: string[]; offered: string[] }> =>
    page.evaluate(() => {
        const main = document.querySelector("main");
        const texts = (selector: string): string[] =>
            [...(main?.querySelectorAll(selector) ?? [])].map((element) =>
                (element.textContent ?? "").replace(/\s+/g, " ").trim(),
            );
        return {
            refused: Boolean(main?.querySelector("[data-page='forbidden']")),
            said: texts("[role=alert]"),
            offered: texts("button, a"),
        };
    });

const at = (path: string, acting: Acting, ...more: string[]): string => {
    const query = [...(acting.home ? [] : [`org=${acting.organization}`]), ...more].filter(Boolean).join("&");
    return query === "" ? path : `${path}?${query}`;
};

type Route = { path: string; operation: string | null };

async function routes({ page }: Walker): Promise<Route[]> {
    return page.evaluate(() =>
        Object.entries((globalThis as any).__TSR_ROUTER__.routesByPath).map(([path, route]) => ({
            path,
            operation: (route as any).options.staticData?.operation ?? null,
        })),
    );
}

// Sees everything that there is.
let operator: APIRequestContext;

// The page of a thing that the organization has, by the pattern of its address; null where it has none. Who may not list
// such things is sent the address by somebody who may.
async function addressOf(walker: Walker, acting: Acting, pattern: string): Promise<string | null> {
    const [variable, parameter] = /\$(\w+)/.exec(pattern) ?? [];
    if (variable === undefined || parameter === undefined) return pattern;
    const collection = parameters[parameter];
    assert.ok(collection, `${pattern}: this test does not know where a page finds its ${parameter}`);
    const path = `/${collection}?organization_id=${acting.organization}&limit=1`;
    const own = (await ask(walker.context.request, "GET", path)).body;
    const { items } = own.items ? own : (await ask(operator, "GET", path)).body;
    return items.length === 0 ? null : pattern.replace(variable, items[0].id);
}

async function walkPages(walker: Walker, acting: Acting, seen: Map<string, Set<string>>): Promise<void> {
    const { person, page } = walker;
    await page.goto(at("/", acting));
    await rest(walker);
    await check(walker);
    for (const route of await routes(walker)) {
        // Where an identity provider sends people to: nobody comes by hand.
        if (route.path === "/sign-in/callback") continue;
        const path = await addressOf(walker, acting, route.path);
        if (path === null) continue;
        for (const query of ["", ...(further[route.path] ?? [])]) {
            await go(walker, at(path, acting, query));
            const { refused, said, offered } = await survey(page);
            if (refused !== (route.operation !== null && !mayCall(person.role, route.operation)))
                walker.found.push(
                    `${route.path}: ${refused ? "is refused" : "is not refused"}, though ${route.operation} ${refused ? "is" : "is not"} allowed`,
                );
            for (const text of said) walker.found.push(`${here(page)}: ${text}`);
            for (const [name, operation] of Object.entries(starts)) {
                if (offered.includes(name) && !mayCall(person.role, operation))
                    walker.found.push(`${route.path}: offers "${name}" to whom ${operation} is refused`);
            }
        }
        const who = seen.get(route.path) ?? new Set();
        seen.set(route.path, who.add(`${person.tier} ${person.role} ${acting.home ? "home" : "other"}`));
    }
}

// Everything that the page of a list offers, by mouse: each column that sorts, each filter with its first value, a
// search, the next page, all that match, the file.
async function walkList(walker: Walker, acting: Acting, pattern: string): Promise<void> {
    const { page } = walker;
    const path = await addressOf(walker, acting, pattern);
    if (path === null) return;
    const main = page.locator("main");
    await go(walker, at(path, acting));
    if (await isRefused(walker)) return;
    const heads = main.locator("th button[title]");
    for (let index = 0; index < (await heads.count()); index += 1) {
        for (let turn = 0; turn < 2; turn += 1) {
            await heads.nth(index).click();
            await rest(walker);
            await check(walker);
        }
    }
    await go(walker, at(path, acting));
    const filter = main.getByRole("button", { name: "Filter", exact: true });
    if ((await filter.count()) > 0) {
        await filter.click();
        const kinds = await page.getByRole("menuitem").allInnerTexts();
        await page.keyboard.press("Escape");
        for (const kind of kinds) {
            await go(walker, at(path, acting));
            await filter.click();
            await page.getByRole("menuitem", { name: kind, exact: true }).click();
            const dialog = page.getByRole("dialog", { name: kind });
            const value = dialog.getByRole("list").locator("button").first();
            await dialog.getByRole("listitem").first().waitFor();
            if ((await value.count()) === 0) {
                await page.keyboard.press("Escape");
                continue;
            }
            // Where several values may be chosen the choice stays open.
            const several = (await value.getAttribute("role")) === "checkbox";
            await value.click();
            if (several) await page.keyboard.press("Escape");
            await rest(walker);
            await check(walker);
            assert.ok(here(page).includes(`${path}?`), `${kind} stands in the URL`);
        }
    }
    await go(walker, at(path, acting));
    const search = main.getByRole("searchbox");
    if ((await search.count()) > 0) {
        await search.fill("a");
        await page.waitForURL(/search=a/);
        await rest(walker);
        await check(walker);
    }
    await go(walker, at(path, acting));
    const next = main.getByRole("button", { name: "Next page" });
    const more = (await next.count()) > 0;
    if (more) {
        await next.click();
        await page.waitForURL(/cursor=/);
        await rest(walker);
        await check(walker);
        await main.getByRole("button", { name: "Previous page" }).click();
        await page.waitForURL((url) => !url.searchParams.has("cursor"));
        await rest(walker);
    }
    const all = main.getByRole("checkbox", { name: "Select all on this page" });
    if (path === "/printers" && more && (await all.count()) > 0) {
        await all.check();
        await main.getByRole("button", { name: /^Select all/ }).click();
        await main.getByRole("toolbar").getByRole("button", { name: "Assign supplies delivery contact" }).click();
        await page.getByRole("dialog").waitFor();
        await page.keyboard.press("Escape");
        await page.getByRole("dialog").waitFor({ state: "detached" });
    }
    if (path === "/printers") {
        await main.getByRole("button", { name: "Managed Print Services" }).click();
        const download = page.waitForEvent("download", { timeout: 10_000 });
        await page.getByRole("menuitem", { name: "Export as CSV" }).click();
        const file = await download.catch(() => null);
        if (file === null) {
            walker.found.push(`${here(page)}: no file came`);
            await page.goto(at("/", acting));
            await rest(walker);
        } else assert.match(file.suggestedFilename(), /\.csv$/);
    }
}

// What a person can write into the address bar by hand, or finds in a mail of last year. The filters are those of the
// API's document; `view` and `saved` are the portal's own.
async function walkByHand(walker: Walker, acting: Acting, patterns: string[]): Promise<void> {
    for (const pattern of patterns) {
        const operation = operations.find((one) => one.method === "GET" && one.path === lists[pattern]?.path);
        assert.ok(operation, pattern);
        const path = await addressOf(walker, acting, pattern);
        assert.ok(path, `${pattern}: there is none`);
        for (const query of [
            "nonsense=1",
            "sort=nonsense",
            "sort=-",
            "cursor=stale&page=2",
            "cursor=%00&page=2",
            "page=7",
            "search=%00%1f",
            `search=${"x".repeat(3000)}`,
        ]) {
            await go(walker, at(path, acting, query));
            await walker.page.waitForURL((url) => !url.search.includes("cursor=stale"));
            await rest(walker);
            await check(walker);
        }
        for (const name of [...operation.query, "view", "saved"]) {
            if (/^(organization_id|limit|sort|cursor|search)$/.test(name)) continue;
            await go(walker, at(path, acting, `${name}=nonsense`));
            await check(walker);
            if (!/_id$/.test(name)) await go(walker, at(path, acting, `${name}=99999999999999999999`));
            await check(walker);
        }
    }
    await walker.page.goto("/printers?org=nonsense");
    await rest(walker);
    await check(walker);
}

async function results(world: World, person: Person, work: (walker: Walker) => Promise<void>): Promise<string[]> {
    const walker = await open(world, person);
    try {
        await work(walker);
    } catch (error) {
        walker.found.push(`${here(walker.page)}: ${(error as Error).message.slice(0, 600)}`);
    } finally {
        await walker.context.close();
    }
    return [...new Set(walker.found)].map((line) => `${person.tier} ${person.role}: ${line}`);
}

// Two at a time: a walk waits for the server half of its time.
async function pairs<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
    const rest = [...items];
    const one = async (): Promise<void> => {
        for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
    };
    await Promise.all([one(), one()]);
}

const placesOf = (cast: Cast, { home, tier }: Person): Acting[] => [
    { organization: home, home: true },
    ...(tier === "child" ? [] : [{ organization: cast.child, home: false }]),
];

export function walkTests(world: () => World): void {
    let cast: Cast;
    after(() => operator?.dispose());
    // What the pages asked of the API while somebody who may do everything used each list; asked again as each role.
    const asked = new Set<string>();

    test("everybody that there can be is invited and signs in (ORG-6)", { timeout: 120_000 }, async () => {
        cast = await gather(world());
        operator = await signedIn(world(), world().operator);
        for (const person of cast.people) {
            const context = await world().browser.newContext({
                baseURL: world().base,
                storageState: person.state,
                extraHTTPHeaders: { Origin: world().base },
            });
            for (const { organization } of placesOf(cast, person)) {
                const { items } = (
                    await ask(context.request, "GET", `/printers?organization_id=${organization}&limit=1`)
                ).body;
                // A task for the page about one.
                if (items.length > 0)
                    await made(context.request, `/printers/status-requests?organization_id=${organization}`, {
                        printer_ids: [items[0].id],
                    });
            }
            await context.close();
        }
        for (const organization of [cast.operator, cast.parent, cast.child])
            for (const { furnish } of Object.values(parts)) await furnish?.(operator, organization);
    });

    test(
        "every list does all that it offers, in one's own and in another organization (PRN-1, PRN-2, ORG-5)",
        { timeout: 900_000 },
        async () => {
            const found: string[] = [];
            const those = cast.people.filter(({ role, tier }) =>
                tier === "operator" ? role === "operator_administrator" : role === "administrator",
            );
            await pairs(
                those.flatMap((person) => placesOf(cast, person).map((acting) => ({ person, acting }))),
                async ({ person, acting }) => {
                    // A list is one and the same in each organization: by mouse whole for the operator at home and for a
                    // partner in its customer's place, every second one from the other places. What it asked is asked
                    // as every role from every place below.
                    const whole = acting.home ? person.tier === "operator" : person.tier === "parent";
                    const turn = person.tier === "child" ? 1 : 0;
                    const walked = Object.keys(lists).filter((_, index) => whole || index % 2 === turn);
                    found.push(
                        ...(await results(world(), person, async (walker) => {
                            await walker.page.goto(at("/", acting));
                            await rest(walker);
                            for (const path of walked) await walkList(walker, acting, path);
                            for (const one of walker.asked) asked.add(one.replaceAll(acting.organization, "ACTING"));
                        })),
                    );
                },
            );
            assert.deepEqual(found, []);
            assert.ok(asked.size > 60, `${asked.size} different calls were seen`);
        },
    );

    test(
        "what a hand wrote into the address of a list never ends in a page that cannot be used",
        { timeout: 900_000 },
        async () => {
            const found: string[] = [];
            const person = cast.people.find(({ role }) => role === "operator_administrator");
            assert.ok(person);
            // How an address is read does not depend on the organization: each list in one of the two.
            await pairs([...placesOf(cast, person).entries()], async ([turn, acting]) => {
                found.push(
                    ...(await results(world(), person, async (walker) => {
                        await walker.page.goto(at("/", acting));
                        await rest(walker);
                        await walkByHand(
                            walker,
                            acting,
                            Object.keys(lists).filter((_, index) => index % 2 === turn),
                        );
                    })),
                );
            });
            assert.deepEqual(found, []);
        },
    );

    test(
        "every page opens for every role, in one's own and in another organization (ORG-5, ORG-6)",
        { timeout: 1_200_000 },
        async () => {
            const found: string[] = [];
            const seen = new Map<string, Set<string>>();
            await pairs(cast.people, async (person) => {
                found.push(
                    ...(await results(world(), person, async (walker) => {
                        for (const acting of placesOf(cast, person)) await walkPages(walker, acting, seen);
                    })),
                );
            });
            assert.deepEqual(found, []);
            const walks = cast.people.reduce((sum, person) => sum + placesOf(cast, person).length, 0);
            for (const [path, who] of seen) {
                // A partner's own list may be empty of what the page is about; a customer's is not.
                const least = path.includes("$") ? cast.people.length : walks;
                assert.ok(who.size >= least, `${path} was opened by ${who.size} of ${walks}`);
            }
        },
    );

    test(
        "what the lists ask is answered to every role, in one's own and in another organization (ORG-6)",
        { timeout: 900_000 },
        async () => {
            const found: string[] = [];
            const those = await Promise.all(
                cast.people.map(async (person) => ({
                    person,
                    context: await world().browser.newContext({ baseURL: world().base, storageState: person.state }),
                })),
            );
            // Everybody in turn: what one person asks at once is limited, as it is for everyone.
            for (const call of asked) {
                const [path = "", query = ""] = call.split("?");
                const operation = operations.find((one) => one.method === "GET" && one.path === path);
                // A cursor belongs to the one who got it; what is about one thing belongs to the page about it.
                if (!operation || /cursor=|contact_id=|_id=(?!ACTING)/.test(query)) continue;
                for (const { person, context } of those) {
                    if (!operation.roles.includes(person.role)) continue;
                    for (const { organization } of placesOf(cast, person)) {
                        const answer = await context.request.get(`${path}?${query.replaceAll("ACTING", organization)}`);
                        if (answer.status() !== 200)
                            found.push(`${person.tier} ${person.role}: ${answer.status()} ${path}?${query}`);
                    }
                }
            }
            for (const { context } of those) await context.close();
            assert.deepEqual(found, []);
        },
    );

    test(
        "an organization in which one may not act is said to be that, with the way back (ORG-5)",
        { timeout: 60_000 },
        async () => {
            const person = cast.people.find(({ role, tier }) => tier === "child" && role === "viewer");
            assert.ok(person);
            const walker = await open(world(), person);
            for (const path of ["/printers", "/contacts/new", "/"]) {
                await walker.page.goto(`${path}?org=${cast.sibling}`);
                await walker.page
                    .getByRole("heading", { level: 1, name: "You cannot act in this organization" })
                    .waitFor();
                await walker.page.locator("main").getByRole("link").click();
                await walker.page.waitForURL((url) => !url.searchParams.has("org"));
                await walker.page.getByRole("heading", { level: 1 }).waitFor();
            }
            await walker.context.close();
        },
    );
}
