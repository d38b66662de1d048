import { textsOf } from '../../lib/texts.ts'
import type page from './locales/en.json'

declare module '../../lib/texts.ts' {
  interface Catalogues {
    notifications: typeof page
  }
}

export const notificationsTexts = textsOf(import.meta.glob('./locales/*.json', { import: 'default' }))
