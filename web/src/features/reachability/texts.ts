import { textsOf } from '../../lib/texts.ts'
import type page from './locales/en.json'
import type causes from './locales/causes/en.json'
import type frame from './locales/frame/en.json'

declare module '../../lib/texts.ts' {
  interface Catalogues {
    reachability: typeof page & typeof causes & typeof frame
  }
}

export const reachabilityTexts = textsOf(import.meta.glob('./locales/*.json', { import: 'default' }))

/** Why a printer is silent, in a few words: for lists. */
export const silenceTexts = textsOf(import.meta.glob('./locales/causes/*.json', { import: 'default' }))
