// Versions of the agent, signed packages, and who is told to become which (AGT-9).
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { type APIRequestContext, type Locator, type Page } from "../../../web/node_modules/playwright-core/index.mjs";
import { agentPackagesList, agentVersionsList } from "../../../web/src/features/agent_versions/agentVersionsSearch.ts";
import type { Part } from "../parts.ts";
import { cutOff, settled, violations, withPage, type World } from "../world.ts";

const main = (page: Page): Locator => page.locator("main");
let last = 0;
const aVersion = (): string => `9.${process.pid % 100_000}.${++last}`;

// A package that is whole; who signed it only agents can tell.
function packageOf(version: string): Buffer {
    const program = Buffer.alloc(4000, "x");
    program.write("\x7fELF\x02\x01\x01", 0, "latin1");
    program.fill(0, 7, 18);
    program[18] = 62; // EM_X86_64
    const sha256 = createHash("sha256").update(program).digest("hex");
    const manifest = JSON.stringify({ version, architecture: "amd64", size: program.length, sha256 });
    const signature = Buffer.alloc(64, "s").toString("base64url");
    return Buffer.concat([Buffer.from(`platen-agent-package 1\n${manifest}\n${signature}\n`), program]);
}
const fileOf = (version: string) => ({
    name: `agent-${version}.package`,
    mimeType: "application/octet-stream",
    buffer: packageOf(version),
});

async function upload(request: APIRequestContext, version: string, base?: string): Promise<void> {
    const answer = await request.post("/api/v1/agent-packages", {
        data: packageOf(version),
        headers: {
            "Content-Type": "application/octet-stream",
            "Idempotency-Key": `package-${version}`,
            ...(base && { Origin: base }),
        },
    });
    assert.equal(answer.status(), 201, await answer.text());
}

function tests(world: () => World): void {
    test("the operator uploads a signed package, says what the least version is, and finds who is below (AGT-9)", async () => {
        const version = aVersion();
        await withPage(world(), world().operator, "agent-versions", {}, async (page) => {
            await page.goto("/agent-packages");
            await settled(page);
            await main(page).getByRole("button", { name: "Upload package" }).first().click();
            const dialog = page.getByRole("dialog");
            await dialog.locator("input[type=file]").setInputFiles({
                name: "agent.package",
                mimeType: "application/octet-stream",
                buffer: packageOf(version).subarray(0, 2000),
            });
            await dialog.getByRole("button", { name: "Upload package" }).click();
            await dialog.getByText("The package is cut off").waitFor();
            await dialog.locator("input[type=file]").setInputFiles(fileOf(version));
            assert.deepEqual(await violations(page), []);
            await dialog.getByRole("button", { name: "Upload package" }).click();
            await page.getByText(`Package ${version} amd64 was uploaded.`).waitFor();
            await page.goto("/agent-versions");
            await settled(page);
            await main(page).getByRole("button", { name: "Version rules" }).click();
            await dialog.getByLabel("Minimum version", { exact: true }).fill("0.2.0");
            await dialog.getByRole("button", { name: "Save" }).click();
            await page.getByText("The version rules were saved.").waitFor();
            await main(page)
                .getByText(/Minimum 0\.2\.0/)
                .waitFor();
            await page.goto("/agent-versions?older_than=minimum");
            await settled(page);
            await main(page).getByText("Update by hand").first().waitFor();
            assert.deepEqual(await violations(page), []);
            // Agents of the demonstration have no key: each is named as one to be updated by hand.
            await main(page).getByRole("row").nth(1).getByRole("checkbox").check();
            await main(page).getByRole("button", { name: "Update", exact: true }).click();
            await dialog.getByRole("checkbox").check();
            await dialog.getByRole("button", { name: "Update", exact: true }).click();
            await page
                .getByText(/No agent was told to update\. One was left out: it has to be updated by hand\./)
                .waitFor();
        });
    });

    test("a customer does not see versions (AGT-9, ORG-7)", async () => {
        await withPage(world(), world().customer, "agent-versions-customer", {}, async (_page, { request }) => {
            assert.equal((await request.get("/api/v1/agent-versions")).status(), 403);
        });
    });

    test("the pages of versions fit a phone in French and in the dark", async () => {
        await withPage(
            world(),
            world().operator,
            "agent-versions-phone",
            { width: 360, height: 780, scheme: "dark", language: "fr" },
            async (page) => {
                for (const path of ["/agent-versions", "/agent-packages"]) {
                    await page.goto(path);
                    await settled(page);
                    assert.deepEqual(await cutOff(page), [], path);
                    assert.deepEqual(await violations(page), [], path);
                }
            },
        );
    });
}

export const part: Part = {
    tests,
    lists: { "/agent-versions": agentVersionsList, "/agent-packages": agentPackagesList },
    furnish: async (request) => {
        for (const version of [aVersion(), aVersion()]) await upload(request, version);
    },
    starts: { "Upload package": "uploadAgentPackage", "Version rules": "updateAgentVersionRules" },
    forms: {
        "features/agent_versions/UploadPackageDialog.tsx": ["agent package"],
        "features/agent_versions/DeletePackageDialog.tsx": ["delete agent package"],
        "features/agent_versions/RulesDialog.tsx": ["agent version rules"],
        "features/agent_versions/UpdateAgentsDialog.tsx": ["update agents"],
    },
    send: {
        operation: "uploadAgentPackage",
        work: async (sender, { go, sends, submit, confirm, closed }) => {
            const { page } = sender;
            const dialog = page.getByRole("dialog");
            const version = aVersion();
            await go(sender, "/agent-packages");
            await main(page).getByRole("button", { name: "Upload package" }).first().click();
            await dialog.locator("input[type=file]").setInputFiles(fileOf(version));
            await sends(sender, "agent package", "uploadAgentPackage", dialog, submit(dialog));
            await closed(page);
            await page.getByRole("button", { name: `Actions for ${version} amd64`, exact: true }).click();
            await page.getByRole("menuitem", { name: "Delete package", exact: true }).click();
            await confirm(sender, dialog, "delete agent package", "deleteAgentPackage");
            await go(sender, "/agent-versions");
            await main(page).getByRole("button", { name: "Version rules" }).click();
            await dialog.getByLabel("Minimum version", { exact: true }).fill(version);
            await sends(sender, "agent version rules", "updateAgentVersionRules", dialog, submit(dialog));
            await closed(page);
            const rows = main(page).getByRole("row");
            await rows.nth(1).waitFor();
            await rows.nth(1).getByRole("checkbox").check();
            await main(page).getByRole("button", { name: "Update", exact: true }).click();
            await confirm(sender, dialog, "update agents", "updateAgents");
        },
    },
    drafts: [
        {
            name: "the version rules",
            file: "agent_versions/RulesDialog.tsx",
            who: (world) => world.operator,
            prepare: async (request, base) => {
                await upload(request, aVersion(), base);
                return { path: "/api/v1/agent-version-rules", name: "", id: "" };
            },
            open: async (page) => {
                await page.goto("/agent-versions");
                await settled(page);
                await main(page).getByRole("button", { name: "Version rules" }).click();
                return page.getByRole("dialog");
            },
            field: "Minimum version",
            value: () => aVersion(),
            dialog: true,
            stored: {
                operation: "updateAgentVersionRules",
                save: "Save",
                saved: /^The version rules were saved\.$/,
                read: (body) => body.minimum_version,
                body: ({ minimum_version, rollout_version, rollout_percent }) => ({
                    minimum_version,
                    rollout_version,
                    rollout_percent,
                }),
            },
        },
    ],
};
