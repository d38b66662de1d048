// The mail server's inbox (MailDev's own HTTP API).
import type { Row } from "./shapes.ts";

export type Mail = { id: string; subject: string; to: string[]; text: string; messageId: string };

export class Inbox {
    readonly address: string;

    constructor(address: string) {
        this.address = address;
    }
    async mails(): Promise<Mail[]> {
        const answer = await fetch(`${this.address}/email`, { signal: AbortSignal.timeout(20_000) });
        const rows = (await answer.json()) as Row[];
        return rows.map((row) => ({
            id: row.id,
            subject: row.subject ?? "",
            to: (row.to ?? []).map((one: Row) => String(one.address).toLowerCase()),
            text: `${row.text ?? ""}`,
            messageId: String(row.headers?.["message-id"] ?? row.messageId ?? ""),
        }));
    }
    async find(to: string, words: string[]): Promise<Mail | undefined> {
        const mails = await this.mails();
        // Lines of a text are broken wherever they get too long.
        const read = ({ subject, text }: Mail): string => `${subject} ${text}`.replace(/\s+/g, " ");
        return mails.find(
            (mail) => mail.to.includes(to.toLowerCase()) && words.every((word) => read(mail).includes(word)),
        );
    }
}
