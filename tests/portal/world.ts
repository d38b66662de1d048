// What the portal tests stand on: a running Platen with a simulated fleet, a browser, people who can sign in.
// PLATEN_URL and PLATEN_ACCOUNTS (JSON: [{email, password}]: operator, warehouse, then administrators of child
// organizations) take a server that runs already with PLATEN_SETTINGS; otherwise the demo is started with a small fleet.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createSocket } from "node:dgram";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
    type APIRequestContext,
    type Browser,
    type BrowserContext,
    chromium,
    type Page,
} from "../../web/node_modules/playwright-core/index.mjs";
import { Inbox } from "../../tools/demo/inbox.ts";
import { until } from "../../tools/demo/programs.ts";
import { type TokenFor, tokensBy } from "../../tools/demo/setup.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const programs = process.env.PLATEN_PROGRAMS ?? join(root, "build/dev");
const axe = readFileSync(join(root, "web/node_modules/axe-core/axe.min.js"), "utf8");

export type Account = { email: string; password: string };
export type World = {
    base: string;
    browser: Browser;
    operator: Account;
    warehouse: Account;
    customer: Account;
    /** The token of an invitation: the server mails it to the person alone, and whoever runs it may have another one. */
    tokenFor: TokenFor;
    /** The text of a mail to that address that has these words, once it came; undefined where the server's mails go elsewhere. */
    mailed: (to: string, words: string[]) => Promise<string | undefined>;
    /** Does the work while no agent answers, as if their machines stood still: what they are asked goes on and on. */
    whileAgentsHang: (work: () => Promise<void>) => Promise<void>;
    close: () => Promise<void>;
};

const freeUdpPort = (): Promise<number> =>
    new Promise((resolve) => {
        const socket = createSocket("udp4");
        socket.bind(0, "127.0.0.1", () => {
            const { port } = socket.address();
            socket.close(() => resolve(port));
        });
    });

// The processes of a parent's agents (Linux).
function agentsOf(parent: number): number[] {
    const children = readFileSync(`/proc/${parent}/task/${parent}/children`, "utf8").trim().split(" ").map(Number);
    return children.filter((child) => /platen-agent\0run\0/.test(readFileSync(`/proc/${child}/cmdline`, "utf8")));
}

async function whileStopped(processes: number[], work: () => Promise<void>): Promise<void> {
    assert.ok(processes.length > 0, "agents run");
    for (const id of processes) process.kill(id, "SIGSTOP");
    try {
        await work();
    } finally {
        for (const id of processes) process.kill(id, "SIGCONT");
    }
}

type Started = Pick<World, "base" | "tokenFor" | "mailed" | "whileAgentsHang"> & {
    accounts: Account[];
    stop: () => Promise<void>;
};

// The demo tells its address and its accounts when it is ready.
async function startDemo(): Promise<Started> {
    const folder = mkdtempSync(join(tmpdir(), "platen-portal-"));
    // The private database runs as an unprivileged user, who must get through.
    chmodSync(folder, 0o755);
    const child: ChildProcess = spawn(
        process.execPath,
        ["--disable-warning=ExperimentalWarning", "tools/demo/main.ts"],
        {
            cwd: root,
            env: {
                ...process.env,
                PLATEN_ROOT: root,
                PLATEN_DEMO_FOLDER: join(folder, "demo"),
                PLATEN_DEMO_PRINTERS: "120",
                // What people look at has the history that comparisons need.
                PLATEN_DEMO_DAYS: process.env.PLATEN_PICTURES_FOLDER ? "184" : "75",
                PLATEN_DEMO_PORT: "0",
                PLATEN_DEMO_SMTP_PORT: "0",
                PLATEN_DEMO_INBOX_PORT: "0",
                PLATEN_DEMO_SNMP_PORT: String(await freeUdpPort()),
            },
            stdio: ["ignore", "pipe", "pipe"],
        },
    );
    let told = "";
    const ready = new Promise<void>((resolve, reject) => {
        const listen = (text: string): void => {
            told += text;
            if (told.includes("Ctrl-C stops everything")) resolve();
        };
        child.stdout?.setEncoding("utf8").on("data", listen);
        child.stderr?.setEncoding("utf8").on("data", listen);
        child.once("exit", (code) => reject(new Error(`the demo ended with ${code}:\n${told}`)));
    });
    let stopping = false;
    child.once("exit", (code, signal) => {
        if (!stopping) console.error(`the demo ended with ${code ?? signal}:\n${told.slice(-3000)}`);
    });
    const stop = async (): Promise<void> => {
        stopping = true;
        if (child.exitCode === null && child.signalCode === null) {
            const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
            child.kill("SIGTERM");
            await ended;
        }
        rmSync(folder, { recursive: true, force: true });
    };
    try {
        await ready;
    } catch (error) {
        await stop();
        throw error;
    }
    const base = /Portal\s+(http\S+)/.exec(told)?.[1];
    assert.ok(base, told);
    const people = [...told.matchAll(/^ +(\S+@\S+) +(\S+) {3}(.+)$/gm)].map(([, email, password, who]) => ({
        email,
        password,
        who,
    }));
    // The demo's words for them: a customer's administrator has the customer's name.
    const of = (words: RegExp): Account[] => people.filter(({ who }) => words.test(who)).slice(0, 1);
    const accounts = [/^operator, administrator$/, /^operator, warehouse$/, /^[^,]+$/].flatMap(of);
    const whileAgentsHang = (work: () => Promise<void>) => whileStopped(agentsOf(child.pid!), work);
    const tokenFor = tokensBy(join(programs, "server/platen"), join(folder, "demo/platen.toml"));
    const inbox = new Inbox(/Mails\s+(http\S+)/.exec(told)?.[1] ?? "");
    const mailed = async (to: string, words: string[]): Promise<string | undefined> =>
        (await until(`a mail to ${to}`, 30, () => inbox.find(to, words)))?.text;
    return { base, accounts, tokenFor, mailed, whileAgentsHang, stop };
}

