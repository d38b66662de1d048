import { useTranslation } from 'react-i18next'
import type { ChunkError } from '../lib/chunks.ts'
import { Lines } from './Loading.tsx'
import { Note } from './Note.tsx'

/** In the place of a part of the page that is on its way; says why when it does not come. */
export function Waiting({ failed }: { failed: ChunkError | null }) {
  const { t } = useTranslation()
  if (!failed) return <Lines count={10} />
  return (
    <div role="status">
      <Note tone="warning">{failed.gone ? t('problem.page_gone_detail') : t('problem.part_unreachable')}</Note>
    </div>
  )
}
