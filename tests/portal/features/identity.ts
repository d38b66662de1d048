// The second factor, sessions, API keys, sign-in rules and the audit log (IDN-3..IDN-5).
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import {
    type APIRequestContext,
    type Page,
    request as requests,
} from "../../../web/node_modules/playwright-core/index.mjs";
import { apiKeysList } from "../../../web/src/features/api_keys/apiKeysSearch.ts";
import { auditList } from "../../../web/src/features/audit/auditSearch.ts";
import type { Part } from "../parts.ts";
import { ask, made, signedIn } from "../people.ts";
import { codeOf } from "../totp.ts";
import { contactNamed, cutOff, settled, typeContact, unique, violations, withPage, type World } from "../world.ts";

const password = "Kran-Boje-42-Leuchtturm";

// A new person at the operator, who has chosen that password.
async function newcomer(world: World): Promise<{ email: string; password: string; id: string }> {
    const admin = await signedIn(world, world.operator);
    const user = await made(admin, "/users", {
        email: `${unique("factor").replace(/\W/g, ".")}@walk.example`,
        first_name: "Fay",
        last_name: unique("Factor"),
        language: "en",
        time_zone: "Europe/Berlin",
        roles: ["warehouse"],
    });
    await admin.dispose();
    await accept(world, String(user.email), String(user.organization_id));
    return { email: String(user.email), password, id: String(user.id) };
}
async function accept(world: World, email: string, organization: string): Promise<APIRequestContext> {
    const request = await requests.newContext({ baseURL: world.base, extraHTTPHeaders: { Origin: world.base } });
    await made(request, "/setup", { token: await world.tokenFor(email, organization), password });
    return request;
}
async function turnOn(request: APIRequestContext): Promise<{ secret: string; codes: string[] }> {
    const { secret } = await made(request, "/second-factor", { current_password: password });
    const { recovery_codes } = await made(request, "/second-factor/confirmations", { code: codeOf(secret) });
    return { secret, codes: recovery_codes };
}
async function signInBy(page: Page, email: string, code: string): Promise<void> {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(password);
    await page.keyboard.press("Enter");
    await page.getByLabel("Code").fill(code);
    await page.keyboard.press("Enter");
}

