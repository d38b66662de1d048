// What people type into a search: the last digits of a label, a number without its beginning, a part of a model; and
// figures that the portal takes from the server: the profile's time zone, the length of a password.
import assert from "node:assert/strict";
import { test } from "node:test";
import { printerWith, settled, withPage, type World } from "./world.ts";

export function searchTests(world: () => World): void {
    test("a printer is found by the end of its serial number, the digits in it and its hardware address (PRN-1)", async () => {
        await withPage(world(), world().operator, "search-printer", {}, async (page, context) => {
            const id = await printerWith(context.request, "a long serial number", ({ serial_number }) =>
                /^[A-Z0-9]{8,}$/.test(serial_number ?? ""),
            );
            const printer = await (await context.request.get(`/api/v1/printers/${id}`)).json();
            const serial: string = printer.serial_number;
            const words = [
                serial.slice(-6),
                serial.slice(-4).toLowerCase(),
                serial.slice(2),
                `${printer.manufacturer.split(" ")[0]} ${serial.slice(-6)}`,
            ];
            if (printer.hardware_address)
                words.push(
                    printer.hardware_address,
                    printer.hardware_address.replaceAll(":", "-"),
                    printer.hardware_address.slice(-8),
                );
            for (const word of words) {
                const { items } = await (
                    await context.request.get(`/api/v1/printers?limit=200&search=${encodeURIComponent(word)}`)
                ).json();
                assert.ok(
                    items.some((item: { id: string }) => item.id === id),
                    `${word} finds ${serial}`,
                );
            }
            await page.goto("/printers");
            await page
                .getByRole("searchbox")
                .or(page.getByRole("textbox", { name: /serial number/i }))
                .first()
                .fill(serial.slice(-6));
            await page.getByRole("table").getByText(serial).first().waitFor();
        });
    });

    test("an order is found by its number without its beginning, and by serial number, model and part number (ORD-1)", async () => {
        await withPage(world(), world().operator, "search-order", {}, async (page, context) => {
            const [order] = (await (await context.request.get("/api/v1/supply-orders?limit=1")).json()).items;
            const [line] = order.lines;
            const found = async (word: string): Promise<boolean> => {
                const answer = await context.request.get(
                    `/api/v1/supply-orders?limit=200&search=${encodeURIComponent(word)}`,
                );
                assert.equal(answer.status(), 200, await answer.text());
                return (await answer.json()).items.some((one: { id: string }) => one.id === order.id);
            };
            const number = String(Number(order.number.replace(/\D/g, "")));
            for (const word of [
                order.number,
                order.number.toLowerCase(),
                number,
                line.printer_serial_number,
                line.printer_serial_number.slice(-5),
                line.printer_model.split(" ")[0],
            ]) {
                assert.ok(await found(word), `${word} finds ${order.number}`);
            }
            assert.ok(
                await found(`${line.printer_serial_number} ${line.printer_model.split(" ")[0]}`),
                "all words together",
            );
            assert.ok(!(await found(`${line.printer_serial_number} nosuchword`)), "every word has to be there");
            await page.goto("/supply-orders");
            await page
                .getByRole("searchbox")
                .or(page.getByRole("textbox", { name: /order number/i }))
                .first()
                .fill(line.printer_serial_number);
            await page.getByRole("link", { name: order.number }).waitFor();
        });
    });

    test("times are those of the profile's time zone, whatever the browser's is (PRT-2)", async () => {
        await withPage(world(), world().customer, "time-zone", {}, async (page, context) => {
            const profile = await context.request.get("/api/v1/profile");
            const { first_name, last_name, language, time_zone } = await profile.json();
            const set = async (zone: string): Promise<void> => {
                const now = await context.request.get("/api/v1/profile");
                const answer = await context.request.put("/api/v1/profile", {
                    data: { first_name, last_name, language, time_zone: zone },
                    headers: { Origin: world().base, "If-Match": now.headers().etag ?? "" },
                });
                assert.equal(answer.status(), 200, await answer.text());
            };
            await set("Pacific/Chatham");
            try {
                await page.goto("/settings");
                await settled(page);
                const hour = (zone: string): string =>
                    new Intl.DateTimeFormat("en", { timeZone: zone, hour: "2-digit" }).format(new Date());
                const told = (await page.getByText(/^Now: /).textContent()) ?? "";
                assert.ok(
                    told.includes(`${hour("Pacific/Chatham").slice(0, 2)}:`),
                    `${told} is the time of the Chatham Islands (${hour("Pacific/Chatham")})`,
                );
            } finally {
                await set(time_zone);
            }
        });
    });

    test("the hint and the refusal of a new password name one length, the server's (IDN-2)", async () => {
        await withPage(world(), world().customer, "password-length", {}, async (page, context) => {
            const { password_minimum_length } = await (await context.request.get("/api/v1/session")).json();
            await page.goto("/change-password");
            const field = page.getByLabel(/^New password/);
            await page.getByText(`At least ${password_minimum_length} characters`).waitFor();
            await field.fill("Ab1");
            await field.blur();
            await page.getByText(`It needs at least ${password_minimum_length} characters.`).first().waitFor();
        });
    });
}
