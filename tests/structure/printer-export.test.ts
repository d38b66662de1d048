// PRN-1: what the list of printers shows can be taken away as a file.
import assert from "node:assert/strict";
import { test } from "node:test";
import { read } from "./sources.ts";

// Which column of the file has what a column of the portal's list shows. The bars of the four colors are all in "supplies".
const exportedAs: Record<string, string[]> = {
    printer: ["manufacturer", "model"],
    state: ["state", "state_text", "communicating"],
    serial_number: ["serial_number"],
    site: ["site"],
    others: ["supplies"],
    soonest: ["first_empty_in_days"],
    pages: ["life_count"],
    last_contact: ["last_contact_at"],
    manufacturer: ["manufacturer"],
    model: ["model"],
    address: ["address"],
    host_name: ["host_name"],
    location: ["location"],
    contract: ["under_contract"],
    agent: ["agent"],
    organization: ["organization"],
    managed: ["managed"],
    registration: ["registration", "registration_problem"],
    contact: ["contact"],
    discovered: ["discovered_at"],
    silence: ["silence"],
};

test("the export of printers has every column of their list", () => {
    const columns = read("web/src/features/printers/printerColumns.tsx");
    const shown = [...columns.matchAll(/^ {6}id: '(\w+)',$/gm)].map((match) => match[1] ?? "");
    const views = read("server/printer_views/views.cpp");
    const head = /ExportColumns\(\) \{([^;]*);/.exec(views)?.[1] ?? "";
    const exported = new Set([...head.matchAll(/"(\w+)"/g)].map((match) => match[1] ?? ""));
    assert.ok(shown.length >= 20 && exported.size >= 20, "neither list is found any more: mend this test");
    for (const column of shown) {
        const names = exportedAs[column];
        assert.ok(names, `${column}: say here which column of the export has it`);
        for (const name of names) assert.ok(exported.has(name), `${column}: the export has no ${name}`);
    }
});
