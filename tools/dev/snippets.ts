// Writes the regions of the code that documents quote (`<!-- snippet: name -->`) as the code has them now; with --check
// only says which documents are stale. tests/structure/documents.test.ts compares the same.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeSnippets, documents, refreshed } from "../../tests/structure/documents.ts";
import { read, root } from "../../tests/structure/sources.ts";

const { byName, faults } = codeSnippets();
const checking = process.argv.includes("--check");
let stale = 0;
for (const document of documents) {
    const before = read(document);
    const { text, missing } = refreshed(before, byName);
    faults.push(...missing.map((name) => `${document}: there is no region "${name}" in the code`));
    if (text === before) continue;
    stale += 1;
    if (!checking) writeFileSync(join(root, document), text);
    console.log(checking ? `   stale: ${document}` : `   wrote ${document}`);
}
for (const fault of faults) console.error(fault);
if (faults.length > 0 || (checking && stale > 0)) process.exit(1);
