// What feature.ts fetches once the page is at rest: the part and its texts, so that neither is in the first script.
import { ensureTexts } from '../../lib/texts.ts'
import { Notices } from './Notices.tsx'
import { notificationsTexts } from './texts.ts'

export async function ready(): Promise<{ default: typeof Notices }> {
  await ensureTexts([notificationsTexts])
  return { default: Notices }
}
