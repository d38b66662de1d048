import { textsOf } from '../../lib/texts.ts'
import type page from './locales/en.json'
import type frame from './locales/frame/en.json'

declare module '../../lib/texts.ts' {
  interface Catalogues {
    first_start: typeof page & typeof frame
  }
}

export const firstStartTexts = textsOf(import.meta.glob('./locales/*.json', { import: 'default' }))
