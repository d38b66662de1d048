import ICU from 'i18next-icu'
import type { Formatters } from 'intl-messageformat'
import { IntlMessageFormat } from 'intl-messageformat'
import { numberFormat } from './numberFormat.ts'

// i18next-icu builds its messages itself and hands them no formatters: without this, "# pages" in Italian would group as
// the browser's data says, not as the table beside it and the server do.
const formatters: Formatters = {
  getNumberFormat: (language, options) => numberFormat(String(language), options),
  getDateTimeFormat: (language, options) => new Intl.DateTimeFormat(language, options),
  getPluralRules: (language, options) => new Intl.PluralRules(language, options),
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

const parsed = new Map<string, IntlMessageFormat>()

class Messages extends ICU {
  /** One text with its arguments; a text that is no message of ICU is shown as it is. */
  parse(text: string, values: Record<string, string | number>, language: string): unknown {
    const said = this.say(text, values, language)
    return longer && typeof said === 'string' ? lengthen(said) : said
  }

  private say(text: string, values: Record<string, string | number>, language: string): unknown {
    // Most texts have no arguments, and nothing to be parsed for.
    if (!/[{']/.test(text)) return text
    const key = `${language} ${text}`
    try {
      let message = parsed.get(key)
      if (!message) {
        message = new IntlMessageFormat(text, language, undefined, { ignoreTag: true, formatters })
        parsed.set(key, message)
      }
      return message.format(values)
    } catch {
      return text
    }
  }
}

export const messages = new Messages()
