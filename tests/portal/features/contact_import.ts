// Importing contacts from a file, from the list to the report (CON-4..CON-8).
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { type Page } from "../../../web/node_modules/playwright-core/index.mjs";
import type { Part } from "../parts.ts";
import { cutOff, settled, unique, violations, withPage, type World } from "../world.ts";

const columns = [
    "first_name",
    "last_name",
    "company",
    "email",
    "phone_country_code",
    "phone_number",
    "phone_extension",
    "address_1",
    "address_2",
    "address_3",
    "building",
    "floor",
    "room",
    "city",
    "state_province",
    "postal_code",
    "country",
];

type Row = Partial<Record<string, string>>;

const row = (last_name: string, more: Row = {}): Row => ({
    first_name: "Åse",
    last_name,
    address_1: "Storgata 1",
    city: "Oslo",
    country: "NO",
    ...more,
});

function csv(rows: Row[], separator = ","): string {
    const lines = [columns, ...rows.map((each) => columns.map((column) => each[column] ?? ""))];
    return lines.map((line) => line.join(separator)).join("\r\n") + "\r\n";
}

async function choose(page: Page, name: string, content: string | Buffer, button = "Choose file"): Promise<void> {
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: button, exact: true }).click();
    await (await chooser).setFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
}

async function textOf(page: Page, name: string, role: "link" | "button" = "link"): Promise<string> {
    const download = page.waitForEvent("download");
    await page.getByRole(role, { name }).click();
    return readFile(await (await download).path(), "utf8");
}

const group = (page: Page, name: string) => page.locator("details").filter({ hasText: name });

