// JSON objects as they come over the wire; api/openapi.json says what is in them.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Row = Record<string, any>;

export const day = 86_400_000;
