// A thin client of Platen's HTTP API, as a script of an administrator would use it.
import { randomUUID } from "node:crypto";
import type { Row } from "./shapes.ts";

export class Refused extends Error {
    readonly status: number;
    readonly code: string;
    constructor(method: string, path: string, status: number, problem: Row) {
        const fields = ((problem.errors ?? []) as Row[]).map((one) => `${one.pointer} ${one.code}`).join(", ");
        super(
            `${method} ${path}: ${status} ${problem.code ?? ""} ${problem.detail ?? problem.title ?? ""} ${fields}`.trim(),
        );
        this.status = status;
        this.code = String(problem.code ?? "");
    }
}

// `type`: the body is a text of it, not JSON; `key`: an agent's or another program's; a list in `query` is repeated.
type Options = {
    key?: string;
    type?: string;
    as?: string;
    query?: Record<string, string | number | boolean | readonly string[] | undefined>;
    version?: number;
};

/** An answer that is no JSON: a PDF, a CSV. */
export type Download = { type: string; disposition: string; bytes: Buffer };

const readJson = (text: string): Row =>
    text.startsWith("{") ? (JSON.parse(text) as Row) : { detail: text.slice(0, 200) };

export class Api {
    readonly base: string;
    #cookie = "";

    constructor(base: string) {
        this.base = base;
    }

    async #fetch(method: string, path: string, body: unknown, options: Options): Promise<Response> {
        const url = new URL(`/api/v1${path}`, this.base);
        if (options.as !== undefined) url.searchParams.set("organization_id", options.as);
        for (const [name, value] of Object.entries(options.query ?? {})) {
            for (const one of Array.isArray(value) ? value : [value])
                if (one !== undefined) url.searchParams.append(name, String(one));
        }
        const headers: Record<string, string> = { accept: "application/json, */*;q=0.5", origin: this.base };
        if (options.key) headers.authorization = `Bearer ${options.key}`;
        else if (this.#cookie) headers.cookie = this.#cookie;
        if (body !== undefined) headers["content-type"] = options.type ?? "application/json";
        if (method === "POST") headers["idempotency-key"] = randomUUID();
        if (options.version !== undefined) headers["if-match"] = `"${options.version}"`;
        for (let attempt = 1; ; attempt++) {
            const response = await fetch(url, {
                method,
                headers,
                body:
                    body === undefined || typeof body === "string"
                        ? body
                        : body instanceof Uint8Array
                          ? new Uint8Array(body)
                          : JSON.stringify(body),
                signal: AbortSignal.timeout(60_000),
            });
            const cookie = response.headers.getSetCookie().find((one) => one.includes("platen_session="));
            if (cookie) this.#cookie = cookie.split(";")[0];
            if (response.ok) return response;
            const problem = readJson(await response.text());
            // Rate limits and restarts say when to come back.
            if ((response.status === 429 || response.status === 503) && attempt < 10) {
                await new Promise((resolve) =>
                    setTimeout(resolve, 1000 * Number(response.headers.get("retry-after") ?? 1)),
                );
                continue;
            }
            throw new Refused(method, path, response.status, problem);
        }
    }

    async #send(method: string, path: string, body: unknown, options: Options): Promise<Row> {
        return readJson(await (await this.#fetch(method, path, body, options)).text());
    }

    async get(path: string, options: Options = {}): Promise<Row> {
        return this.#send("GET", path, undefined, options);
    }
    async post(path: string, body: unknown, options: Options = {}): Promise<Row> {
        return this.#send("POST", path, body, options);
    }
    // A file as the body.
    async upload(path: string, bytes: Buffer, options: Options = {}): Promise<Row> {
        return this.#send("POST", path, bytes, { type: "application/octet-stream", ...options });
    }
    async put(path: string, body: unknown, options: Options = {}): Promise<Row> {
        return this.#send("PUT", path, body, options);
    }
    async file(path: string, options: Options = {}): Promise<Download> {
        const response = await this.#fetch("GET", path, undefined, options);
        return {
            type: response.headers.get("content-type") ?? "",
            disposition: response.headers.get("content-disposition") ?? "",
            bytes: Buffer.from(await response.arrayBuffer()),
        };
    }

    // Every item of a list, page by page.
    async all(path: string, options: Options = {}): Promise<Row[]> {
        const items: Row[] = [];
        let cursor: string | undefined;
        do {
            const page = await this.get(path, { ...options, query: { limit: 100, ...options.query, cursor } });
            items.push(...(page.items as Row[]));
            cursor = (page.next_cursor as string | null) ?? undefined;
        } while (cursor !== undefined);
        return items;
    }
}
