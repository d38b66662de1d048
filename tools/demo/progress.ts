// How far it is: one line that changes on a terminal, else a line every few seconds.
export const duration = (seconds: number): string =>
    seconds < 100 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;

// "120 of 184 days, 65 %, about 40 s left"
export function howFar(done: number, all: number, unit: string, seconds: number): string {
    const part = all > 0 ? Math.min(1, done / all) : 1;
    const text = `${Math.floor(Math.min(done, all))} of ${all} ${unit}, ${Math.floor(part * 100)} %`;
    // The first steps tell little.
    if (seconds < 3 || part < 0.03 || part >= 1) return text;
    return `${text}, about ${duration((seconds * (1 - part)) / part)} left`;
}

type Screen = { isTTY?: boolean; columns?: number; write(text: string): unknown };

export class Progress {
    readonly #screen: Screen;
    readonly #every: number;
    #told = 0;
    #open = false;

    constructor(screen: Screen = process.stdout, everyMilliseconds = 10_000) {
        this.#screen = screen;
        this.#every = everyMilliseconds;
    }
    get #changes(): boolean {
        return this.#screen.isTTY === true && process.env.TERM !== "dumb";
    }
    show(text: string): void {
        if (this.#changes) {
            this.#screen.write(`\r\x1b[K   ${text.slice(0, Math.max(20, (this.#screen.columns || 100) - 4))}`);
            this.#open = true;
        } else if (Date.now() - this.#told >= this.#every) {
            this.#told = Date.now();
            this.#screen.write(`   ${text}\n`);
        }
    }
    // Before anything else is written.
    clear(): void {
        if (this.#open) this.#screen.write("\r\x1b[K");
        this.#open = false;
    }
}
