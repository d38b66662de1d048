import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Breakable } from './Breakable.tsx'
import styles from './Crumb.module.css'
import type { OfList } from './neighbours/Neighbours.tsx'
import { Neighbours } from './neighbours/Neighbours.tsx'

/** Where one is: the list, and what of it; `of` where one can go on to the next of that list. */
export function Crumb({ to, here, of, children }: { to: string; here: string; of?: OfList; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <div className={styles.line}>
      <nav className={styles.crumb} aria-label={t('common.where')}>
        <Link to={to} activeOptions={{ exact: true }}>
          {children}
        </Link>
        <ChevronRight size={14} aria-hidden />
        <span aria-current="page" className={styles.here}>
          <Breakable text={here} />
        </span>
      </nav>
      {of && <Neighbours {...of} />}
    </div>
  )
}
