// What someone typed is never lost, and never overwrites unseen what someone else typed (issue 7, point 10).
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { type BrowserContext, type Locator, type Page } from "../../web/node_modules/playwright-core/index.mjs";
import { exempt, exemptChanges, type Form, forms as known, type Thing } from "./lostwork.ts";
import { parts } from "./parts.ts";
import { settled, unique, withPage, type World } from "./world.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const kept = "This is what you typed earlier and did not save.";

const field = (scope: Locator, form: Form): Locator => scope.getByLabel(form.field, { exact: true });

async function holds(scope: Locator, form: Form, value: string): Promise<void> {
    await scope.getByText(kept).waitFor();
    assert.equal(await field(scope, form).inputValue(), value);
}

async function prepared(
    form: Form,
    world: World,
    name: string,
    work: (page: Page, context: BrowserContext, thing: Thing) => Promise<void>,
): Promise<void> {
    await withPage(world, form.who(world), `${name}-${form.name}`, {}, async (page, context) =>
        work(page, context, await form.prepare(context.request, world.base, world)),
    );
}

const forms: Form[] = [...known, ...Object.values(parts).flatMap((part) => part.drafts ?? [])];

export function draftsTests(world: () => World): void {
    test("no form of the sources is missing in these tests", () => {
        const features = join(root, "web/src/features");
        const files = readdirSync(features, { recursive: true, encoding: "utf8" }).filter(
            (file) => /\.tsx$/.test(file) && !/\.test\./.test(file),
        );
        const calls = new Map(
            files.map((file) => [
                file,
                [...readFileSync(join(features, file), "utf8").matchAll(/= use(Contact)?Form[(<]/g)].length,
            ]),
        );
        // One form for something new and for what is stored counts as both.
        const missing = [...calls].filter(
            ([file, count]) => count > 0 && !exempt[file] && forms.filter((form) => form.file === file).length < count,
        );
        assert.deepEqual(missing, []);
        assert.deepEqual(
            forms.filter((form) => !calls.get(form.file)).map((form) => form.file),
            [],
        );
        const undrafted = [...calls].filter(([file, count]) => {
            const text = readFileSync(join(features, file), "utf8");
            return count > 0 && !exempt[file] && [...text.matchAll(/\bdraft: |^\s+draft,$/gm)].length < count;
        });
        assert.deepEqual(undrafted, [], "forms without a draft");
    });

    test("every change by PUT names the version that was seen, and its form is tested with two tabs", () => {
        const { paths } = JSON.parse(readFileSync(join(root, "api/openapi.json"), "utf8"));
        const puts = Object.values<any>(paths).flatMap((operations) => (operations.put ? [operations.put] : []));
        assert.ok(puts.length >= 8);
        for (const put of puts) {
            if (
                !["changePassword", "changeSupplyCartLine", "grantMpsExpress", "showFirstStart"].includes(
                    put.operationId,
                )
            )
                assert.ok(put.responses["428"] && put.responses["412"], `${put.operationId} demands If-Match`);
            const tested =
                forms.some((form) => form.stored?.operation === put.operationId) || exemptChanges[put.operationId];
            assert.ok(tested, `${put.operationId} has a form in lostwork.ts`);
        }
    });

    for (const form of forms) {
        test(`${form.name}: what was typed is there again after leaving, Back, a reload and a closed tab`, async () => {
            await prepared(form, world(), "draft", async (page, context, thing) => {
                const value = form.value(thing);
                let scope = await form.open(page, thing);
                await field(scope, form).fill(value);
                if (form.dialog) {
                    await field(scope, form).press("Escape");
                    await page.getByRole("dialog").waitFor({ state: "detached" });
                    scope = await form.open(page, thing);
                } else {
                    await page
                        .getByRole("navigation", { name: "Main" })
                        .getByRole("link", { name: "Printers" })
                        .click();
                    await page.waitForURL(/\/printers/);
                    await settled(page);
                    await page.goBack();
                }
                await holds(scope, form, value);
                // To open it is to load its page anew.
                scope = await form.open(page, thing);
                await holds(scope, form, value);

                await page.close();
                const second = await context.newPage();
                scope = await form.open(second, thing);
                await holds(scope, form, value);
                await scope.getByRole("button", { name: "Discard it" }).click();
                assert.notEqual(await field(scope, form).inputValue(), value);
                scope = await form.open(second, thing);
                assert.equal(await second.getByText(kept).count(), 0);
            });
        });
    }

    for (const form of forms) {
        const { stored } = form;
        if (!stored) continue;

        test(`${form.name}: of two tabs the second is shown what the first saved, and decides (412)`, async () => {
            await prepared(form, world(), "two-tabs", async (page, context, thing) => {
                const [first, second] = [form.value(thing), form.value(thing)];
                const other = await context.newPage();
                const here = await form.open(page, thing);
                const there = await form.open(other, thing);
                await field(here, form).fill(first);
                await field(there, form).fill(second);
                await here.getByRole("button", { name: stored.save, exact: true }).click();
                await page.getByText(stored.saved).first().waitFor();

                if (!form.dialog && form.file.startsWith("agents/")) {
                    // The page asks again by itself; the newer version must not get under what was typed.
                    await other.waitForResponse(
                        async (answer) =>
                            answer.url().includes(thing.path) && stored.read(await answer.json()).includes(first),
                    );
                }
                await there.getByRole("button", { name: stored.save, exact: true }).click();
                const conflict = there.getByRole("alert").filter({ hasText: /^Someone else changed / });
                await conflict.getByRole("row").filter({ hasText: first }).filter({ hasText: second }).waitFor();
                assert.equal(
                    stored.read(await (await context.request.get(thing.path)).json()),
                    first,
                    "nothing is overwritten before one decides",
                );
                assert.equal(await field(there, form).inputValue(), second, "nothing typed is lost");

                await there.getByRole("button", { name: "Save mine" }).click();
                await other.getByText(stored.saved).first().waitFor();
                assert.equal(stored.read(await (await context.request.get(thing.path)).json()), second);
            });
        });

        test(`${form.name}: a draft of an older version comes back with the comparison; theirs can be taken`, async () => {
            await prepared(form, world(), "old-draft", async (page, context, thing) => {
                const [theirs, mine] = [form.value(thing), form.value(thing)];
                await field(await form.open(page, thing), form).fill(mine);
                await page.goto("/tasks");
                await settled(page);
                const other = await context.newPage();
                const there = await form.open(other, thing);
                await there.getByRole("button", { name: "Discard it" }).waitFor();
                // Someone else, without this browser.
                const seen = await context.request.get(thing.path);
                const now = await seen.json();
                const change = stored.body(
                    stored.write ? stored.write(now, theirs) : setText(now, stored.read(now), theirs),
                );
                const saved = await context.request.put(thing.path, {
                    headers: { "If-Match": seen.headers().etag ?? "", Origin: world().base },
                    data: change,
                });
                assert.equal(saved.status(), 200, await saved.text());

                const back = await form.open(page, thing);
                await holds(back, form, mine);
                await back.getByRole("row").filter({ hasText: theirs }).filter({ hasText: mine }).waitFor();
                await back.getByRole("button", { name: "Take over theirs" }).click();
                assert.equal(await field(back, form).inputValue(), theirs);
                assert.equal(await back.getByText(kept).count(), 0);
            });
        });

        test(`${form.name}: the API demands the version and refuses an old one (428, 412)`, async () => {
            await prepared(form, world(), "version", async (_page, context, thing) => {
                const seen = await context.request.get(thing.path);
                assert.match(seen.headers().etag ?? "", /^"\d+-[\w-]+"$/);
                const data = stored.body(await seen.json());
                const put = async (headers: Record<string, string>): Promise<[number, string]> => {
                    const answer = await context.request.put(thing.path, {
                        headers: { Origin: world().base, ...headers },
                        data,
                    });
                    return [answer.status(), (await answer.json()).code];
                };
                assert.deepEqual(await put({}), [428, "if_match_missing"]);
                assert.deepEqual(await put({ "If-Match": "*" }), [428, "if_match_missing"]);
                assert.deepEqual(await put({ "If-Match": '"0"' }), [412, "stale"]);
                assert.equal((await put({ "If-Match": seen.headers().etag ?? "" }))[0], 200);
            });
        });
    }

    test("what two people changed in different fields can both be kept (CON-1)", async () => {
        const form = forms.find(({ file }) => file === "contacts/ContactPage.tsx");
        assert.ok(form);
        await prepared(form, world(), "both", async (page, context, thing) => {
            const scope = await form.open(page, thing);
            await scope.getByLabel("City*", { exact: true }).fill("Bremen");
            const seen = await context.request.get(thing.path);
            const company = unique("Reederei");
            const saved = await context.request.put(thing.path, {
                headers: { "If-Match": seen.headers().etag ?? "", Origin: world().base },
                data: form.stored?.body({ ...(await seen.json()), company }),
            });
            assert.equal(saved.status(), 200);
            await scope.getByRole("button", { name: "Save", exact: true }).click();
            await scope.getByRole("button", { name: "Keep both changes" }).click();
            await scope.getByRole("button", { name: "Save mine" }).click();
            await page.getByText(/was saved\.$/).waitFor();
            const now = await (await context.request.get(thing.path)).json();
            assert.deepEqual([now.company, now.address.city], [company, "Bremen"]);
        });
    });

    test("what was typed is for the one who typed it: signed out, this browser keeps nothing", async () => {
        await withPage(world(), world().customer, "draft-sign-out", {}, async (page) => {
            await page.goto("/contacts/new");
            await page.getByLabel("Company").fill("Geheim & Söhne");
            assert.match(await page.evaluate(() => JSON.stringify({ ...localStorage })), /Geheim/);
            await page.getByRole("button", { name: "Account" }).click();
            await page.getByRole("button", { name: "Sign out" }).click();
            await page.waitForURL(/\/sign-in/);
            assert.doesNotMatch(
                await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage })),
                /Geheim/,
            );
        });
    });

    test("a session that has ended before a reload: after signing in the draft is there", async () => {
        const { customer } = world();
        await withPage(world(), customer, "draft-session", {}, async (page, context) => {
            await page.goto("/contacts/new");
            await page.getByLabel("Company").fill("Sitzung GmbH");
            await context.clearCookies();
            await page.reload();
            await page.waitForURL(/\/sign-in/);
            await page.getByLabel("E-mail").fill(customer.email);
            await page.getByLabel("Password").fill(customer.password);
            await page.keyboard.press("Enter");
            await page.getByText(kept).waitFor();
            assert.equal(await page.getByLabel("Company").inputValue(), "Sitzung GmbH");
        });
    });

    describe("without a connection", () => offlineTests(world));
}

