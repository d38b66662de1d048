import { textsOf } from '../../lib/texts.ts'
import type list from './locales/en.json'
import type frame from './locales/frame/en.json'
import type meters from './locales/meters/en.json'
import type page from './locales/page/en.json'

declare module '../../lib/texts.ts' {
  interface Catalogues {
    printers: typeof list & typeof page & typeof meters & typeof frame
  }
}

export const printersTexts = textsOf(import.meta.glob('./locales/*.json', { import: 'default' }))

/** What the list does not say: the words of one printer's page. */
export const printerTexts = textsOf(import.meta.glob('./locales/page/*.json', { import: 'default' }))

/** The kinds of meters, wherever they are shown. */
export const meterTexts = textsOf(import.meta.glob('./locales/meters/*.json', { import: 'default' }))
