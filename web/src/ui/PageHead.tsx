import { IconButton, MenuItem } from '@mui/material'
import { Link, useLocation } from '@tanstack/react-router'
import { CircleQuestionMark, EllipsisVertical } from 'lucide-react'
import { useLayoutEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { chapterOf } from './help/helpChapters.ts'
import { takeFocus } from '../lib/pageFocus.ts'
import { Menu } from './Overlay.tsx'
import styles from './PageHead.module.css'
import { tip } from './tip/Tip.tsx'

interface Props {
  title: string
  /** The browser tab's title where it differs. */
  tabTitle?: string
  context?: ReactNode
  above?: ReactNode
  primary?: ReactNode
  children?: ReactNode
  /** False where the page that the address names is not the one that is shown. */
  help?: boolean
}

/** Title, one line of context, at most one primary button; `children` are further actions. */
export function PageHead({ title, tabTitle, context, above, primary, children, help = true }: Props) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  // Before the router says that the page is there: what is announced then is the title.
  useLayoutEffect(() => {
    document.title = t('app.tab_title', { page: tabTitle ?? title })
  }, [t, title, tabTitle])
  useLayoutEffect(() => takeFocus(heading.current), [])
  return (
    <header className={styles.head}>
      <div className={styles.words}>
        {above}
        <div className={styles.title}>
          <h1 ref={heading} tabIndex={-1} className="break">
            {title}
          </h1>
          {help && <Help />}
        </div>
        {context !== undefined && <div className={styles.context}>{context}</div>}
      </div>
      <div className={styles.actions}>
        {children}
        {primary}
      </div>
    </header>
  )
}

/** What the documentation says of the page. */
function Help() {
  const { t } = useTranslation()
  const chapter = chapterOf(useLocation({ select: ({ pathname }) => pathname }))
  if (!chapter) return null
  const { document, anchor } = chapter
  return (
    <Link
      to={'/help'}
      search={
        ((before: { org?: string }) => ({
          org: before.org,
          document: document === 'user-guide' ? undefined : document,
        })) as never
      }
      hash={anchor ?? ''}
      className={styles.help}
      aria-label={t('common.help')}
      {...tip(() => t('common.help'))}
    >
      <CircleQuestionMark size={16} aria-hidden />
    </Link>
  )
}

export interface MenuAction {
  id: string
  label: string
  icon?: ReactNode
  onClick: () => void
  /** Why it cannot be done now; the entry stays visible and says so. */
  disabledBecause?: string | undefined
}

export function ActionMenu({
  label,
  actions,
  button,
}: {
  label: string
  actions: MenuAction[]
  button?: (open: (event: { currentTarget: HTMLElement }) => void, expanded: boolean) => ReactNode
}) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  if (actions.length === 0) return null
  const open = (event: { currentTarget: HTMLElement }) => setAnchor(event.currentTarget)
  return (
    <>
      {button ? (
        button(open, anchor !== null)
      ) : (
        <IconButton
          aria-label={label}
          aria-haspopup="menu"
          aria-expanded={anchor !== null}
          onClick={open}
          {...tip(() => label)}
        >
          <EllipsisVertical size={18} />
        </IconButton>
      )}
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      >
        {actions.map((action) => (
          <MenuItem
            key={action.id}
            aria-disabled={action.disabledBecause !== undefined}
            onClick={() => {
              if (action.disabledBecause !== undefined) return
              setAnchor(null)
              action.onClick()
            }}
          >
            {action.icon}
            <span>
              <span className={action.disabledBecause !== undefined ? 'faint' : undefined}>{action.label}</span>
              {action.disabledBecause !== undefined && <span className={styles.reason}>{action.disabledBecause}</span>}
            </span>
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
