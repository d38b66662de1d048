import { CircleHelp } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Popover } from './Overlay.tsx'
import styles from './Why.module.css'

/** One sentence, then the figures it came from. `what` names the thing that is explained, for screen readers. */
export function Why({
  sentence,
  figures,
  what,
  children,
}: {
  sentence: string
  figures?: Array<[string, ReactNode]>
  what: string
  children?: ReactNode
}) {
  const { t } = useTranslation()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      <button
        type="button"
        className={styles.why}
        aria-haspopup="dialog"
        aria-label={t('why.about', { what })}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <CircleHelp size={14} aria-hidden />
        {t('why.button')}
      </button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      >
        <div className={styles.card} role="dialog" aria-label={t('why.about', { what })} tabIndex={-1}>
          <p className={styles.sentence}>{sentence}</p>
          {figures && figures.length > 0 && (
            <dl className={styles.figures}>
              {figures.map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd className="num">{value}</dd>
                </div>
              ))}
            </dl>
          )}
          {children}
        </div>
      </Popover>
    </>
  )
}
