// Business time, shared by server, agents and simulator through one small file (lib/base/clock.hpp):
// `<real instant> <business instant> <business seconds a real second>`.
import { renameSync, writeFileSync } from "node:fs";

export class BusinessClock {
    readonly file: string;
    #real = 0;
    #business = 0;
    #speed = 1;

    constructor(file: string, start: number) {
        this.file = file;
        this.set(start, 0);
    }
    set(business: number, speed: number): void {
        [this.#real, this.#business, this.#speed] = [Date.now(), business, speed];
        const line = `${new Date(this.#real).toISOString()} ${new Date(business).toISOString()} ${speed}\n`;
        writeFileSync(`${this.file}.new`, line);
        renameSync(`${this.file}.new`, this.file);
    }
    now(): number {
        return this.#business + (Date.now() - this.#real) * this.#speed;
    }
    // From this moment at another speed.
    run(speed: number): void {
        this.set(this.now(), speed);
    }
    get speed(): number {
        return this.#speed;
    }
}

export const daysPerSecond = (days: number): number => days * 86_400;
export const dayText = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
