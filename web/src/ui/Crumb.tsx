import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Breakable } from './Breakable.tsx'
import styles from './Crumb.module.css'

/** Where one is: the list, and what of it. */
export function Crumb({ to, here, children }: { to: string; here: string; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <nav className={styles.crumb} aria-label={t('common.where')}>
      <Link to={to} activeOptions={{ exact: true }}>
        {children}
      </Link>
      <ChevronRight size={14} aria-hidden />
      <span aria-current="page" className={styles.here}>
        <Breakable text={here} />
      </span>
    </nav>
  )
}
