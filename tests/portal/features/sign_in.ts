// Ways in and ways back in: accounts in several organizations, identity providers, a session that ended, and files that
// are refused (IDN-1, IDN-3, IDN-4).
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import {
    type BrowserContext,
    type Page,
    request as requests,
} from "../../../web/node_modules/playwright-core/index.mjs";
import type { Part } from "../parts.ts";
import { made, type Row, signedIn } from "../people.ts";
import { settled, unique, violations, withPage, type World } from "../world.ts";

const password = "Kran-Boje-42-Leuchtturm";

// The same person in two new organizations, with one password.
async function twice(world: World): Promise<{ email: string; names: string[] }> {
    const admin = await signedIn(world, world.operator);
    const email = `${unique("twice").replace(/\W/g, ".")}@walk.example`;
    const names = [unique("Anker"), unique("Bake")];
    for (const name of names) {
        const organization = await made(admin, "/organizations", { name });
        const user = await made(admin, `/users?organization_id=${organization.id}`, {
            email,
            first_name: "Fay",
            last_name: name,
            language: "en",
            time_zone: "Europe/Berlin",
            roles: ["administrator"],
        });
        const request = await requests.newContext({ baseURL: world.base, extraHTTPHeaders: { Origin: world.base } });
        await made(request, "/setup", {
            token: decodeURIComponent(String(user.setup_link).split("#")[1] ?? ""),
            password,
        });
        await request.dispose();
    }
    await admin.dispose();
    return { email, names };
}

// A provider that signs `who` in as soon as the browser comes: what it does itself is tried in tests/system/oidc.test.ts.
async function provider(
    world: World,
    context: BrowserContext,
    of: Row,
    who: { email: string; password: string },
): Promise<void> {
    await context.route("**/api/v1/sign-in-providers*", (route) =>
        route.fulfill({ json: { items: [{ organization_id: of.id, organization_name: of.name }] } }),
    );
    await context.route("**/api/v1/provider-sign-ins", (route) =>
        route.fulfill({
            status: 201,
            json: { authorization_url: `${world.base}/sign-in/callback?code=code-1&state=state-1` },
        }),
    );
    await context.route("**/api/v1/provider-sign-ins/completions", async (route) => {
        const answer = await context.request.post("/api/v1/session", {
            data: { email: who.email, password: who.password },
            headers: { Origin: world.base },
        });
        await route.fulfill({ status: answer.status(), json: await answer.json() });
    });
}
const home = async (page: Page): Promise<Row> =>
    ((await (await page.request.get("/api/v1/session")).json()) as Row).organization as Row;

const refusal = {
    status: 429,
    contentType: "application/problem+json",
    json: {
        type: "urn:platen:problem:too_many_requests",
        title: "Too many requests",
        status: 429,
        detail: "Try again in 2 seconds.",
        code: "too_many_requests",
        errors: [],
    },
};

