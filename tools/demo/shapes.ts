// JSON objects as they come over the wire; api/openapi.json says what is in them.
export type Row = Record<string, any>;

export const day = 86_400_000;
