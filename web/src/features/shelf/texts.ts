import { textsOf } from '../../lib/texts.ts'
import type page from './locales/en.json'

declare module '../../lib/texts.ts' {
  interface Catalogues {
    shelf: typeof page
  }
}

export const shelfTexts = textsOf(import.meta.glob('./locales/*.json', { import: 'default' }))
