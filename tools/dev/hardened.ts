// `node tools/dev/hardened.ts PROGRAM...`: reads ELF programs as they are shipped for what CMakeLists.txt asks of a Release. Says what
// is missing, one line each, and ends with 1.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const readelf = (...args: string[]): string =>
    execFileSync("readelf", [...args], { encoding: "utf8", maxBuffer: 1 << 28 });
// `endbr64`, where an indirect jump may land (Intel CET), and `bti c` of 64-bit ARM.
const landings: Record<string, Buffer> = {
    x64: Buffer.from([0xf3, 0x0f, 0x1e, 0xfa]),
    arm64: Buffer.from([0x5f, 0x24, 0x03, 0xd5]),
};
// Those of the start-up files of the C library alone are a handful.
const fewLandings = 6;

/** What `program` lacks; nothing: it is hardened. */
export function missing(program: string): string[] {
    const lacks: string[] = [];
    const dynamic = readelf("-dW", program);
    const segments = readelf("-lW", program);
    const symbols = readelf("--dyn-syms", "-W", program);
    if (!/Type:\s+DYN/.test(readelf("-hW", program)) || !/\bPIE\b/.test(dynamic))
        lacks.push("position independence (-fPIE, -pie)");
    if (!/GNU_RELRO/.test(segments) || !/BIND_NOW|Flags:.*\bNOW\b/.test(dynamic))
        lacks.push("full RELRO (-z relro -z now)");
    if (!/GNU_STACK.* RW /.test(segments)) lacks.push("a stack that is not executed (-z noexecstack)");
    if (!/__stack_chk_fail/.test(symbols)) lacks.push("canaries on the stack (-fstack-protector-strong)");
    if (!/__\w+_chk\b(?<!__stack_chk)/.test(symbols.replaceAll("__stack_chk_fail", "")))
        lacks.push("checked calls (_FORTIFY_SOURCE)");
    const landing = landings[process.arch];
    if (landing) {
        const bytes = readFileSync(program);
        let found = 0;
        for (let at = bytes.indexOf(landing); at >= 0 && found <= fewLandings; at = bytes.indexOf(landing, at + 4))
            ++found;
        if (found <= fewLandings) lacks.push("places where jumps may land (-fcf-protection, -mbranch-protection)");
    }
    return lacks;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    for (const program of process.argv.slice(2)) {
        for (const what of missing(program)) {
            console.error(`${program}: lacks ${what}`);
            process.exitCode = 1;
        }
    }
}
