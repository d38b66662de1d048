// What the contacts of orders get by mail, by the subjects of the text catalogues, whatever the reader's language.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "./programs.ts";
import type { Inbox } from "./inbox.ts";
import type { Row } from "./shapes.ts";

const locales = join(import.meta.dirname, "../../locales");

// What a subject reads for the whole of an order, for a part and for the rest: the branches of the text's choice.
function formsOf(subject: string): string[] {
    const choice = /\{extent, select, part \{(?<part>[^}]*)\} rest \{(?<rest>[^}]*)\} other \{(?<other>[^}]*)\}\}/.exec(
        subject,
    );
    if (!choice) return [subject];
    return Object.values(choice.groups as Record<string, string>).map((form) => subject.replace(choice[0], form));
}

// The subjects of each mail about an order, in each language that has one: what it says.
function subjectsOf(order: Row): Map<string, string> {
    const subjects = new Map<string, string>();
    for (const language of readdirSync(locales)) {
        const file = join(locales, language, "supply_notices.json");
        if (!existsSync(file)) continue;
        const { mail } = JSON.parse(readFileSync(file, "utf8")) as Row;
        for (const [name, text] of Object.entries(mail as Row))
            if (name.startsWith("order_"))
                for (const form of formsOf(text.subject)) subjects.set(form.replace("{number}", order.number), name);
    }
    return subjects;
}

/** Every mail about the order that its contact got is one of these, and each came once. */
export async function lettersOf(inbox: Inbox, order: Row, expected: string[]): Promise<void> {
    const to = String(order.contact.email).toLowerCase();
    const subjects = subjectsOf(order);
    const wanted = [...expected].sort().join(", ");
    await until(`the mails of ${order.number}`, 60, async () => {
        const mails = (await inbox.mails()).filter(
            (mail) => mail.to.includes(to) && mail.subject.includes(String(order.number)),
        );
        const got = mails.map(({ subject }) => subjects.get(subject) ?? subject).sort();
        if (got.join(", ") === wanted) return true;
        throw new Error(`${to} got ${got.join(", ") || "nothing"}, expected ${wanted}`);
    });
}
