// The agent becomes a newer version through the real programs (AGT-9): signed on this machine, uploaded, told to one agent; and goes
// back by itself from one that comes up and never works. Which versions an agent takes and what it tries has its tests in
// agent/commands/update_program_test.cpp.
import assert from "node:assert/strict";
import {
    chmodSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    readdirSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Api } from "../../tools/demo/api.ts";
import { freePort, Programs, run, until } from "../../tools/demo/programs.ts";
import type { Row } from "../../tools/demo/shapes.ts";
import { startServer } from "./operator.ts";

const programs = process.env.PLATEN_PROGRAMS;
if (!programs) throw new Error("PLATEN_PROGRAMS is not set; run ./dev test system");
const folder = mkdtempSync(join(tmpdir(), "platen-updates-"));
// The private database runs as an unprivileged user, who must get through.
chmodSync(folder, 0o755);
const port = await freePort(0);
const base = `http://127.0.0.1:${port}`;
const server = join(programs, "server/platen");
const installed = join(programs, "agent/platen-agent");
const newer = join(programs, "agent/platen-agent-newer");
const hangs = join(programs, "agent/platen-agent-hangs");
const data = join(folder, "agent");
const key = join(folder, "signing.key");
const children = new Programs(join(folder, "logs"));
let api: Api;
let agentId: string;

const upload = async (program: string, version: string): Promise<void> => {
    const file = join(folder, `${version}.package`);
    await run(server, ["agent-package", "sign", program, "--key", key, "--version", version, "--out", file]);
    const answer = await api.upload("/agent-packages", readFileSync(file));
    assert.equal(answer.agent_version, version);
};
const update = (): Promise<Row> => api.post("/agent-versions/updates", { agent_ids: [agentId] });
const known = async (): Promise<Row> => {
    const found = (await api.all("/agent-versions")).find(({ id }) => id === agentId);
    assert.ok(found);
    return found;
};

before(async () => {
    api = await startServer(children, server, folder, port);
    const address = { street1: "1", street2: "", street3: "", building: "", floor: "", room: "", city: "Oslo" };
    const site = await api.post("/sites", {
        name: "Oslo",
        address: { ...address, state: "", postal_code: "", country: "NO" },
    });
    const agent = await api.post("/agents", { site_id: site.id, name: "Oslo" });
    agentId = String(agent.id);
    mkdirSync(data, { mode: 0o700 });
    writeFileSync(join(data, "token"), `${agent.enrollment_token}\n`, { mode: 0o600 });
    const publicKey = (await run(server, ["agent-package", "keys", key])).trim();
    writeFileSync(
        join(folder, "agent.toml"),
        `data = "${data}"\n[ipp]\nenabled = false\ndns_sd = false\n[update]\ntrial_seconds = 30\nkeys = ["${publicKey}"]\n`,
    );
    await run(installed, ["enroll", "--server", base, "--token-file", join(data, "token"), "--data", data]);
    children.start("agent", installed, ["run", "--config", join(folder, "agent.toml")]);
});
after(async () => {
    await children.stop();
    rmSync(folder, { recursive: true, force: true });
});

test("an agent that is below the minimum is shown, takes a signed package, and is below it no more (AGT-9)", async () => {
    await until("its version", 60, async () => (await known()).can_update === true || undefined);
    await upload(newer, "7.1.0");
    const rules = await api.get("/agent-version-rules");
    await api.put(
        "/agent-version-rules",
        { minimum_version: "7.1.0", rollout_version: "", rollout_percent: 100 },
        { version: Number(rules.version) },
    );
    assert.equal((await api.get(`/agents/${agentId}`)).below_minimum_version, true);
    assert.equal(((await update()).items as Row[])[0].version, "7.1.0");
    await until("the newer version", 120, async () => (await known()).last_outcome === "done" || undefined);
    const agent = await api.get(`/agents/${agentId}`);
    assert.equal(agent.version_text, "7.1.0");
    assert.equal(agent.below_minimum_version, false);
    assert.ok(existsSync(join(data, "programs/7.1.0")), readdirSync(data).join(" "));
});

test("it goes back from one that comes up and never works, and says so (AGT-9)", async () => {
    await upload(hangs, "7.2.0");
    assert.equal(((await update()).items as Row[])[0].version, "7.2.0");
    await until("the version of before", 180, async () => (await known()).last_outcome === "rolled_back" || undefined);
    const seen = await known();
    assert.equal(seen.last_version, "7.2.0");
    assert.equal(seen.agent_version, "7.1.0");
    assert.equal((await api.get(`/agents/${agentId}`)).state, "active");
});
