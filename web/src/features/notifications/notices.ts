// What feature.ts fetches once the page is at rest: the part and its texts, so that neither is in the first script.
import { ensureTexts } from '../../lib/texts.ts'
import { notificationsTexts } from './texts.ts'

export { Notices as default } from './Notices.tsx'

export const texts = (): Promise<void> => ensureTexts([notificationsTexts])