function tests(world: () => World): void {
    test("one password in two organizations: the person chooses which account is meant (IDN-1)", async () => {
        const { email, names } = await twice(world());
        await withPage(world(), null, "two-accounts", {}, async (page) => {
            for (const name of names) {
                await page.goto("/sign-in?next=%2Fusers");
                await page.getByLabel("E-mail").fill(email);
                await page.getByLabel("Password").fill(password);
                await page.keyboard.press("Enter");
                await page.getByRole("combobox", { name: "Organization" }).click();
                assert.deepEqual(await page.getByRole("option").allInnerTexts(), [...names].sort());
                await page.getByRole("option", { name }).click();
                assert.deepEqual(await violations(page), []);
                await page.getByRole("button", { name: "Go on" }).click();
                await page.waitForURL(/\/users/);
                await settled(page);
                assert.equal((await home(page)).name, name);
            }
        });
    });

    test("a session that ends is renewed through the provider, and what was typed is saved (IDN-4)", async () => {
        const { customer } = world();
        await withPage(world(), customer, "expired-provider", {}, async (page, context) => {
            await provider(world(), context, await home(page), customer);
            const lastName = unique("Neumann");
            await page.goto("/contacts/new");
            await page.getByLabel("Last name").fill(lastName);
            await page.getByLabel("Street*", { exact: true }).fill("Kai 3");
            await page.getByLabel("City*", { exact: true }).fill("Kiel");
            await page.getByLabel("Country*", { exact: true }).fill("Germany");
            await page.getByRole("option", { name: "Germany" }).click();
            await context.clearCookies();
            await page.getByRole("button", { name: "Create contact" }).click();
            const dialog = page.getByRole("dialog", { name: "Sign in again" });
            await dialog.getByRole("button", { name: /^Sign in with the account of/ }).waitFor();
            assert.deepEqual(await violations(page), []);
            const opened = context.waitForEvent("page");
            await dialog.getByRole("button", { name: /^Sign in with the account of/ }).click();
            const popup = await opened;
            if (!popup.isClosed()) await popup.waitForEvent("close");
            await page.getByText(`${lastName} was created.`).waitFor();
        });
    });

    test("whoever else signs in there gets a page without anything of the former person (IDN-3)", async () => {
        const { customer, operator } = world();
        await withPage(world(), customer, "expired-other", {}, async (page, context) => {
            await provider(world(), context, await home(page), operator);
            await page.goto("/contacts");
            await settled(page);
            await context.clearCookies();
            await page.getByRole("button", { name: "Export as CSV" }).click();
            const dialog = page.getByRole("dialog", { name: "Sign in again" });
            await dialog.getByRole("button", { name: /^Sign in with the account of/ }).click();
            await page.waitForURL((url) => url.pathname === "/");
            await dialog.waitFor({ state: "detached" });
        });
    });

    test("the address that providers lead back to says so when it is opened by hand (IDN-4)", async () => {
        await withPage(world(), null, "callback", {}, async (page) => {
            const sent: string[] = [];
            page.on("request", (request) => void (request.method() === "POST" && sent.push(request.url())));
            for (const query of ["", "?code=made-up", "?state=made-up", "?code=&state="]) {
                await page.goto(`/sign-in/callback${query}`);
                await page.getByRole("heading", { name: "There is nothing to sign in with" }).waitFor();
                assert.equal(await page.getByRole("alert").count(), 0);
            }
            assert.deepEqual(sent, [], "nothing is asked of the server");
            assert.deepEqual(await violations(page), []);
            await page.getByRole("link", { name: "Back to sign-in" }).click();
            await page.getByRole("heading", { name: "Sign in" }).waitFor();
        });
    });

    for (const [path, button] of [
        ["/audit-log", "Export as CSV"],
        ["/contacts", "Export as CSV"],
        ["/printer-notes", "Export as CSV"],
        ["/contacts/import", "Download sample"],
        ["/printers", "Export"],
    ] as const) {
        test(`${path}: a file that is refused is told on the page, and comes after signing in again (IDN-3)`, async () => {
            const { customer } = world();
            await withPage(world(), customer, `refused-file${path.replaceAll("/", "-")}`, {}, async (page, context) => {
                await page.goto(path);
                await settled(page);
                const click = async () => {
                    if (path === "/printers") {
                        await page.getByRole("button", { name: "Managed Print Services" }).click();
                        await page.getByRole("menuitem", { name: new RegExp(`^${button}`) }).click();
                    } else await page.getByRole("button", { name: new RegExp(`^${button}`) }).click();
                };
                const files = /\/api\/v1\/.*\/(export|sample)/;
                await page.route(files, (route) => route.fulfill(refusal));
                await click();
                await page.getByText("Too many requests. Try again in 2 seconds.").waitFor();
                assert.equal(new URL(page.url()).pathname, path);
                await page.unroute(files);
                await context.clearCookies();
                await click();
                const dialog = page.getByRole("dialog", { name: "Sign in again" });
                await dialog.getByLabel("Password").fill(customer.password);
                const download = page.waitForEvent("download");
                await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
                const file = await download;
                assert.match(file.suggestedFilename(), /\.csv$/);
                assert.match(await readFile(await file.path(), "utf8"), /,/);
                assert.equal(new URL(page.url()).pathname, path);
            });
        });
    }

    test("permissions of a new API key that are not there yet, or cannot be read, say so (IDN-4)", async () => {
        await withPage(world(), world().customer, "key-scopes", {}, async (page) => {
            let answer = (): void => undefined;
            const asked = new Promise<void>((resolve) => {
                answer = resolve;
            });
            await page.route("**/api/v1/api-key-scopes*", async (route) => {
                await asked;
                await route.fulfill(refusal);
            });
            await page.goto("/api-keys");
            await settled(page);
            await page.getByRole("button", { name: "New API key" }).first().click();
            const dialog = page.getByRole("dialog");
            await dialog.getByRole("status", { name: "Loading the permissions" }).waitFor();
            await dialog.getByLabel("Name*", { exact: true }).fill(unique("Exporter"));
            await dialog.getByRole("checkbox", { name: "Administrator", exact: true }).check();
            await dialog.getByRole("button", { name: "New API key" }).click();
            await dialog.getByRole("alert").filter({ hasText: "The permissions are not loaded yet" }).waitFor();
            answer();
            await dialog.getByRole("heading", { name: "Too many requests" }).waitFor();
            assert.deepEqual(await violations(page), []);
            await page.unroute("**/api/v1/api-key-scopes*");
            await dialog.getByRole("button", { name: "Try again" }).click();
            await dialog.getByRole("heading", { name: "Too many requests" }).waitFor({ state: "detached" });
            await dialog.getByRole("combobox", { name: "What it may do" }).click();
            await page.getByRole("option").last().click();
            await dialog.getByRole("checkbox").nth(3).waitFor();
        });
    });

    test("the client secret of a provider is kept, replaced and taken away (IDN-4)", async () => {
        const admin = await signedIn(world(), world().operator);
        const organization = await made(admin, "/organizations", { name: unique("Mole") });
        await admin.dispose();
        await withPage(world(), world().operator, "client-secret", {}, async (page, context) => {
            const kept = async (): Promise<boolean> =>
                (
                    (await (
                        await context.request.get(`/api/v1/identity-provider?organization_id=${organization.id}`)
                    ).json()) as Row
                ).has_client_secret as boolean;
            await page.goto(`/sign-in-settings?org=${organization.id}`);
            const form = page.getByRole("form", { name: "Identity provider (OpenID Connect)" });
            await form.getByLabel("Issuer*", { exact: true }).fill("https://id.secret.example");
            await form.getByLabel("Client ID*", { exact: true }).fill("platen");
            await form.getByLabel("Client secret").fill("a secret of 30 characters: +%&=");
            await form.getByRole("combobox", { name: "State" }).click();
            await page.getByRole("option", { name: "Not offered" }).click();
            const save = async () => {
                const saved = page.waitForResponse((response) => response.request().method() === "PUT");
                await form.getByRole("button", { name: "Save provider" }).click();
                assert.equal((await saved).status(), 200);
            };
            await save();
            const secret = form.getByRole("combobox", { name: "Client secret" });
            await secret.filter({ hasText: "Keep the one that is stored" }).waitFor();
            assert.equal(await kept(), true);
            await form.getByLabel("Client ID*", { exact: true }).fill("another");
            await save();
            assert.equal(await kept(), true);
            await secret.click();
            await page.getByRole("option", { name: "Take it away" }).click();
            await form.getByText("A public client: the sign-in is proven by PKCE alone.").waitFor();
            assert.deepEqual(await violations(page), []);
            await save();
            await form.getByLabel("Client secret").and(page.locator("input")).waitFor();
            assert.equal(await kept(), false);
        });
    });
}

export const part: Part = { tests, clicks: ["listSessionOrganizations"] };
