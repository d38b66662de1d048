// One person of every role there is, at every place from which one can work: at the operator, at a partner who acts in
// its customers, at a customer. The roles come from the API's document, so that a new one is walked by itself.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
    type APIRequestContext,
    type BrowserContext,
    request as requests,
} from "../../web/node_modules/playwright-core/index.mjs";
import { unique, type Account, type World } from "./world.ts";

const document = JSON.parse(
    readFileSync(join(dirname(fileURLToPath(import.meta.url)), "..", "..", "api", "openapi.json"), "utf8"),
);

export type Row = Record<string, any>;
export type Tier = "operator" | "parent" | "child";
export type Person = {
    role: string;
    tier: Tier;
    email: string;
    home: string;
    // What the browser keeps of somebody who is signed in.
    state: Awaited<ReturnType<BrowserContext["storageState"]>>;
};
export type Cast = { operator: string; parent: string; child: string; sibling: string; people: Person[] };

export const operations: { id: string; method: string; path: string; roles: string[]; query: string[] }[] =
    Object.entries(document.paths as Row).flatMap(([path, methods]) =>
        Object.entries(methods as Row)
            .filter(([, operation]) => operation.operationId)
            .map(([method, operation]) => ({
                id: operation.operationId,
                method: method.toUpperCase(),
                path,
                roles: operation["x-roles"] ?? [],
                query: (operation.parameters ?? [])
                    .filter((one: Row) => one.in === "query")
                    .map((one: Row) => one.name),
            })),
    );
export const everyRole = [...new Set(operations.flatMap(({ roles }) => roles))]
    .filter((role) => role !== "agent")
    .sort();
export const mayCall = (role: string, id: string): boolean => {
    const operation = operations.find((one) => one.id === id);
    assert.ok(operation, `the API has an operation ${id}`);
    return operation.roles.includes(role);
};

export async function ask(
    request: APIRequestContext,
    method: string,
    path: string,
    data?: unknown,
    headers: Record<string, string> = {},
): Promise<{ status: number; body: Row; etag: string }> {
    const answer = await request.fetch(`/api/v1${path}`, {
        method,
        data,
        headers: { ...(method === "POST" ? { "Idempotency-Key": unique("key") } : {}), ...headers },
    });
    const body = await answer.text();
    return {
        status: answer.status(),
        body: body.startsWith("{") ? JSON.parse(body) : {},
        etag: answer.headers().etag ?? "",
    };
}

export async function made(request: APIRequestContext, path: string, data: unknown): Promise<Row> {
    const { status, body } = await ask(request, "POST", path, data);
    assert.ok(status < 300, `POST ${path}: ${status} ${JSON.stringify(body)}`);
    return body;
}

export async function signedIn(world: World, who: Account): Promise<APIRequestContext> {
    const request = await requests.newContext({ baseURL: world.base, extraHTTPHeaders: { Origin: world.base } });
    const { status, body } = await ask(request, "POST", "/session", { email: who.email, password: who.password });
    assert.equal(status, 201, JSON.stringify(body));
    return request;
}

export const password = "Kran-Boje-42-Leuchtturm";

// A person invited into an organization, who followed the link and is signed in; null where there is no such role.
export async function invited(
    world: World,
    operator: APIRequestContext,
    tier: Tier,
    home: string,
    roles: string[],
): Promise<Person | null> {
    const email = `${unique(roles[0] ?? "").replace(/\W/g, ".")}@walk.example`;
    const user = {
        email,
        first_name: roles[0],
        last_name: "Walker",
        language: "en",
        time_zone: "Europe/Berlin",
        roles,
        child_organization_access: tier === "parent",
    };
    const { status, body } = await ask(operator, "POST", `/users?organization_id=${home}`, user);
    if (body.errors?.some((error: Row) => error.code === "role_not_for_organization")) return null;
    assert.ok(status < 300, `${email}: ${status} ${JSON.stringify(body)}`);
    const request = await requests.newContext({ baseURL: world.base, extraHTTPHeaders: { Origin: world.base } });
    await made(request, "/setup", { token: await world.tokenFor(email, home), password });
    const state = await request.storageState();
    await request.dispose();
    return { role: roles[0] ?? "", tier, email, home, state };
}

export async function gather(world: World): Promise<Cast> {
    const request = await signedIn(world, world.operator);
    const { items } = (await ask(request, "GET", "/organizations?limit=200")).body;
    const session = (await ask(request, "GET", "/session")).body;
    const customer = await signedIn(world, world.customer);
    const child = (await ask(customer, "GET", "/session")).body.organization.id;
    await customer.dispose();
    const { parent_id: parent } = items.find((one: Row) => one.id === child);
    const sibling = items.find((one: Row) => one.tier === "child" && one.id !== child).id;
    const operator = session.organization.id;
    const people: Person[] = [];
    for (const role of everyRole) {
        const first = await invited(world, request, "operator", operator, [role]);
        const those = first
            ? [first]
            : [
                  await invited(world, request, "parent", parent, [role]),
                  await invited(world, request, "child", child, [role]),
              ];
        for (const person of those) {
            assert.ok(person, `somebody can have the role ${role}`);
            people.push(person);
        }
    }
    await request.dispose();
    return { operator, parent, child, sibling, people };
}