// A server that runs already has its agents elsewhere: printers that are switched off let them wait, for a while.
const given = (url: string): Started => ({
    base: url,
    accounts: JSON.parse(process.env.PLATEN_ACCOUNTS ?? "[]") as Account[],
    tokenFor: tokensBy(join(programs, "server/platen"), process.env.PLATEN_SETTINGS ?? "/etc/platen/platen.toml"),
    mailed: () => Promise.resolve(undefined),
    whileAgentsHang: (work) => work(),
    stop: async () => {},
});

export async function openWorld(): Promise<World> {
    const url = process.env.PLATEN_URL;
    const { base, accounts, tokenFor, mailed, whileAgentsHang, stop } = url ? given(url) : await startDemo();
    const [operator, warehouse, customer] = accounts;
    assert.ok(operator && warehouse && customer, "an operator, someone of the warehouse and a customer can sign in");
    const browser = await chromium.launch({
        executablePath: process.env.PLATEN_CHROMIUM ?? "/usr/bin/chromium-headless-shell",
        args: [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-quic",
            "--no-first-run",
        ],
    });
    return {
        base,
        browser,
        operator,
        warehouse,
        customer,
        tokenFor,
        mailed,
        whileAgentsHang,
        close: async () => {
            await browser.close();
            await stop();
        },
    };
}

export type Language = "de" | "en" | "fr" | "it" | "nb" | "sv";

export type Look = {
    width?: number;
    height?: number;
    scheme?: "light" | "dark";
    language?: Language;
    // Whether all other pages come beforehand once the first one is at rest. Few tests look at that; in the others it
    // would be most of what the machine does.
    prefetch?: boolean;
    // All texts 40 % longer, as another language may have them.
    longer?: boolean;
};

// A browser whose owner wants few data: it fetches what is opened, and nothing beforehand.
export async function savingData(context: BrowserContext): Promise<void> {
    await context.addInitScript(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true })",
    );
}

// Signed in, the profile's language counts.
async function speak(request: APIRequestContext, base: string, language: string): Promise<void> {
    const profile = await request.get("/api/v1/profile");
    const { first_name, last_name, language: before, time_zone } = await profile.json();
    if (before === language) return;
    const answer = await request.put("/api/v1/profile", {
        data: { first_name, last_name, language, time_zone },
        headers: { Origin: base, "If-Match": profile.headers().etag ?? "" },
    });
    assert.equal(answer.status(), 200, await answer.text());
}

// What a person would have seen when a test failed, in a few lines: where a picture does not come along.
async function seen(page: Page): Promise<string> {
    const told = await page
        .evaluate(() => {
            const texts = (selector: string) =>
                [...document.querySelectorAll<HTMLElement>(selector)]
                    .filter((each) => each.getClientRects().length > 0)
                    .map((each) =>
                        (each.getAttribute("aria-label") ?? each.innerText).replace(/\s+/g, " ").slice(0, 120),
                    )
                    .slice(-12);
            return {
                address: location.pathname + location.search,
                headings: texts("h1, h2"),
                dialogs: texts("[role=dialog], dialog[open]"),
                alerts: texts("[role=alert], [role=status]"),
                buttons: texts("main button, [role=dialog] button"),
            };
        })
        .catch((error: Error) => ({ address: page.url(), gone: error.message }));
    return `seen: ${JSON.stringify(told)}`;
}

