import { textsOf } from '../lib/texts.ts'
import type ui from '../ui/locales/en.json'
import type app from './locales/en.json'

declare module '../lib/texts.ts' {
  interface Catalogues {
    app: typeof app
    ui: typeof ui
  }
}

/** Here from the first moment: what the frame and the shared parts say, and what the frame shows of each feature. */
export const frameTexts = textsOf(
  import.meta.glob(['./locales/*.json', '../ui/locales/*.json', '../features/*/locales/frame/*.json'], {
    import: 'default',
  }),
)
