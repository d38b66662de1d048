import { textsOf } from '../../lib/texts.ts'
import type page from './locales/en.json'
import type frame from './locales/frame/en.json'

declare module '../../lib/texts.ts' {
  interface Catalogues {
    meter_reads: typeof page & typeof frame
  }
}

export const meterReadsTexts = textsOf(import.meta.glob('./locales/*.json', { import: 'default' }))