// A browser of its own for one test. What went wrong in the page fails the test, with a picture.
export async function withPage(
    world: World,
    who: Account | null,
    name: string,
    look: Look,
    work: (page: Page, context: BrowserContext) => Promise<void>,
): Promise<void> {
    const context = await world.browser.newContext({
        baseURL: world.base,
        viewport: { width: look.width ?? 1440, height: look.height ?? 900 },
        colorScheme: look.scheme ?? "light",
        locale: look.language ?? "en",
        timezoneId: "Europe/Berlin",
        reducedMotion: "reduce",
    });
    const language = look.language ?? "en";
    if (!look.prefetch) await savingData(context);
    await context.addInitScript((code) => {
        if (!localStorage.getItem("platen.preferences"))
            localStorage.setItem("platen.preferences", JSON.stringify({ language: code }));
    }, language);
    if (look.longer) await context.addInitScript(() => localStorage.setItem("platen.pseudo", "1"));
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const broken: string[] = [];
    page.on("pageerror", (error) => broken.push(error.message));
    page.on("console", (message) => {
        // A refused call is part of many tests; the page's own complaints are part of none.
        if (message.type() === "error" && !/Failed to load resource/.test(message.text())) broken.push(message.text());
    });
    try {
        if (who) {
            const answer = await context.request.post("/api/v1/session", {
                data: { email: who.email, password: who.password },
                headers: { Origin: world.base },
            });
            assert.equal(answer.status(), 201, await answer.text());
            await speak(context.request, world.base, language);
        }
        await work(page, context);
        assert.deepEqual(broken, [], "the page reported errors");
    } catch (error) {
        const results = process.env.PLATEN_TEST_RESULTS ?? tmpdir();
        mkdirSync(results, { recursive: true });
        const picture = join(results, `portal-${name.replace(/\W+/g, "-")}.png`);
        await page.screenshot({ path: picture }).catch(() => undefined);
        throw new Error(`${(error as Error).message}\n${await seen(page)}\npicture: ${picture}`, { cause: error });
    } finally {
        await context.close();
    }
}

