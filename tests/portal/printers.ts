// Home, the printer list and a printer's page (PRT-1, PRN-1..PRN-5).
import assert from "node:assert/strict";
import { test } from "node:test";
import { printerWith, settled, unique, withPage, type World } from "./world.ts";

export function printersTests(world: () => World): void {
    test("home counts printers by state, each figure leads to its list (PRT-1)", async () => {
        await withPage(world(), world().operator, "home", {}, async (page) => {
            await page.goto("/");
            await page.getByRole("heading", { name: "Home" }).waitFor();
            const link = page.getByRole("link", { name: /^Warning/ });
            await page.waitForFunction(() => /Warning\s*\d/.test(document.querySelector("main")?.textContent ?? ""));
            const count = Number((await link.textContent())?.replace(/\D/g, ""));
            await link.click();
            await page.waitForURL(/\/printers\?.*state=warning/);
            await settled(page);
            if (count > 0) await page.getByRole("table").getByRole("row").nth(1).waitFor();
            await page.getByText("Printer state: Warning").waitFor();
        });
    });

    test("search, filter, sort and page stand in the URL and survive a reload (PRN-1, PRN-2)", async () => {
        await withPage(world(), world().operator, "list", {}, async (page, context) => {
            const { items } = await (
                await context.request.get("/api/v1/printers?limit=20&sort=-life_count&communicating=true")
            ).json();
            const word = (items[0].model as string)
                .split(" ")
                .reduce((longest, each) => (each.length > longest.length ? each : longest));
            await page.goto("/printers");
            await settled(page);

            await page.getByRole("searchbox", { name: /Model, serial number/ }).fill(word);
            await page.waitForURL((url) => url.searchParams.get("search") === word);
            await page.getByRole("button", { name: "Page count" }).click();
            await page.waitForURL(/sort=life_count/);
            await page.getByRole("button", { name: "Page count" }).click();
            await page.waitForURL(/sort=-life_count/);
            await page.getByRole("button", { name: "Filter" }).click();
            await page.getByRole("menuitem", { name: "Communication" }).click();
            await page.getByRole("button", { name: "Communicating", exact: true }).click();
            await page.waitForURL(/communicating=true/);
            await page.reload();
            await settled(page);
            await page.getByText("Communication: Communicating").waitFor();
            assert.equal(
                await page.getByRole("columnheader", { name: /Page count/ }).getAttribute("aria-sort"),
                "descending",
            );
            for (const name of await page.getByRole("table").getByRole("row").getByRole("link").allTextContents())
                assert.ok(name.toLowerCase().includes(word.toLowerCase()), `${name} was found by ${word}`);

            await page.getByRole("button", { name: "Remove filter Communication" }).click();
            await page.waitForURL((url) => !url.searchParams.has("communicating"));
        });
    });

    // PRN-7: the task takes it out of the list, an agent that still finds it does not bring it back, a person does.
    test("a deregistered printer stands in its own view until it is registered again", async () => {
        await withPage(world(), world().operator, "deregistered", {}, async (page, context) => {
            const { items } = await (await context.request.get("/api/v1/printers?limit=50&managed=none")).json();
            const serial = items
                .map((each: { serial_number: string }) => each.serial_number)
                .find((each: string) => each !== "") as string;
            await page.goto(`/printers?search=${encodeURIComponent(serial)}`);
            await settled(page);
            await page.getByRole("checkbox", { name: new RegExp(serial) }).check();
            await page.getByRole("button", { name: "More actions" }).click();
            await page.getByRole("menuitem", { name: "Deregister" }).click();
            const dialog = page.getByRole("dialog", { name: /Deregister 1 printer/ });
            await dialog.getByRole("checkbox").check();
            await dialog.getByRole("button", { name: "Deregister" }).click();
            await page.getByText("Deregistering 1 printer has started.").waitFor();

            const away = async () =>
                (
                    await (
                        await context.request.get(`/api/v1/printers/deregistered?search=${encodeURIComponent(serial)}`)
                    ).json()
                ).items.length as number;
            const reaches = async (count: number) => {
                while ((await away()) !== count) await page.evaluate(() => new Promise(requestAnimationFrame));
            };
            await reaches(1);
            await page.goto("/printers");
            await page.getByRole("tab", { name: "Deregistered" }).click();
            await page.waitForURL(/view=deregistered/);
            await page.reload();
            await settled(page);
            await page.getByRole("checkbox", { name: new RegExp(serial) }).check();
            await page.getByRole("button", { name: "Register again" }).click();
            await page.getByText("1 printer is being registered again.").waitFor();
            await reaches(0);
            const back = await (
                await context.request.get(`/api/v1/printers?search=${encodeURIComponent(serial)}`)
            ).json();
            assert.equal(back.items.length, 1);
        });
    });

    test("several printers: their meters, and supplies for all of them, by one customer (PRN-4)", async () => {
        await withPage(world(), world().customer, "several", {}, async (page) => {
            await page.goto("/printers");
            await settled(page);
            const ticks = page.getByRole("table").locator("tbody").getByRole("checkbox");
            await ticks.nth(0).check();
            await ticks.nth(1).check();
            const toolbar = page.getByRole("toolbar");
            await toolbar.getByRole("button", { name: "Show meters" }).click();
            await page.waitForURL(/\/printers\/meters\?.*printer_id=.*printer_id=/);
            await page.getByRole("heading", { level: 1, name: "Meters" }).waitFor();
            await settled(page);
            assert.equal(await page.getByRole("table").locator("tbody").getByRole("row").count(), 2);
            await page.goBack();
            await settled(page);
            await ticks.nth(0).check();
            await ticks.nth(1).check();
            await toolbar.getByRole("button", { name: "Add supplies" }).click();
            await page.waitForURL(/\/supply-orders\/new\?.*printer_ids=.*printer_ids=/);
            await page.getByText("For 2 printers").waitFor();
        });
    });

    test("one printer is set not under contract on its own page, and Undo takes it back (PRN-4)", async () => {
        await withPage(world(), world().operator, "contract", {}, async (page, context) => {
            const path = "/api/v1/printers?limit=1&managed=none";
            let { items } = await (await context.request.get(`${path}&under_contract=true`)).json();
            if (items.length === 0) {
                ({ items } = await (await context.request.get(path)).json());
                assert.ok(items[0], "a printer is not managed");
                const answer = await context.request.post(
                    `/api/v1/printers/contract-changes?organization_id=${items[0].organization_id}`,
                    {
                        data: { printer_ids: [items[0].id], under_contract: true },
                        headers: { Origin: world().base, "Idempotency-Key": unique("key").replace(" ", "-") },
                    },
                );
                assert.equal(answer.status(), 200, await answer.text());
            }
            await page.goto(`/printers/${items[0].id}`);
            await settled(page);
            await page.getByRole("button", { name: "Set not under contract" }).click();
            await page.getByRole("button", { name: "Set under contract" }).waitFor();
            await page.getByRole("button", { name: "Undo" }).click();
            await page.getByRole("button", { name: "Set not under contract" }).waitFor();
        });
    });

    test("the next page goes on where the first ended, and back again", async () => {
        await withPage(world(), world().operator, "paging", {}, async (page) => {
            await page.goto("/printers");
            await settled(page);
            const serials = () => page.getByRole("table").locator("tbody tr td:nth-child(4)").allTextContents();
            const first = await serials();
            await page.getByRole("button", { name: "Next page" }).click();
            await page.waitForURL(/page=2/);
            await page.getByText(/^51–/).waitFor();
            // Until its rows have come the page before is shown.
            await settled(page);
            const second = await serials();
            assert.ok(second.length > 0);
            assert.deepEqual(
                second.filter((serial) => serial !== "–" && first.includes(serial)),
                [],
            );
            await page.getByRole("button", { name: "Previous page" }).click();
            await page.getByText(/^1–50/).waitFor();
            await settled(page);
            assert.deepEqual(await serials(), first);
        });
    });

    test("the view Managed shows company, managed and delivery contact; columns are chosen and kept (PRN-1)", async () => {
        await withPage(world(), world().operator, "columns", {}, async (page) => {
            await page.goto("/printers");
            await settled(page);
            await page.getByRole("tab", { name: "Managed" }).click();
            for (const name of ["Company name", "Managed", "Supplies delivery contact"])
                await page.getByRole("columnheader", { name, exact: false }).first().waitFor();
            await page.getByRole("tab", { name: "All printers" }).click();
            await page.getByRole("button", { name: "Columns" }).click();
            await page.getByRole("checkbox", { name: "IP address" }).check();
            await page.keyboard.press("Escape");
            await page.getByRole("columnheader", { name: /IP address/ }).waitFor();
            await page.reload();
            await page.getByRole("columnheader", { name: /IP address/ }).waitFor();
        });
    });

    test("get printer status for chosen printers runs in the tray and ends with results (PRN-5, TSK-1)", async () => {
        await withPage(world(), world().customer, "status", {}, async (page) => {
            await page.goto("/printers");
            await settled(page);
            await page.getByRole("table").getByRole("checkbox").nth(1).check();
            await page.getByRole("table").getByRole("checkbox").nth(2).check();
            await page.getByText("2 selected").waitFor();
            await page.getByRole("toolbar").getByRole("button", { name: "Get printer status" }).click();
            const tray = page.getByRole("complementary", { name: "Running tasks" });
            await tray.waitFor();
            await tray.getByRole("link").first().click();
            await page.waitForURL(/\/tasks\//);
            await page
                .getByRole("main")
                .getByText(/^Completed/)
                .first()
                .waitFor({ timeout: 60_000 });
            await page.getByRole("table", { name: "Results" }).getByRole("row").nth(2).waitFor();
        });
    });

    test("however many tasks the tray shows, the end of a page is not under it (PRT-1)", async () => {
        await withPage(world(), world().operator, "tray", {}, async (page) => {
            await page.setViewportSize({ width: 1440, height: 700 });
            await page.goto("/printers");
            await settled(page);
            const tray = page.getByRole("complementary", { name: "Running tasks" });
            for (let task = 1; task <= 5; task += 1) {
                await page.getByRole("table").getByRole("checkbox").nth(task).check();
                await page.getByRole("toolbar").getByRole("button", { name: "Get printer status" }).click();
                await tray
                    .getByRole("listitem")
                    .nth(task - 1)
                    .waitFor();
            }
            await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
            const covered = await page.evaluate(() => {
                const controls = [
                    ...document.querySelectorAll("main button, main a, main input, main [role=combobox]"),
                ];
                return controls
                    .filter((control) => {
                        const { left, top, width, height } = control.getBoundingClientRect();
                        return document.elementFromPoint(left + width / 2, top + height / 2)?.closest("aside");
                    })
                    .map((control) => control.getAttribute("aria-label") ?? control.textContent);
            });
            assert.deepEqual(covered, []);
        });
    });

    test("a printer's page: status, supplies with a chart and its table, meters, history (PRN-3)", async () => {
        await withPage(world(), world().operator, "printer", {}, async (page, context) => {
            const month = 30 * 86_400_000;
            const id = await printerWith(
                context.request,
                "levels, pages and a month of history",
                ({ supplies, life_count, discovered_at }) =>
                    supplies.some(
                        (supply: { remaining_percent: number | null }) => supply.remaining_percent !== null,
                    ) &&
                    life_count > 0 &&
                    Date.now() - Date.parse(discovered_at) > month,
            );
            await page.goto(`/printers/${id}`);
            await page.getByRole("tab", { name: "Status" }).waitFor();
            await page.getByRole("heading", { name: "Identity" }).waitFor();

            await page.getByRole("tab", { name: "Supplies" }).click();
            await page.waitForURL(/tab=supplies/);
            await page.getByRole("button", { name: "Show as table" }).click();
            const figures = page.getByRole("table", { name: "Supply levels over time" });
            await figures.getByRole("row").nth(1).waitFor();

            await page.getByRole("tab", { name: "Meters" }).click();
            await page
                .getByRole("img", { name: /Volume by month/ })
                .locator("svg")
                .waitFor();
            const download = page.waitForEvent("download");
            await page.getByRole("button", { name: "Download CSV" }).click();
            assert.match((await download).suggestedFilename(), /^meters-.*\.csv$/);

            await page.getByRole("tab", { name: "History" }).click();
            await page.getByRole("tabpanel").locator("time").first().waitFor();
            await page.reload();
            assert.equal(await page.getByRole("tab", { name: "History" }).getAttribute("aria-selected"), "true");
        });
    });

    test("fresh data of one printer comes within seconds of the click (PRN-5)", async () => {
        await withPage(world(), world().customer, "refresh", {}, async (page, context) => {
            await page.goto(`/printers/${await printerWith(context.request, "an answer", () => true)}`);
            await page.getByRole("button", { name: "Get printer status" }).click();
            await page.getByText(/Fresh data from the printer/).waitFor({ timeout: 30_000 });
        });
    });

    test("the search key finds a printer by its serial number, with the keyboard alone", async () => {
        await withPage(world(), world().operator, "search", {}, async (page) => {
            await page.goto("/printers?sort=serial_number");
            await settled(page);
            const serial =
                (await page.locator("tbody tr td:nth-child(4)").allTextContents()).find(
                    (text) => text.trim().length > 4,
                ) ?? "";
            await page.goto("/");
            await settled(page);
            await page.keyboard.press("/");
            await page.getByRole("combobox", { name: "Search" }).waitFor();
            await page.keyboard.type(serial);
            await page.getByRole("option").filter({ hasText: serial }).first().waitFor();
            await page.keyboard.press("Enter");
            await page.waitForURL(/\/printers\/[^?]+/);
            await page.getByText(serial).first().waitFor();
        });
    });

    test("a delivery contact is found and assigned, or created and assigned in one step (CON-9)", async () => {
        await withPage(world(), world().customer, "assign", {}, async (page) => {
            await page.goto("/printers");
            await settled(page);
            await page.getByRole("table").getByRole("row").nth(1).getByRole("link").click();
            await page.getByRole("button", { name: /^(Change|Assign contact)$/ }).click();
            await page.getByRole("option").first().click();
            await page.getByRole("dialog").getByRole("button", { name: "Assign contact", exact: true }).click();
            await page.getByText(/is now the delivery contact of 1 printer/).waitFor();

            await page.getByRole("button", { name: "Change", exact: true }).click();
            await page.getByRole("tab", { name: "Create and assign" }).click();
            const name = `Nord${Date.now()}`;
            await page.getByLabel("Last name").fill(name);
            await page.getByLabel("Street*", { exact: true }).fill("Kai 3");
            await page.getByLabel("City*", { exact: true }).fill("Hamburg");
            await page.getByLabel("Country*", { exact: true }).fill("Germany");
            await page.getByRole("option", { name: "Germany" }).click();
            await page.getByRole("button", { name: "Create and assign" }).click();
            await page.getByRole("link", { name }).waitFor();
        });
    });
}
