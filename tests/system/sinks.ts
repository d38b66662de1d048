// Where a server sends to, for tests that say when it gets an answer: a mail server and a receiver of webhooks.
import { createServer as createHttp } from "node:http";
import { createServer, type Server, type Socket } from "node:net";

export type Letter = { id: string; to: string; subject: string };

// The steps of a dialogue, in their order.
export const smtpSteps = ["connect", "EHLO", "MAIL", "RCPT", "DATA", "text"] as const;
export type SmtpStep = (typeof smtpSteps)[number];

export class MailSink {
    readonly letters: Letter[] = [];
    #server: Server;
    #sockets = new Set<Socket>();
    #hold: { step: SmtpStep; reached: () => void } | undefined;

    private constructor(server: Server) {
        this.#server = server;
    }

    static async start(): Promise<MailSink> {
        const server = createServer();
        const sink = new MailSink(server);
        server.on("connection", (socket) => sink.#talk(socket));
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        return sink;
    }
    get port(): number {
        return (this.#server.address() as { port: number }).port;
    }
    // Resolves when the next mail gets there; that step is never answered. A mail whose text has come counts as taken.
    hold(step: SmtpStep): Promise<void> {
        return new Promise((resolve) => {
            this.#hold = { step, reached: resolve };
        });
    }
    stop(): void {
        this.#server.close();
        for (const socket of this.#sockets) socket.destroy();
    }

    #talk(socket: Socket): void {
        let buffer = "";
        let to = "";
        let text: string[] | undefined;
        this.#sockets.add(socket);
        socket.on("error", () => {});
        socket.on("close", () => this.#sockets.delete(socket));
        const answer = (step: SmtpStep, words: string): void => {
            const hold = this.#hold;
            if (hold?.step === step) {
                this.#hold = undefined;
                hold.reached();
                return;
            }
            socket.write(`${words}\r\n`);
        };
        answer("connect", "220 sink ESMTP");
        socket.setEncoding("utf8").on("data", (chunk: string) => {
            buffer += chunk;
            for (let end = buffer.indexOf("\r\n"); end >= 0; end = buffer.indexOf("\r\n")) {
                const line = buffer.slice(0, end);
                buffer = buffer.slice(end + 2);
                if (text) {
                    if (line !== ".") {
                        text.push(line);
                        continue;
                    }
                    const header = (name: string): string =>
                        text?.find((one) => one.toLowerCase().startsWith(`${name}: `))?.slice(name.length + 2) ?? "";
                    this.letters.push({ id: header("message-id"), to, subject: header("subject") });
                    text = undefined;
                    answer("text", "250 taken");
                } else if (line.startsWith("EHLO")) answer("EHLO", "250-sink\r\n250 8BITMIME");
                else if (line.startsWith("MAIL")) answer("MAIL", "250 ok");
                else if (line.startsWith("RCPT")) {
                    to = /<(.*)>/.exec(line)?.[1] ?? "";
                    answer("RCPT", "250 ok");
                } else if (line === "DATA") {
                    text = [];
                    answer("DATA", "354 go on");
                } else if (line === "QUIT") socket.end("221 bye\r\n");
                else socket.write("250 ok\r\n");
            }
        });
    }
}

export type Told = { id: string; type: string; number: string };

export class HookSink {
    readonly told: Told[] = [];
    readonly port: number;
    #close: () => void;
    #hold: { type: string; reached: (told: Told) => void } | undefined;

    private constructor(port: number, close: () => void) {
        this.port = port;
        this.#close = close;
    }

    static async start(): Promise<HookSink> {
        const server = createHttp();
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        const sink = new HookSink((server.address() as { port: number }).port, () => {
            server.close();
            server.closeAllConnections();
        });
        server.on("request", (request, response) => {
            let body = "";
            request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
            request.on("end", () => {
                const { type, data } = JSON.parse(body) as { type: string; data: { number?: string } };
                const told = { id: String(request.headers["webhook-id"]), type, number: data.number ?? "" };
                if (sink.answers(told)) response.end("ok");
            });
        });
        return sink;
    }
    // Resolves when such an event comes, which is never answered.
    hold(type: string): Promise<Told> {
        return new Promise((resolve) => {
            this.#hold = { type, reached: resolve };
        });
    }
    answers(told: Told): boolean {
        this.told.push(told);
        if (this.#hold?.type !== told.type) return true;
        this.#hold.reached(told);
        this.#hold = undefined;
        return false;
    }
    stop(): void {
        this.#close();
    }
}
