import { textsOf } from '../../lib/texts.ts'
import type page from './locales/en.json'
import type frame from './locales/frame/en.json'

declare module '../../lib/texts.ts' {
  interface Catalogues {
    help: typeof page & typeof frame
  }
}

export const helpTexts = textsOf(import.meta.glob('./locales/*.json', { import: 'default' }))
