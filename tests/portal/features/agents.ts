// Agents: search criteria out of a file (AGT-2), two of them at one site (AGT-12), printers that report themselves (AGT-6).
import assert from "node:assert/strict";
import { test } from "node:test";
import type { APIRequestContext } from "../../../web/node_modules/playwright-core/index.mjs";
import type { Part } from "../parts.ts";
import { settled, unique, violations, withPage, type World } from "../world.ts";

const criteria = (include: string[]) => ({
    include,
    exclude: [],
    discovery_interval_seconds: 86400,
    polling_interval_seconds: 3600,
});

// As a program at the site: enrolled, and asking what to do.
async function connected(request: APIRequestContext, base: string, site: string, include: string[]): Promise<any> {
    const answer = await request.post("/api/v1/agents", {
        data: { name: unique("Agent"), site_id: site, search: criteria(include) },
        headers: { Origin: base, "Idempotency-Key": unique("key").replace(" ", "-") },
    });
    assert.equal(answer.status(), 201, await answer.text());
    const agent = await answer.json();
    const enrolled = await fetch(`${base}/api/v1/agent/enroll`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ token: agent.enrollment_token, host_name: "pc", version: "0.2.0" }),
    });
    const { key } = (await enrolled.json()) as { key: string };
    const duty = async (): Promise<any> =>
        (await fetch(`${base}/api/v1/agent/duty`, { headers: { Authorization: `Bearer ${key}` } })).json();
    await duty();
    return { ...agent, duty };
}

const siteOf = async (request: APIRequestContext): Promise<string> =>
    (await (await request.get("/api/v1/sites?limit=1")).json()).items[0].id;

function tests(world: () => World): void {
    test("addresses are imported with a report line by line, counted, and what others search is pointed out (AGT-2)", async () => {
        await withPage(world(), world().customer, "agent-import", {}, async (page, context) => {
            const site = await siteOf(context.request);
            const other = await connected(context.request, world().base, site, ["10.71.0.0/24"]);
            const agent = await connected(context.request, world().base, site, ["10.72.0.1"]);
            await page.goto(`/agents/${agent.id}`);
            await settled(page);
            await page.getByRole("button", { name: "Import" }).click();
            const dialog = page.getByRole("dialog", { name: "Import addresses" });
            await dialog
                .getByLabel("Text")
                .fill("list,entry\ninclude,10.71.0.9\nexclude,10.72.0.5\nthis is nothing\n10.72.0.1\n");
            await dialog.getByRole("button", { name: "Check" }).click();
            const report = dialog.getByRole("status");
            await report.getByText("Line 2: 10.71.0.9 is included").waitFor();
            await report.getByText("Line 3: 10.72.0.5 is excluded").waitFor();
            await report.getByText(/Line 4: this is nothing is no address/).waitFor();
            await report.getByText("Line 5: 10.72.0.1 is there already").waitFor();
            assert.deepEqual(await violations(page), []);
            await dialog.getByRole("button", { name: "Add 2 entries" }).click();
            await dialog.waitFor({ state: "detached" });
            assert.equal(await page.getByLabel("Include").inputValue(), "10.72.0.1\n10.71.0.9");
            await page.getByText("One search asks 2 addresses.").waitFor();
            await page.getByText(`10.71.0.9 and 10.71.0.0/24 of ${other.name} at the same site: 10.71.0.9`).waitFor();
            await page.getByRole("button", { name: "Save", exact: true }).click();
            await page.getByText(/^Saved\. The agent/).waitFor();
            const saved = await (await context.request.get(`/api/v1/agents/${agent.id}`)).json();
            assert.deepEqual(saved.search.exclude, ["10.72.0.5"]);
        });
    });

    test("of two agents at a site the page says which one polls, and makes the other one active (AGT-12)", async () => {
        await withPage(world(), world().customer, "agent-duty", {}, async (page, context) => {
            const site = await siteOf(context.request);
            const first = await connected(context.request, world().base, site, ["10.73.0.0/24"]);
            const second = await connected(context.request, world().base, site, ["10.73.0.0/24"]);
            await page.goto(`/agents/${second.id}`);
            await page.getByText("Stands by for").waitFor();
            await page.getByRole("link", { name: first.name }).waitFor();
            await page.getByRole("button", { name: "Actions" }).click();
            await page.getByRole("menuitem", { name: "Make this one active" }).click();
            await page.getByText("Active: asks the printers").waitFor();
            await page.getByText(`Standing by: ${first.name}`).waitFor();
            assert.deepEqual(await first.duty(), { polls: false, shared: true, active_agent: second.name });
            assert.deepEqual(await violations(page), []);
        });
    });

    test("a printer that reports itself gets a token, and has nothing to search for (AGT-6)", async () => {
        await withPage(world(), world().customer, "agent-native", {}, async (page, context) => {
            const name = unique("Lobby");
            await page.goto("/agents");
            await settled(page);
            await page.getByRole("button", { name: "New native agent" }).click();
            const dialog = page.getByRole("dialog");
            await dialog.getByLabel("Name*").fill(name);
            await dialog.getByLabel("Site*").click();
            await page.getByRole("option").first().click();
            await dialog.getByRole("button", { name: "Create agent" }).click();
            await dialog.getByText("Address of this server").waitFor();
            await dialog.getByRole("button", { name: "I have copied it" }).click();
            const { items } = await (
                await context.request.get(`/api/v1/agents?search=${encodeURIComponent(name)}`)
            ).json();
            await page.goto(`/agents/${items[0].id}`);
            await page.getByText("This printer reports itself").waitFor();
            assert.equal(await page.getByLabel("Include").count(), 0);
        });
    });
}

export const part: Part = { tests };
