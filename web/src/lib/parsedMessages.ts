/** What a text of a built catalogue begins with where it is a parsed message of ICU, as JSON: the browser parses none. */
export const parsedSign = '\u0001'
