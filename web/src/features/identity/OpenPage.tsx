import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Mark } from '../../ui/Mark.tsx'
import { takeFocus } from '../../lib/pageFocus.ts'
import { isLanguage, languages, switchLanguage } from '../../lib/i18n.ts'
import { setPreferences } from '../../lib/preferences.ts'
import styles from './OpenPage.module.css'

/** The frame of the pages for which one is not signed in. */
export function OpenPage({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const { t, i18n } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = t('app.tab_title', { page: title })
    takeFocus(heading.current)
  }, [t, title])
  const choose = (code: string) => {
    if (!isLanguage(code)) return
    setPreferences({ language: code })
    void switchLanguage(code)
  }
  return (
    <div className={styles.page}>
      <main className={styles.card}>
        <div className={styles.brand}>
          <Mark size={32} />
          <span>{t('app.name')}</span>
        </div>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead && <p className="muted">{lead}</p>}
        <div className={styles.body}>{children}</div>
      </main>
      <footer className={styles.footer}>
        {Object.entries(languages).map(([code, name]) => (
          <button
            key={code}
            type="button"
            lang={code}
            aria-pressed={i18n.language === code}
            onClick={() => choose(code)}
          >
            {name}
          </button>
        ))}
      </footer>
    </div>
  )
}
