// Somebody who has a keyboard only.
import assert from "node:assert/strict";
import { type Page } from "../../web/node_modules/playwright-core/index.mjs";
import { settled } from "./world.ts";

/** Presses keys and counts them; text is a key a letter. */
export class Hands {
    count = 0;
    readonly page: Page;
    constructor(page: Page) {
        this.page = page;
    }
    async press(key: string, times = 1): Promise<void> {
        for (let at = 0; at < times; at += 1) {
            await this.page.keyboard.press(key);
            this.count += 1;
        }
    }
    async type(text: string): Promise<void> {
        for (const letter of text) await this.press(letter);
    }
    focused(): Promise<string> {
        return this.page.evaluate(() => {
            const at = document.activeElement;
            const label = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement ? at.labels?.[0] : null;
            const by = (at?.getAttribute("aria-labelledby") ?? "")
                .split(" ")
                .map((id) => document.getElementById(id)?.textContent ?? "")
                .join(" ")
                .trim();
            return (at?.getAttribute("aria-label") || by || label?.textContent || at?.textContent || "").trim();
        });
    }
    /** As whoever looks at the screen: on, until the focus is on it. */
    async until(key: string, name: RegExp, atMost = 20): Promise<void> {
        for (let tries = 0; !name.test(await this.focused()); tries += 1) {
            assert.ok(tries < atMost, `${key} does not come to ${name}: ${await this.focused()}`);
            await this.press(key);
        }
    }
    async goTo(words: string, heading: string): Promise<void> {
        await this.press("Control+k");
        await this.type(words);
        await this.press("Enter");
        await this.page.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor();
        await settled(this.page);
    }
}