// What the page looks like, where PLATEN_PICTURES names a folder: for the documentation, and to be looked at.
export async function picture(page: Page, name: string): Promise<void> {
    const folder = process.env.PLATEN_PICTURES;
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${name.replace(/^\W+/, "").replace(/\W+/g, "-")}.png`) });
}

// What the page's own thread has spent so far, in seconds of the processor: on a busy machine, too.
export async function processorTime(page: Page, context: BrowserContext): Promise<() => Promise<number>> {
    const session = await context.newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    return async () => {
        const { metrics } = await session.send("Performance.getMetrics");
        const spent = metrics.find(({ name }) => name === "TaskDuration")?.value;
        assert.ok(spent !== undefined, "the browser counts what its tasks take");
        return spent;
    };
}

// What axe finds against WCAG 2.2 AA (PRT-5).
export async function violations(page: Page): Promise<string[]> {
    // From the top: what is half under the bar that stays would count as too small.
    await page.evaluate(() => scrollTo(0, 0));
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
        const result = await (globalThis as any).axe.run(document, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
        });
        return result.violations.map(
            (one: any) =>
                `${one.id}: ${one.nodes
                    .map((node: any) => node.target.join(" "))
                    .slice(0, 3)
                    .join(" | ")}`,
        );
    });
    return found as string[];
}

// Controls of a page that what surrounds them cuts off at the side: they make no page wider, and cannot be used.
export function cutOff(page: Page): Promise<string[]> {
    return page.evaluate(() => {
        const found: string[] = [];
        for (const control of document.querySelectorAll<HTMLElement>(
            "main :is(a, button, input, textarea, [role='combobox'])",
        )) {
            const { left, right, width } = control.getBoundingClientRect();
            if (width <= 1 || control.closest("[aria-hidden='true']")) continue;
            for (let around = control.parentElement; around; around = around.parentElement) {
                const { overflowX, textOverflow } = getComputedStyle(around);
                // There it can be brought into sight, or its text is shortened on purpose.
                if (/auto|scroll/.test(overflowX) || textOverflow === "ellipsis") break;
                if (overflowX === "visible") continue;
                const place = around.getBoundingClientRect();
                const over = Math.round(Math.max(right - place.right, place.left - left));
                if (over <= 1) continue;
                found.push(
                    `"${control.getAttribute("aria-label") ?? control.textContent?.slice(0, 30)}" is cut off by ${over} px`,
                );
                break;
            }
        }
        return [...new Set(found)];
    });
}

// Words of the portal itself that do not fit where they stand. A value may be shortened; what a thing is called may not.
export function clipped(page: Page): Promise<string[]> {
    return page.evaluate(() => {
        const found: string[] = [];
        const words = "h1, h2, h3, button, label, legend, dt, [role='tab'], [role='menuitem'], th, nav a";
        for (const one of document.querySelectorAll<HTMLElement>(words)) {
            const { width, height } = one.getBoundingClientRect();
            if (width <= 1 || height <= 1 || one.closest("[aria-hidden='true']")) continue;
            // The organization's name and what is filtered are values.
            if (one.matches("[aria-haspopup='dialog']")) continue;
            for (const part of [one, ...one.querySelectorAll<HTMLElement>("*")]) {
                if (part.closest(".visually-hidden") || !part.textContent?.trim()) continue;
                const { overflowX, overflowY } = getComputedStyle(part);
                const wide = overflowX !== "visible" && part.scrollWidth - part.clientWidth > 1;
                const tall = overflowY === "hidden" && part.scrollHeight - part.clientHeight > 2;
                if (part.clientWidth > 0 && (wide || tall)) {
                    found.push(`"${part.textContent.trim().slice(0, 40)}" does not fit`);
                    break;
                }
            }
        }
        return [...new Set(found)];
    });
}

// A contact as the API takes it.
export const contactNamed = (last_name: string, first_name = "Kim"): object => ({
    first_name,
    last_name,
    company: "",
    email: "contact@example.com",
    phone: { country_code: "", number: "", extension: "" },
    address: {
        street1: "Road 1",
        street2: "",
        street3: "",
        building: "",
        floor: "",
        room: "",
        city: "Kiel",
        state: "",
        postal_code: "",
        country: "DE",
    },
});

// The form of a new contact with what it needs, not sent yet.
export async function typeContact(page: Page, lastName: string): Promise<void> {
    await page.goto("/contacts/new");
    await page.getByLabel("Last name").fill(lastName);
    await page.getByLabel("Street*", { exact: true }).fill("Kai 3");
    await page.getByLabel("City*", { exact: true }).fill("Kiel");
    await page.getByLabel("Country*", { exact: true }).fill("Germany");
    await page.getByRole("option", { name: "Germany" }).click();
}

export async function settled(page: Page): Promise<void> {
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForFunction(() => document.querySelectorAll("[aria-busy='true']").length === 0);
}

// A page of the portal, as a click on a link opens it: where a test looks at many, a reload for each would take most of
// its time.
export async function visit(page: Page, href: string): Promise<void> {
    const router = "__TSR_ROUTER__";
    const opened = await page.evaluate(
        async ([name, to]) => {
            const known = (globalThis as any)[name];
            await known?.navigate({ href: to });
            return Boolean(known);
        },
        [router, href] as const,
    );
    if (!opened) await page.goto(href);
    await page.waitForFunction((name) => {
        const state = (globalThis as any)[name]?.state;
        return (
            state?.status === "idle" &&
            state.resolvedLocation?.href === state.location.href &&
            document.querySelector("h1, main [role=alert] h2") &&
            !document.querySelector("[aria-busy='true']")
        );
    }, router);
}

// A printer of the fleet that has what a test needs, by the API; the newest contact first, so that it answers. What
// stands in the first row of a list is a matter of the day.
export async function printerWith(
    request: APIRequestContext,
    what: string,
    has: (printer: any) => boolean,
): Promise<string> {
    const { items } = await (await request.get("/api/v1/printers?limit=100&sort=-last_contact_at")).json();
    const printer = items.find(has);
    assert.ok(printer, `the fleet has a printer with ${what}`);
    return printer.id;
}

let counter = 0;
const taken = new Map<string, number>();

// A word that no other test uses. Where pictures for people are made nothing runs beside, and a number is enough.
export function unique(word: string): string {
    if (!process.env.PLATEN_PICTURES_FOLDER) return `${word} ${Date.now().toString(36)}${(counter += 1)}`;
    const times = (taken.get(word) ?? 0) + 1;
    taken.set(word, times);
    return times === 1 ? word : `${word} ${times}`;
}
