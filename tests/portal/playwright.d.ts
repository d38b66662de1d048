// The module that Node loads has no declarations of its own beside it; "playwright-types" is in tsconfig.json.
declare module "*/playwright-core/index.mjs" {
    export * from "playwright-types";
}
