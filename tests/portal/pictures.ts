// Makes the pictures of every page, light and dark, and the table that shows them (docs/pages.md):
//   node --disable-warning=ExperimentalWarning tests/portal/pictures.ts
// from a portal that is built. The pages are the router's; a page of one thing shows the first that the fleet has. WebP,
// because the pictures are many and documentation is fetched with each clone.
import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type APIRequestContext, type Page } from "../../web/node_modules/playwright-core/index.mjs";
import { further, parameters } from "./walk.ts";
import { parts } from "./parts.ts";
import { ask, signedIn } from "./people.ts";
import { openWorld, settled, withPage, type World } from "./world.ts";

const docs = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "docs");
const folder = join(docs, "images", "pages");
// Where an identity provider or a link of a mail sends people to: without its secret there is nothing to see.
const bySecret = /^\/(sign-in|setup|forgot|count)\b/;
// For who acts in a customer's place only.
const ofCustomers = ["/mps-express/add", "/what-if/new"];

type Places = { organization: string; partner: string };
type Shot = { route: string; query: string; path: string; name: string };
type Row = Shot & { title: string };

export const nameOf = (route: string, query: string): string =>
    [route === "/" ? "home" : route, query].join("-").replace(/\$/g, "").replace(/\W+/g, "-").replace(/^-|-$/g, "");

async function shots(page: Page, request: APIRequestContext, { organization, partner }: Places): Promise<Shot[]> {
    const routes: string[] = await page.evaluate(() => Object.keys((globalThis as any).__TSR_ROUTER__.routesByPath));
    const found: Shot[] = [];
    for (const route of routes.filter((one) => !bySecret.test(one) && one !== "/$").sort()) {
        const [variable, parameter] = /\$(\w+)/.exec(route) ?? [];
        let path = route;
        if (variable !== undefined && parameter !== undefined) {
            const collection = parameters[parameter];
            assert.ok(collection, `${route}: nobody says where a page finds its ${parameter}`);
            const of = async (query: string) =>
                (await ask(request, "GET", `/${collection}?limit=1${query}`)).body.items;
            // A partner has organizations below it.
            const [first] =
                parameter === "organizationId"
                    ? [{ id: partner }]
                    : [...(await of(`&organization_id=${organization}`)), ...(await of(""))];
            assert.ok(first, `${route}: there is none to show`);
            path = route.replace(variable, first.id);
        }
        for (const query of ["", ...(further[route] ?? [])]) {
            const all = [query, ofCustomers.includes(route) ? `org=${organization}` : ""].filter(Boolean).join("&");
            found.push({ route, query, path: all === "" ? path : `${path}?${all}`, name: nameOf(route, query) });
        }
    }
    return found;
}

// WebP comes from the browser itself; Playwright offers PNG and JPEG.
async function take(page: Page, file: string): Promise<void> {
    const session = await page.context().newCDPSession(page);
    const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: 40 });
    await session.detach();
    writeFileSync(file, Buffer.from(data, "base64"));
}

async function album(world: World, scheme: "light" | "dark", places: Places): Promise<Row[]> {
    const rows: Row[] = [];
    await withPage(world, world.operator, `pictures-${scheme}`, { scheme }, async (page, context) => {
        await page.goto("/");
        await settled(page);
        for (const shot of await shots(page, context.request, places)) {
            await page.goto(shot.path);
            await settled(page);
            await take(page, join(folder, `${shot.name}-${scheme}.webp`));
            rows.push({ ...shot, title: (await page.locator("h1").first().innerText()).trim() });
        }
    });
    return rows;
}

// What one thing is called belongs to the fleet of that day, and not to the page.
const titled = ({ route, query, title }: Row): string =>
    `${
        route.includes("$")
            ? route
                  .replace(/\/\$\w+/g, "")
                  .split("/")
                  .at(-1)
            : title
    }${query === "" ? "" : `, ${query.replace("=", " ")}`}`;

function page(rows: Row[]): string {
    const line = (row: Row) =>
        `| ${titled(row)} | \`${row.route}${row.query === "" ? "" : `?${row.query}`}\` | ![${titled(row)}, light](images/pages/${row.name}-light.webp) | ![${titled(row)}, dark](images/pages/${row.name}-dark.webp) |`;
    return `# Every page

As the operator's administrator sees them, with the demo's fleet. \`tests/portal/pictures.ts\` makes this table and its pictures;
what each page is for is in the [user guide](user-guide.md).

| page | address | light | dark |
|---|---|---|---|
${rows.map(line).join("\n")}
`;
}

process.env.PLATEN_PICTURES_FOLDER = folder;
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const world = await openWorld();
try {
    const operator = await signedIn(world, world.operator);
    const customer = await signedIn(world, world.customer);
    const organization: string = (await ask(customer, "GET", "/session")).body.organization.id;
    await customer.dispose();
    const { items } = (await ask(operator, "GET", "/organizations?limit=200")).body;
    const places = { organization, partner: items.find((one: { id: string }) => one.id === organization).parent_id };
    for (const { furnish } of Object.values(parts)) await furnish?.(operator, organization);
    await operator.dispose();
    const rows = await album(world, "light", places);
    await album(world, "dark", places);
    writeFileSync(join(docs, "pages.md"), page(rows));
    console.log(`${rows.length} pages`);
} finally {
    await world.close();
}