function tests(world: () => World): void {
    test("a second factor is set up by QR code, asked for at sign-in, and turned off (IDN-4)", async () => {
        const fay = await newcomer(world());
        await withPage(world(), null, "factor", {}, async (page, context) => {
            await page.goto("/sign-in?next=%2Fsettings");
            await page.getByLabel("E-mail").fill(fay.email);
            await page.getByLabel("Password").fill(fay.password);
            await page.keyboard.press("Enter");
            await page.getByRole("link", { name: "Second factor: Manage" }).click();
            await page.getByLabel(/^Current password/).fill(fay.password);
            await page.getByRole("button", { name: "Set up an app" }).click();
            await page.getByRole("img", { name: "QR code for your authenticator app" }).waitFor();
            const secret = (await page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).innerText()).trim();
            await page.getByLabel(/^Code/).fill("000000");
            await page.getByRole("button", { name: "Turn on" }).click();
            await page.getByRole("alert").waitFor();
            assert.deepEqual(await violations(page), []);
            const used = codeOf(secret);
            await page.getByLabel(/^Code/).fill(used);
            await page.keyboard.press("Enter");
            await page.getByRole("heading", { name: "Your recovery codes" }).waitFor();
            const download = page.waitForEvent("download");
            await page.getByRole("button", { name: "Download as a file" }).click();
            const codes =
                (await readFile(await (await download).path(), "utf8")).match(/[a-z2-9]{5}-[a-z2-9]{5}/g) ?? [];
            assert.equal(codes.length, 10);
            assert.deepEqual(await violations(page), []);
            await page.getByRole("button", { name: "I have kept them" }).click();
            await page.getByRole("heading", { name: "Settings" }).waitFor();
            await context.clearCookies();

            // The code that turned it on does not count again, a recovery code does, once.
            await signInBy(page, fay.email, used);
            await page.getByRole("alert").filter({ hasText: "This code does not count" }).waitFor();
            await page.getByLabel("Code").fill(codes[0] ?? "");
            await page.keyboard.press("Enter");
            await page.getByRole("button", { name: "Account" }).waitFor();
            await page.goto("/second-factor");
            await page.getByText("9 recovery codes are left.").waitFor();
            await page.getByRole("button", { name: "Turn off" }).click();
            await page.getByLabel(/^Current password/).fill(fay.password);
            await page.getByLabel(/^Code/).fill(codes[1] ?? "");
            await page.getByRole("button", { name: "Turn off" }).click();
            await page.getByText("The second factor was turned off.").waitFor();
        });
    });

    test("another address counts once it was confirmed from there; an administrator ends sessions (IDN-1, IDN-3)", async () => {
        const fay = await newcomer(world());
        const elsewhere = await signedIn(world(), fay);
        const email = `${unique("moved").replace(/\W/g, ".")}@walk.example`;
        await withPage(world(), world().operator, "other address", {}, async (page) => {
            const dialog = page.getByRole("dialog");
            await page.goto(`/users?search=${encodeURIComponent(fay.email)}`);
            const actions = page.getByRole("button", { name: /^Actions for/ });
            await actions.click();
            await page.getByRole("menuitem", { name: "Edit" }).click();
            await dialog.getByLabel("E-mail*").fill(email);
            await dialog.getByRole("button", { name: "Save" }).click();
            await page.getByText(`A mail went to ${email}.`).waitFor();
            await page.getByText(`${email} is to be confirmed`).first().waitFor();

            await actions.click();
            await page.getByRole("menuitem", { name: "Sessions" }).click();
            await dialog.getByText("last used").first().waitFor();
            assert.deepEqual(await violations(page), []);
            await dialog.getByRole("button", { name: "Sign out everywhere" }).click();
            await page.getByText(`${fay.email} was signed out everywhere.`).waitFor();
            assert.equal((await ask(elsewhere, "GET", "/session")).status, 401);
        });
        await elsewhere.dispose();
        await withPage(world(), null, "confirm address", {}, async (page) => {
            await page.goto("/confirm-email#ple_nothing");
            await page.getByRole("button", { name: "Confirm the address" }).click();
            await page.getByRole("alert").filter({ hasText: "This link is not valid" }).waitFor();
            assert.deepEqual(await violations(page), []);
            const link = /confirm-email#(\S+)/.exec((await world().mailed(email, ["Confirm your new address"])) ?? "");
            assert.ok(link, "the mail has the link");
            await page.goto("/sign-in");
            await page.goto(`/confirm-email#${link[1]}`);
            await page.getByRole("button", { name: "Confirm the address" }).click();
            await page.getByRole("heading", { name: "Your address was changed" }).waitFor();
            await (await signedIn(world(), { email, password })).dispose();
        });
    });

    test("sessions say where and until when, and all others end at once (IDN-3)", async () => {
        const fay = await newcomer(world());
        const elsewhere = await signedIn(world(), fay);
        await withPage(world(), fay, "sessions", {}, async (page) => {
            await page.goto("/settings");
            const sessions = page.getByRole("region", { name: "Where you are signed in" });
            await sessions
                .getByText(/signed in .* ends/)
                .first()
                .waitFor();
            assert.ok((await sessions.getByRole("button", { name: "Sign out there" }).count()) >= 1);
            await sessions.getByRole("button", { name: "Sign out everywhere else" }).click();
            await sessions.getByRole("button", { name: "Sign out there" }).first().waitFor({ state: "detached" });
            assert.equal((await elsewhere.get("/api/v1/session")).status(), 401);
        });
        await elsewhere.dispose();
    });

    test("an API key is made, shown once, used and revoked (IDN-4)", async () => {
        await withPage(world(), world().customer, "api-key", {}, async (page, context) => {
            const name = unique("Exporter");
            await page.goto("/api-keys");
            await settled(page);
            await page.getByRole("button", { name: "New API key" }).first().click();
            const dialog = page.getByRole("dialog");
            await dialog.getByLabel("Name*", { exact: true }).fill(name);
            await dialog.getByRole("checkbox", { name: "Administrator", exact: true }).check();
            await dialog.getByRole("button", { name: "New API key" }).click();
            const shown = page.getByRole("dialog", { name: `${name} was made` });
            const token = (await shown.getByText(/^plk_/).innerText()).replace(/\s/g, "");
            assert.deepEqual(await violations(page), []);
            await shown.getByRole("button", { name: "Close" }).click();
            const program = await requests.newContext({
                baseURL: world().base,
                extraHTTPHeaders: { Authorization: `Bearer ${token}` },
            });
            assert.equal((await program.get("/api/v1/printers")).status(), 200);
            assert.equal((await program.delete("/api/v1/session")).status(), 403, "it only reads");
            const row = page.getByRole("row").filter({ hasText: name });
            await row.getByRole("button", { name: `Actions for ${name}` }).click();
            await page.getByRole("menuitem", { name: "Revoke" }).click();
            await dialog.getByRole("checkbox").check();
            await dialog.getByRole("button", { name: "Revoke" }).click();
            await page.getByText(`${name} was revoked.`).waitFor();
            await row.getByText("Revoked").waitFor();
            const refused = await program.get("/api/v1/printers");
            assert.equal((await refused.json()).code, "api_key_revoked");
            await program.dispose();
            assert.equal((await context.request.get("/api/v1/api-keys")).status(), 200);
        });
    });

    test("the audit log is searched, filtered, looked into and exported (IDN-5)", async () => {
        await withPage(world(), world().customer, "audit", {}, async (page, context) => {
            const name = unique("Auditor");
            await made(context.request, "/contacts", contactNamed(name, "=Ann"));
            await page.goto(`/audit-log?search=${encodeURIComponent(name)}`);
            await page.goto(`/audit-log?search=${encodeURIComponent(name)}`);
            await settled(page);
            await page.getByRole("row").nth(1).getByRole("button").first().click();
            const dialog = page.getByRole("dialog");
            await dialog.getByRole("columnheader", { name: "Before" }).waitFor();
            assert.deepEqual(await violations(page), []);
            await dialog.getByRole("button", { name: "Close" }).click();
            await page.getByLabel("From", { exact: true }).fill("2020-01-01");
            await page.waitForURL(/from=2020-01-01/);
            await settled(page);
            const download = page.waitForEvent("download");
            await page.getByRole("button", { name: "Export as CSV" }).click();
            const text = await readFile(await (await download).path(), "utf8");
            // The heads are words of the person's language, and not the API's names.
            assert.match(text, /^\ufeff"?[A-Z][^,]*,/);
            assert.doesNotMatch(text, /actor_kind/);
            assert.ok(text.includes(name.split(" ")[0] ?? ""));
            for (const line of text.split("\r\n").slice(1)) assert.doesNotMatch(line, /(^|,)"?[=+@]/);
        });
    });

    test("a session that ended is begun again by the provider, in a window of its own; what was typed is sent (IDN-4)", async () => {
        const { customer, base } = world();
        await withPage(world(), customer, "expired-provider", {}, async (page, context) => {
            const lastName = unique("Neumann");
            const organization = (await ask(context.request, "GET", "/session")).body.organization.id;
            await typeContact(page, lastName);
            // A provider that knows the person at once and sends them back.
            await context.route("**/api/v1/sign-in-providers*", (route) =>
                route.fulfill({ json: { items: [{ organization_id: organization, organization_name: "Own" }] } }),
            );
            await context.route("**/api/v1/provider-sign-ins", (route) =>
                route.fulfill({
                    status: 201,
                    json: { authorization_url: `${base}/sign-in/callback?code=one&state=two` },
                }),
            );
            await context.route("**/api/v1/provider-sign-ins/completions", async (route) => {
                const { email, password: secret } = customer;
                const answer = await context.request.post("/api/v1/session", {
                    data: { email, password: secret },
                    headers: { Origin: base },
                });
                await route.fulfill({ status: 201, json: await answer.json() });
            });
            await context.clearCookies();
            await page.getByRole("button", { name: "Create contact" }).click();
            const dialog = page.getByRole("dialog", { name: "Sign in again" });
            const opened = context.waitForEvent("page");
            await dialog.getByRole("button", { name: /Own/ }).click();
            const popup = await opened;
            await page.getByText(`${lastName} was created.`).waitFor();
            if (!popup.isClosed()) await popup.waitForEvent("close");
        });
    });

    test("the page that a provider sends back to says what happened when it is opened by hand (IDN-4)", async () => {
        await withPage(world(), null, "callback", {}, async (page) => {
            await page.goto("/sign-in/callback");
            await page.getByRole("heading", { name: "There is nothing to finish here" }).waitFor();
            assert.deepEqual(await violations(page), []);
            await page.getByRole("link", { name: "Back to sign-in" }).click();
            await page.waitForURL(/\/sign-in$/);
        });
    });

    test("an export that is refused is told on the page, which stays (IDN-5)", async () => {
        await withPage(world(), world().customer, "export-refused", {}, async (page, context) => {
            await context.route("**/export?*", (route) =>
                route.fulfill({
                    status: 429,
                    headers: { "content-type": "application/problem+json" },
                    json: { title: "Too many requests", status: 429, code: "too_many_requests", detail: "Wait." },
                }),
            );
            for (const path of ["/audit-log", "/contacts", "/printer-notes"]) {
                await page.goto(path);
                await settled(page);
                await page.getByRole("button", { name: "Export as CSV" }).click();
                await page.getByText("Too many requests: Wait.").waitFor();
                assert.equal(new URL(page.url()).pathname, path);
            }
        });
    });

    test("the client secret of a provider is kept, replaced and taken away (IDN-4)", async () => {
        await withPage(world(), world().customer, "client-secret", {}, async (page, context) => {
            await page.goto("/sign-in-settings");
            const form = page.getByRole("form", { name: "Identity provider (OpenID Connect)" });
            await form.getByLabel("Issuer*", { exact: true }).fill("https://id.example.com");
            await form.getByLabel("Client ID*", { exact: true }).fill("platen");
            await form.getByLabel("Client secret", { exact: true }).fill("a secret");
            const save = async () => {
                await form.getByRole("button", { name: "Save provider" }).click();
                await page.getByText("The identity provider was saved.").last().waitFor();
                return (await ask(context.request, "GET", "/identity-provider")).body.has_client_secret;
            };
            assert.equal(await save(), true);
            // It is not handed to another provider, and the page says so before one saves.
            await form.getByLabel("Issuer*", { exact: true }).fill("https://other.example.com");
            await form.getByText("belongs to the issuer that was saved").waitFor();
            await form.getByLabel("Issuer*", { exact: true }).fill("https://id.example.com");
            await form.getByText("Leave this empty to keep it.").waitFor();
            await form.getByRole("combobox", { name: "Secret that is kept" }).click();
            await page.getByRole("option", { name: "Take it away" }).click();
            assert.equal(await form.getByLabel("Client secret", { exact: true }).count(), 0);
            await form.getByRole("button", { name: "Save provider" }).click();
            await form.getByRole("combobox", { name: "Secret that is kept" }).waitFor({ state: "detached" });
            assert.equal((await ask(context.request, "GET", "/identity-provider")).body.has_client_secret, false);
            await page.getByRole("button", { name: "Remove provider" }).click();
            const dialog = page.getByRole("dialog");
            await dialog.getByRole("checkbox").check();
            await dialog.getByRole("button", { name: "Remove provider" }).click();
            await page.getByText("The identity provider was removed.").waitFor();
        });
    });

    for (const [path, language] of [
        ["/audit-log", "de"],
        ["/api-keys", "fr"],
        ["/sign-in-settings", "sv"],
        ["/settings", "it"],
        ["/second-factor", "nb"],
    ] as const) {
        test(`${path} fits a phone, in the dark and in another language (${language})`, async () => {
            await withPage(
                world(),
                world().customer,
                `identity-phone${path.replaceAll("/", "-")}`,
                { width: 360, height: 780, scheme: "dark", language },
                async (page) => {
                    await page.goto(path);
                    await page.getByRole("heading", { level: 1 }).waitFor();
                    await page.waitForFunction(() => !document.querySelector("[aria-busy='true']"));
                    assert.deepEqual(await cutOff(page), []);
                    assert.ok(
                        await page.evaluate(
                            () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
                        ),
                        "the page is not wider than the window",
                    );
                    assert.deepEqual(await violations(page), []);
                },
            );
        });
    }
}

export const part: Part = {
    tests,
    lists: { "/api-keys": apiKeysList, "/audit-log": auditList },
    starts: { "New API key": "createApiKey" },
    forms: {
        "features/api_keys/NewApiKeyDialog.tsx": ["new API key"],
        "features/api_keys/ApiKeysPage.tsx": ["revoke API key"],
        "features/identity/SecondFactorPage.tsx": ["begin factor", "confirm factor", "prove factor"],
        "features/sign_in/SignInSettingsPage.tsx": ["identity provider", "remove provider"],
        "features/users/ResetFactorDialog.tsx": ["reset factor"],
    },
    clicks: [
        "confirmEmail",
        "endOtherSessions",
        "endUserSessions",
        "updateSignInPolicy",
        "beginProviderSignIn",
        "completeProviderSignIn",
    ],
    send: {
        operation: "createApiKey",
        work: async (sender, { go, fill, sends, submit, confirm, closed }) => {
            const { page, place, context } = sender;
            const dialog = page.getByRole("dialog");
            await go(sender, "/api-keys");
            await page.getByRole("button", { name: "New API key" }).first().click();
            await fill(page, dialog);
            const key = await sends(sender, "new API key", "createApiKey", dialog, submit(dialog));
            await dialog.getByRole("button", { name: "Close" }).click();
            await closed(page);
            await page.getByRole("button", { name: `Actions for ${key.name}` }).click();
            await page.getByRole("menuitem", { name: "Revoke" }).click();
            await confirm(sender, dialog, "revoke API key", "deleteApiKey");

            await go(sender, "/sign-in-settings");
            const form = page.getByRole("form", { name: "Identity provider (OpenID Connect)" });
            await form.getByLabel("Issuer*", { exact: true }).fill("https://id.forms.example");
            await form.getByLabel("Client ID*", { exact: true }).fill("platen");
            await sends(sender, "identity provider", "updateIdentityProvider", form, () =>
                form.getByRole("button", { name: "Save provider" }).click(),
            );
            await form.getByRole("button", { name: "Remove provider" }).click();
            await confirm(sender, dialog, "remove provider", "deleteIdentityProvider");

            if (!place.home) return;
            const main = page.locator("main");
            await page.goto("/second-factor");
            await page.getByLabel(/^Current password/).fill(password);
            const { secret } = await sends(sender, "begin factor", "beginSecondFactor", main, submit(main));
            await page.getByLabel(/^Code/).fill(codeOf(secret));
            const { recovery_codes: codes } = await sends(
                sender,
                "confirm factor",
                "confirmSecondFactor",
                main,
                submit(main),
            );
            for (const [button, operation] of [
                ["New recovery codes", "replaceRecoveryCodes"],
                ["Turn off", "removeSecondFactor"],
            ] as const) {
                await page.goto("/second-factor");
                await page.getByRole("button", { name: button }).click();
                await page.getByLabel(/^Current password/).fill(password);
                await page.getByLabel(/^Code/).fill(codes.shift());
                const answer = await sends(sender, "prove factor", operation, main, submit(main));
                if (answer.recovery_codes) codes.splice(0, codes.length, ...answer.recovery_codes);
            }

            const invited = await ask(
                context.request,
                "POST",
                `/users?organization_id=${place.organization}`,
                {
                    email: `${unique("reset").replace(/\W/g, ".")}@walk.example`,
                    first_name: "",
                    last_name: "",
                    language: "en",
                    time_zone: "UTC",
                    roles: [sender.person.role],
                },
                { Origin: new URL(page.url()).origin },
            );
            const theirs = await accept(sender.world, String(invited.body.email), place.organization);
            await turnOn(theirs);
            await theirs.dispose();
            await page.goto(`/users?search=${encodeURIComponent(String(invited.body.email))}`);
            await page.getByRole("button", { name: /^Actions for/ }).click();
            await page.getByRole("menuitem", { name: "Reset second factor" }).click();
            await confirm(sender, dialog, "reset factor", "resetSecondFactor");
        },
    },
    drafts: [
        {
            name: "a new API key",
            file: "api_keys/NewApiKeyDialog.tsx",
            who: (world) => world.customer,
            prepare: async () => ({ path: "", name: "", id: "" }),
            open: async (page) => {
                await page.goto("/api-keys");
                await settled(page);
                await page.getByRole("button", { name: "New API key" }).first().click();
                const dialog = page.getByRole("dialog");
                await dialog.waitFor();
                return dialog;
            },
            field: "Name*",
            value: () => unique("Exporter"),
            dialog: true,
        },
        {
            name: "an identity provider",
            file: "sign_in/SignInSettingsPage.tsx",
            who: (world) => world.customer,
            prepare: async (request, base) => {
                const before = await ask(request, "GET", "/identity-provider");
                await ask(
                    request,
                    "PUT",
                    "/identity-provider",
                    { issuer: "https://id.drafts.example", client_id: "platen", email_claim: "email", enabled: false },
                    { "If-Match": before.etag, Origin: base },
                );
                return { path: "/api/v1/identity-provider", name: unique("client"), id: "" };
            },
            open: async (page) => {
                await page.goto("/sign-in-settings");
                await settled(page);
                return page.getByRole("form", { name: "Identity provider (OpenID Connect)" });
            },
            field: "Client ID*",
            value: (thing) => unique(thing.name).replace(/\W/g, "-"),
            dialog: false,
            stored: {
                operation: "updateIdentityProvider",
                save: "Save provider",
                saved: /^The identity provider was saved\.$/,
                read: (body) => body.client_id,
                body: ({ issuer, client_id, email_claim, enabled }) => ({ issuer, client_id, email_claim, enabled }),
            },
        },
    ],
};