// The same body with one text replaced, wherever it stands.
function setText(body: any, before: string, after: string): any {
    const text = JSON.stringify(body);
    if (before === "")
        return {
            ...body,
            company: after,
            last_name: after,
            search: body.search && { ...body.search, exclude: [after] },
        };
    return body.search
        ? { ...body, search: { ...body.search, exclude: [after] } }
        : JSON.parse(text.replaceAll(JSON.stringify(before), JSON.stringify(after)));
}

// A server that answers but has other files than the ones this page knows, as after an upgrade.
async function upgrade(page: Page): Promise<void> {
    await page.route(/\/assets\/.*\.js$/, (route) => route.fulfill({ status: 404, body: "" }));
}

function offlineTests(world: () => World): void {
    test("a click on a page that was never opened keeps the page and what was typed, and opens it when the server is back (U9)", async () => {
        await withPage(world(), world().customer, "offline-click", {}, async (page, context) => {
            await page.goto("/contacts/new");
            await page.getByLabel("Company").fill("Offline KG");
            await context.setOffline(true);
            await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Supplies status" }).click();
            await page.getByText(/^This page cannot be opened without the server/).waitFor();
            assert.equal(new URL(page.url()).pathname, "/contacts/new");
            assert.equal(await page.getByLabel("Company").inputValue(), "Offline KG");
            await context.setOffline(false);
            await page.getByRole("heading", { name: "Supplies status", level: 1 }).waitFor();
            await settled(page);
            await page.goBack();
            await page.getByText(kept).waitFor();
            assert.equal(await page.getByLabel("Company").inputValue(), "Offline KG");
        });
    });

    test("who goes on typing meanwhile is not taken away, but asked", async () => {
        await withPage(world(), world().customer, "offline-typing", {}, async (page, context) => {
            await page.goto("/contacts/new");
            await page.getByLabel("Company").fill("Offline");
            await context.setOffline(true);
            await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Agents" }).click();
            await page.getByText(/^This page cannot be opened without the server/).waitFor();
            await page.getByLabel("Company").fill("Offline & Co.");
            await context.setOffline(false);
            await page.getByText("The page that you wanted can be opened now.").waitFor();
            assert.equal(new URL(page.url()).pathname, "/contacts/new");
            await page.getByRole("button", { name: "Open it" }).click();
            await page.getByRole("heading", { name: "Agents", level: 1 }).waitFor();
        });
    });

    test("once the page is at rest every other page opens without a connection, with what it lacks to be asked again by itself", async () => {
        await withPage(world(), world().customer, "offline-prefetched", { prefetch: true }, async (page, context) => {
            const fetched: string[] = [];
            page.on("response", (answer) => fetched.push(answer.url()));
            await page.goto("/");
            await settled(page);
            // The last of all: a part of a page that itself came beforehand.
            for (const name of ["AgentPage", "SetupPage", "AssignContactDialog", "MetersTab"]) {
                if (!fetched.some((url) => url.includes(name)))
                    await page.waitForResponse((answer) => answer.url().includes(name));
            }
            await context.setOffline(true);
            await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Contacts" }).click();
            await page.getByRole("heading", { name: "Contacts", level: 1 }).waitFor();
            await page.getByText("Nothing was lost. Check your connection").waitFor();
            await context.setOffline(false);
            await page.getByRole("table", { name: "Contacts" }).getByRole("link").first().waitFor();
        });
    });

    test("a page that is opened by its address while its file cannot be fetched comes by itself", async () => {
        await withPage(world(), world().customer, "offline-address", {}, async (page) => {
            let down = true;
            await page.route(/\/assets\/AgentsPage.*\.js$/, (route) => (down ? route.abort() : route.continue()));
            await page.route(
                (url) => url.pathname === "/",
                (route) => (down && route.request().method() === "HEAD" ? route.abort() : route.continue()),
            );
            await page.goto("/agents");
            await page.getByRole("heading", { name: "This page could not be fetched" }).waitFor();
            down = false;
            await page.getByRole("heading", { name: "Agents", level: 1 }).waitFor();
        });
    });

    test("a part of a page waits in its place and comes by itself", async () => {
        await withPage(world(), world().customer, "offline-part", {}, async (page, context) => {
            const { items } = await (await context.request.get("/api/v1/printers?limit=1")).json();
            await page.goto(`/printers/${items[0].id}`);
            await settled(page);
            await context.setOffline(true);
            await page.getByRole("tab", { name: "History" }).click();
            await page.getByText(/^This part needs the server/).waitFor();
            await context.setOffline(false);
            await page.getByText(/^This part needs the server/).waitFor({ state: "detached" });
            await page.getByRole("region", { name: "History" }).waitFor();
        });
    });

    test("after an upgrade a click loads the document anew, once, when nothing is typed", async () => {
        await withPage(world(), world().customer, "upgrade", {}, async (page) => {
            await page.goto("/contacts");
            await settled(page);
            await upgrade(page);
            const loaded = page.waitForRequest((request) => request.isNavigationRequest());
            await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Agents" }).click();
            assert.equal(new URL((await loaded).url()).pathname, "/agents");
            await page.unrouteAll({ behavior: "ignoreErrors" });
            await page.goto("/agents");
            await page.getByRole("heading", { name: "Agents", level: 1 }).waitFor();
        });
    });

    test("after an upgrade nothing is loaded anew below a form with something typed: the person is asked", async () => {
        await withPage(world(), world().customer, "upgrade-typed", {}, async (page) => {
            await page.goto("/contacts/new");
            await page.getByLabel("Company").fill("Neue Version AG");
            await upgrade(page);
            await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Agents" }).click();
            await page.getByText(/^Platen was upgraded\. What you typed is kept/).waitFor();
            assert.equal(await page.getByLabel("Company").inputValue(), "Neue Version AG");
            await page.unrouteAll({ behavior: "ignoreErrors" });
            await page.getByRole("button", { name: "Load the new version" }).click();
            await page.getByRole("heading", { name: "Agents", level: 1 }).waitFor();
            await page.goto("/contacts/new");
            await page.getByText(kept).waitFor();
            assert.equal(await page.getByLabel("Company").inputValue(), "Neue Version AG");
        });
    });
}
