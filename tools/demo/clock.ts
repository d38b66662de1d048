// Business time, shared by server, agents and simulator through one small file (lib/base/clock.hpp):
// `<real instant> <business instant> <business seconds a real second>`, and `catching-up` where real time is the limit.
import { renameSync, writeFileSync } from "node:fs";

export class BusinessClock {
    readonly file: string;
    #real = 0;
    #business = 0;
    #speed = 1;
    #catchingUp = false;

    constructor(file: string, start: number) {
        this.file = file;
        this.set(start, 0);
    }
    set(business: number, speed: number, catchingUp = false): void {
        [this.#real, this.#business, this.#speed, this.#catchingUp] = [Date.now(), business, speed, catchingUp];
        const line = `${new Date(this.#real).toISOString()} ${new Date(business).toISOString()} ${speed}`;
        writeFileSync(`${this.file}.new`, `${line}${catchingUp ? " catching-up" : ""}\n`);
        renameSync(`${this.file}.new`, this.file);
    }
    #running(real: number): number {
        return this.#business + (real - this.#real) * this.#speed;
    }
    now(): number {
        const real = Date.now();
        return this.#catchingUp ? Math.min(this.#running(real), real) : this.#running(real);
    }
    // From this moment at another speed.
    run(speed: number): void {
        this.set(this.now(), speed);
    }
    // The same, until business time is real time; it is so from then on.
    catchUp(speed: number): void {
        this.set(this.now(), speed, true);
    }
    get caughtUp(): boolean {
        const real = Date.now();
        return this.#catchingUp && this.#running(real) >= real;
    }
    get speed(): number {
        return this.#speed;
    }
}

export const daysPerSecond = (days: number): number => days * 86_400;
export const dayText = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
