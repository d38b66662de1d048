// The table of order lines by days left: every line is in one row, at its bound and beyond it.
import { test } from "node:test";
import assert from "node:assert/strict";
import { countLines, table } from "../../tools/demo/lines.ts";
import type { Row } from "../../tools/demo/shapes.ts";

const line = (code: string, days?: number): Row => ({
    reason: { code: `replenishment.${code}`, args: days === undefined ? {} : { lasts_days: days } },
});

test("[ASR-6] each line of the nightly run is counted once, a person's is not", () => {
    const orders = [
        { lines: [line("due", 0), line("due_by_risk", 21), line("joins", 22), line("joins", 45)] },
        {
            lines: [
                line("joins", 46),
                line("joins", 66),
                line("due_by_risk", 67),
                line("joins", 120),
                line("joins", 121),
                line("joins", 300),
                line("joins", 301),
                line("person"),
            ],
        },
    ];
    const { rows, total } = countLines(orders);
    assert.deepEqual(rows, [
        { due: 2, joined: 0 },
        { due: 0, joined: 2 },
        { due: 0, joined: 2 },
        { due: 1, joined: 1 },
        { due: 0, joined: 2 },
        { due: 0, joined: 1 },
    ]);
    assert.deepEqual(total, { due: 3, joined: 8 });
    assert.match(table(orders), /\| 67 to 120 \| 1 \(9\.1 %\) \| 1 \(9\.1 %\) \| 2 \(18\.2 %\) \|/);
});

test("a demo without orders has a table of zeros", () => {
    assert.match(table([]), /\| all \| 0 \(0\.0 %\) \| 0 \(0\.0 %\) \| 0 \(0\.0 %\) \|/);
});
