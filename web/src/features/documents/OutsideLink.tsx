import { ExternalLink as Arrow } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Breakable } from '../../ui/Breakable.tsx'
import styles from './documents.module.css'
import type { ExternalLink } from './documentsApi.ts'

/** Opens a page elsewhere, in a window of its own that knows nothing of this one. */
export function OutsideLink({ link }: { link: Pick<ExternalLink, 'title' | 'url'> }) {
  const { t } = useTranslation()
  return (
    <a href={link.url} target="_blank" rel="noopener noreferrer" className={styles.outside}>
      <Breakable text={link.title} />
      <Arrow size={13} aria-label={t('documents.opens_window')} />
    </a>
  )
}
