import { textsOf } from '../../lib/texts.ts'
import type page from './locales/en.json'

declare module '../../lib/texts.ts' {
  interface Catalogues {
    imports: typeof page
  }
}

export const importsTexts = textsOf(import.meta.glob('./locales/*.json', { import: 'default' }))
