// The portal in Chromium against a real server with a simulated fleet: what people do on its pages.
import { chartsTests } from "./charts.ts";
import { detailsTests } from "./details.ts";
import { focusTests } from "./focus.ts";
import { guideTests } from "./guide.ts";
import { keyboardTests } from "./keyboard.ts";
import { ordersTests } from "./orders.ts";
import { mainTasksTests } from "./mainTasks.ts";
import { parts } from "./parts.ts";
import { portal } from "./portal.ts";
import { printersTests } from "./printers.ts";
import { searchTests } from "./search.ts";
import { sessionTests } from "./session.ts";
import { walkTests } from "./walk.ts";

portal("portal", {
    printers: printersTests,
    "charts and history": chartsTests,
    ...Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.tests])),
    "orders, agents and administration": ordersTests,
    "search and settings": searchTests,
    "the guide in French": guideTests,
    details: detailsTests,
    focus: focusTests,
    keyboard: keyboardTests,
    "main tasks by keyboard": mainTasksTests,
    session: sessionTests,
    walk: walkTests,
});
