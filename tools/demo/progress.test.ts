import assert from "node:assert/strict";
import { test } from "node:test";
import { duration, howFar, Progress } from "./progress.ts";

test("how far it is counts, and foresees the end when it can", () => {
    assert.equal(howFar(0, 184, "days", 0), "0 of 184 days, 0 %");
    assert.equal(howFar(46.4, 184, "days", 20), "46 of 184 days, 25 %, about 59 s left");
    assert.equal(howFar(46.4, 184, "days", 1), "46 of 184 days, 25 %", "the first seconds tell little");
    assert.equal(howFar(200, 184, "days", 60), "184 of 184 days, 100 %");
    assert.equal(duration(99), "99 s");
    assert.equal(duration(150), "3 min");
});

class Screen {
    text = "";
    isTTY: boolean;
    columns = 40;
    constructor(isTTY: boolean) {
        this.isTTY = isTTY;
    }
    write(text: string): void {
        this.text += text;
    }
}

test("a terminal has one line that changes and goes away; others have a line now and then", () => {
    const terminal = new Screen(true);
    const shown = new Progress(terminal);
    shown.show("1 of 2");
    shown.show(`2 of 2 ${"x".repeat(60)}`);
    shown.clear();
    shown.clear();
    assert.equal(terminal.text, `\r\x1b[K   1 of 2\r\x1b[K   2 of 2 ${"x".repeat(29)}\r\x1b[K`);
    const unknown = new Screen(true);
    unknown.columns = 0;
    new Progress(unknown).show("x".repeat(60));
    assert.equal(unknown.text, `\r\x1b[K   ${"x".repeat(60)}`, "a terminal that does not know its width");
    const file = new Screen(false);
    const plain = new Progress(file, 60_000);
    plain.show("1 of 2");
    plain.show("2 of 2");
    plain.clear();
    assert.equal(file.text, "   1 of 2\n");
});
