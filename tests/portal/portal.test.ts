// The portal in Chromium against a real server with a simulated fleet. One world for all: starting it takes longest.
import { after, before, describe } from "node:test";
import { chartsTests } from "./charts.ts";
import { detailsTests } from "./details.ts";
import { draftsTests } from "./drafts.ts";
import { focusTests } from "./focus.ts";
import { formsTests } from "./forms.ts";
import { looksTests } from "./looks.ts";
import { ordersTests } from "./orders.ts";
import { parts } from "./parts.ts";
import { printersTests } from "./printers.ts";
import { searchTests } from "./search.ts";
import { sessionTests } from "./session.ts";
import { walkTests } from "./walk.ts";
import { widthsTests } from "./widths.ts";
import { openWorld, type World } from "./world.ts";

let opened: World | undefined;
const world = (): World => {
    if (!opened) throw new Error("the world is not open");
    return opened;
};

describe("portal", { timeout: 2_400_000 }, () => {
    before(
        async () => {
            opened = await openWorld();
        },
        { timeout: 600_000 },
    );
    after(async () => {
        await opened?.close();
    });
    describe("printers", () => printersTests(world));
    describe("charts and history", () => chartsTests(world));
    for (const [name, part] of Object.entries(parts)) describe(name, () => part.tests(world));
    describe("orders, agents and administration", () => ordersTests(world));
    describe("search and settings", () => searchTests(world));
    describe("details", () => detailsTests(world));
    describe("drafts", () => draftsTests(world));
    describe("focus", () => focusTests(world));
    describe("widths", () => widthsTests(world));
    describe("session", () => sessionTests(world));
    describe("forms", () => formsTests(world));
    describe("walk", () => walkTests(world));
    describe("looks", () => looksTests(world));
});
