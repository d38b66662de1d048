import { Link } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Pane } from '../lib/feature.ts'
import styles from './PaneFrame.module.css'
import { Panel } from './Panel.tsx'

/** Title of a pane, and the link to the page with more of it; the pane itself may still be on its way. */
export function PaneFrame({ pane, children }: { pane: Pane; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <Panel
      title={t(pane.title)}
      id={`pane-${pane.title.replace(/\W/g, '-')}`}
      aside={
        pane.page === 'home' && (
          <Link to={pane.to} className={styles.all}>
            {t(pane.all)}
            <ArrowRight size={14} aria-hidden />
          </Link>
        )
      }
    >
      {children}
    </Panel>
  )
}
