// A file of portal tests: one world for all of its suites, because starting one takes longest.
import { after, before, describe } from "node:test";
import { openWorld, type World } from "./world.ts";

export function portal(name: string, suites: Record<string, (world: () => World) => void>): void {
    let opened: World | undefined;
    const world = (): World => {
        if (!opened) throw new Error("the world is not open");
        return opened;
    };
    describe(name, { timeout: 3_600_000 }, () => {
        before(
            async () => {
                opened = await openWorld();
            },
            { timeout: 600_000 },
        );
        after(async () => {
            await opened?.close();
        });
        for (const [suite, tests] of Object.entries(suites)) describe(suite, () => tests(world));
    });
}
