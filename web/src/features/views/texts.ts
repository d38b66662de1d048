import { textsOf } from '../../lib/texts.ts'
import type page from './locales/en.json'

declare module '../../lib/texts.ts' {
  interface Catalogues {
    views: typeof page
  }
}

export const viewsTexts = textsOf(import.meta.glob('./locales/*.json', { import: 'default' }))