function tests(world: () => World): void {
    test("contacts are imported from a spreadsheet's file: preview, result, report, failed rows, corrected file (CON-4, CON-7)", async () => {
        await withPage(world(), world().customer, "import-whole", {}, async (page) => {
            const name = unique("Solheim");
            const old = unique("Dahl");
            await page.goto("/contacts");
            await settled(page);
            await page.getByRole("link", { name: "Import", exact: true }).click();
            await page.getByRole("heading", { name: "Import contacts" }).waitFor();
            assert.match(await textOf(page, "Download sample file"), new RegExp(`^\ufeff${columns.join(",")}\r\n`));

            await choose(page, "first.csv", csv([row(old)]));
            await page.getByRole("button", { name: "Import one contact" }).click();
            await page.getByRole("heading", { name: "Contact import results" }).waitFor();
            await page.getByText("Completed", { exact: true }).first().waitFor();

            await page.getByRole("link", { name: "Import another file" }).click();
            const file = csv([row(name), row(old), row(`${name} bad`, { email: "bad@", city: "" })], ";");
            await choose(page, "kunder.csv", `\ufeffsep=;\r\n${file}`);
            await page.getByText("has 3 rows.").waitFor();
            await page.getByText(/separated by semicolons/).waitFor();
            await page.getByText(/first line names the separator/).waitFor();
            await group(page, "Will be imported").getByText("1", { exact: true }).waitFor();
            await group(page, "Contacts that already exist").locator("summary").click();
            await page.getByText(`Åse ${old}`).waitFor();
            const wrong = group(page, "Contacts with missing or invalid information");
            await wrong.getByText("bad@").waitFor();
            assert.deepEqual(await violations(page), []);
            await page.getByRole("button", { name: "Import one contact" }).click();

            await page.getByRole("heading", { name: "Contact import results" }).waitFor();
            await page.getByText("Completed with errors").first().waitFor();
            await group(page, "Imported contacts").locator("summary").click();
            await page.getByRole("link", { name: `Åse ${name}`, exact: true }).waitFor();
            await wrong.getByText("This is not an e-mail address.", { exact: false }).waitFor();
            assert.deepEqual(await violations(page), []);
            assert.match(await textOf(page, "Download report"), new RegExp(`invalid;5;5;Åse;${name} bad;;email;bad@;`));
            const failed = await textOf(page, "Download failed rows");
            assert.equal(failed.trimEnd().split("\r\n").length, 2);

            const corrected = failed.replace("bad@", "").replace(/(Storgata 1(?:;[^;]*){5};)/, "$1Oslo");
            await page.getByRole("link", { name: "Import another file" }).click();
            await choose(page, "corrected.csv", corrected);
            await page.getByRole("button", { name: "Import one contact" }).click();
            await page.getByText("Completed", { exact: true }).first().waitFor();
            await page.getByRole("link", { name: "To the contacts" }).click();
            await page.getByRole("searchbox", { name: "Name, company or city" }).fill(name);
            await page.getByRole("link", { name: `${name} bad, Åse` }).waitFor();
        });
    });

    test("all that is wrong with a file is read page by page and taken away before anything is written (CON-5, CON-7)", async () => {
        await withPage(world(), world().customer, "import-wrong-rows", {}, async (page) => {
            const name = unique("Feil");
            const rows = Array.from({ length: 260 }, (_, at) => row(`${name} ${at + 1}`, { country: "XX" }));
            await page.goto("/contacts/import");
            await settled(page);
            const spelled = csv(rows).replace("first_name", "First name");
            await choose(page, "wrong.csv", spelled);
            await page.getByText("has 260 rows.").waitFor();
            await page.getByText("Some columns are named in another way", { exact: false }).waitFor();
            const wrong = group(page, "Contacts with missing or invalid information");
            const seen: string[] = [];
            for (const range of ["1 to 100 of 260", "101 to 200 of 260", "201 to 260 of 260"]) {
                await wrong.getByText(range, { exact: true }).waitFor();
                const items = await wrong.locator("li").allInnerTexts();
                assert.ok(items.length <= 100);
                seen.push(...items);
                if (range.startsWith("201")) break;
                await wrong.getByRole("button", { name: "Next page" }).click();
            }
            assert.equal(seen.length, 260);
            for (const [at, text] of seen.entries())
                assert.match(text, new RegExp(`^Line ${at + 2} Åse ${name} ${at + 1} `));
            assert.equal(await wrong.getByRole("button", { name: "Next page" }).getAttribute("aria-disabled"), "true");
            await wrong.getByRole("button", { name: "Previous page" }).click();
            await wrong.getByText("101 to 200 of 260", { exact: true }).waitFor();
            assert.deepEqual(await violations(page), []);

            const report = await textOf(page, "Download report", "button");
            assert.equal(report.trimEnd().split("\r\n").length, 261);
            assert.ok(report.includes(`\r\ninvalid,261,261,Åse,${name} 260,,country,XX,`));
            const failed = await textOf(page, "Download failed rows", "button");
            assert.equal(failed, `\ufeff${csv(rows)}`);
            // Nothing was written: the corrected file is all new.
            await choose(page, "corrected.csv", failed.replaceAll(",XX\r\n", ",NO\r\n"), "Choose another file");
            await page.getByRole("button", { name: "Import 260 contacts" }).waitFor();
            assert.equal(await page.getByRole("button", { name: "Download failed rows" }).count(), 0);
        });
    });

    test("a file that cannot be read is refused with what to do, and another one can be chosen (CON-5)", async () => {
        await withPage(world(), world().customer, "import-refused", {}, async (page) => {
            await page.goto("/contacts/import");
            await settled(page);
            await choose(page, "ansi.csv", Buffer.from(csv([row("Müller")]), "latin1"));
            const alert = page.getByRole("alert");
            await alert.getByText(/Windows-1252/).waitFor();
            await alert.getByText(/line 2/).waitFor();
            assert.deepEqual(await violations(page), []);
            await choose(
                page,
                "utf16.txt",
                Buffer.from(`\ufeff${csv([row("Berg")], "\t")}`, "utf16le"),
                "Choose another file",
            );
            await alert.getByText(/UTF-16/).waitFor();
            await choose(page, "columns.csv", csv([row("Berg")]).replace("city,", ""), "Choose another file");
            await alert.getByText(/column city is missing/).waitFor();
            await choose(page, "large.csv", "x".repeat(2 ** 20 + 1), "Choose another file");
            await alert.getByText("This file is larger than 1 MB.", { exact: false }).waitFor();
            await choose(page, "bad.csv", csv([row("Berg", { city: "" })]), "Choose another file");
            await page.getByText("Nothing of this file can be imported.", { exact: false }).waitFor();
            assert.equal(await page.getByRole("button", { name: /^Import / }).count(), 0);
            assert.equal(await alert.count(), 0);
        });
    });

    test("an import is started by keyboard, and its task leads to its id (CON-6)", async () => {
        await withPage(world(), world().customer, "import-keyboard", {}, async (page) => {
            await page.goto("/contacts/import");
            await settled(page);
            const chooser = page.waitForEvent("filechooser");
            await page.getByRole("button", { name: "Choose file" }).focus();
            await page.keyboard.press("Enter");
            await (
                await chooser
            ).setFiles({ name: "keys.csv", mimeType: "text/csv", buffer: Buffer.from(csv([row(unique("Tast"))])) });
            const start = page.getByRole("button", { name: "Import one contact" });
            await start.focus();
            await page.keyboard.press("Enter");
            await page.getByRole("heading", { name: "Contact import results" }).waitFor();
            const id = new URL(page.url()).searchParams.get("import_id") ?? "";
            await page.getByRole("link", { name: id }).click();
            await page.getByRole("heading", { name: "Import contacts" }).waitFor();
        });
    });

    test("the pages of an import fit a phone, in the dark and in German", async () => {
        await withPage(
            world(),
            world().customer,
            "import-phone",
            { width: 360, height: 780, scheme: "dark", language: "de" },
            async (page) => {
                await page.goto("/contacts/import");
                await settled(page);
                await choose(
                    page,
                    `${"lang".repeat(20)}.csv`,
                    csv([row(unique("Lang")), row(unique("Wort"), { email: `${"Wort".repeat(40)}@`, city: "" })], ";"),
                    "Datei auswählen",
                );
                await page.getByText(/durch Semikolons getrennt/).waitFor();
                assert.deepEqual(await cutOff(page), []);
                await page.getByRole("button", { name: "Einen Kontakt importieren" }).click();
                await page.getByRole("heading", { name: "Ergebnisse des Kontaktimports" }).waitFor();
                await page.getByRole("link", { name: "Bericht herunterladen" }).waitFor();
                assert.deepEqual(await cutOff(page), []);
                assert.deepEqual(await violations(page), []);
            },
        );
    });

    test("who may only look is offered no import (ORG-6)", async () => {
        await withPage(world(), world().warehouse, "import-viewer", {}, async (page) => {
            await page.goto("/contacts");
            await settled(page);
            assert.equal(await page.getByRole("link", { name: "Import", exact: true }).count(), 0);
        });
    });
}

export const part: Part = {
    tests,
    starts: { Import: "previewContactImport" },
    clicks: [
        "startContactImport",
        "previewContactImport",
        "exportContactImportPreviewReport",
        "exportContactImportPreviewFailedRows",
    ],
};
