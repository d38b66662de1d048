// A server of a test's own, and its operator. Private to tests/system.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Api } from "../../tools/demo/api.ts";
import { type Programs, until } from "../../tools/demo/programs.ts";
import { makePassword, tokenIn } from "../../tools/demo/setup.ts";

/** Makes the operator and its administrator by the setup link in `data`, and is signed in as her. */
export async function setUp(base: string, data: string, password = makePassword()): Promise<Api> {
    const link = await until("the setup link", 30, async () => readFileSync(join(data, "setup-link"), "utf8").trim());
    const api = new Api(base);
    await api.post("/setup", {
        token: tokenIn(link) ?? link,
        password,
        email: "ada@operator.example",
        first_name: "Ada",
        last_name: "Berg",
        organization_name: "Operator",
    });
    return api;
}

/**
 * Starts `server` (platen) on that port of this machine with its data in `folder`/data, and sets it up. `more`: settings
 * as TOML.
 */
export async function startServer(
    children: Programs,
    server: string,
    folder: string,
    port: number,
    more = "",
    password = makePassword(),
): Promise<Api> {
    const settings = join(folder, "platen.toml");
    const data = join(folder, "data");
    writeFileSync(settings, `data = "${data}"\nlisten = "127.0.0.1:${port}"\n[metrics]\nlisten = ""\n${more}`);
    children.start("platen", server, ["serve", "--config", settings]);
    const base = `http://127.0.0.1:${port}`;
    await until("the server", 120, async () => (await fetch(`${base}/readyz`)).ok);
    return setUp(base, data, password);
}
