import type { I18nFormatModule } from 'i18next'
import type { Formatters } from 'intl-messageformat'
import { IntlMessageFormat } from 'intl-messageformat'
import { numberFormat } from './numberFormat.ts'
import { parsedSign } from './parsedMessages.ts'

// The browser takes longer to make one than to say two hundred texts with it.
const rules = new Map<string, Intl.PluralRules>()
function pluralRules(language: string, options?: Intl.PluralRulesOptions): Intl.PluralRules {
  const key = `${language} ${options?.type ?? ''}`
  let made = rules.get(key)
  if (!made) rules.set(key, (made = new Intl.PluralRules(language, options)))
  return made
}

// Without this, "# pages" in Italian would group as the browser's data says, not as the table beside it and the server do.
const formatters: Formatters = {
  getNumberFormat: (language, options) => numberFormat(String(language), options),
  getDateTimeFormat: (language, options) => new Intl.DateTimeFormat(language, options),
  getPluralRules: (language, options) => pluralRules(String(language), options),
}

/** Also while `localStorage` has no room, or is forbidden. */
function readsLonger(): boolean {
  try {
    return localStorage.getItem('platen.pseudo') !== null
  } catch {
    return false
  }
}

const longer = readsLonger()

/** About 40 % longer, and still to be read: what a translation may become. */
export function lengthen(text: string): string {
  let owed = 0
  return text.replace(/\p{L}/gu, (letter) => {
    owed += 0.4
    const more = /[aeiouy]/i.test(letter) ? Math.floor(owed) : 0
    owed -= more
    return letter + letter.toLowerCase().repeat(more)
  })
}

/** By language and text: a text is long where it is parsed, so that the two are not put together for each time it is said. */
const parsed = new Map<string, Map<string, IntlMessageFormat>>()

function parsedOf(language: string): Map<string, IntlMessageFormat> {
  let known = parsed.get(language)
  if (!known) parsed.set(language, (known = new Map<string, IntlMessageFormat>()))
  return known
}

function say(text: string, values: Record<string, string | number>, language: string): unknown {
  // Most texts have no arguments, and nothing to be parsed for.
  if (!/[{']/.test(text)) return text
  const known = parsedOf(language)
  try {
    let message = known.get(text)
    if (!message) {
      const source = text.startsWith(parsedSign)
        ? (JSON.parse(text.slice(parsedSign.length)) as ConstructorParameters<typeof IntlMessageFormat>[0])
        : text
      message = new IntlMessageFormat(source, language, undefined, { ignoreTag: true, formatters })
      known.set(text, message)
    }
    return message.format(values)
  } catch {
    return text
  }
}

/** What i18next asks for the texts of its catalogues: they are messages of ICU. */
export const messages = {
  type: 'i18nFormat',
  /** One text with its arguments; a text that is no message of ICU is shown as it is. */
  parse(text: string, values: Record<string, string | number>, language: string): unknown {
    const said = say(text, values, language)
    return longer && typeof said === 'string' ? lengthen(said) : said
  },
} satisfies I18nFormatModule & Record<string, unknown>
