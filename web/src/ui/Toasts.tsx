import { Button, IconButton } from '@mui/material'
import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { Fragment, useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { resolveValue, toast as show, useToaster } from 'react-hot-toast/headless'
import { useTranslation } from 'react-i18next'
import styles from './Toasts.module.css'

interface Toast {
  tone: 'done' | 'problem'
  undo?: () => void
  /** Where more is to be seen. */
  link?: ReactNode
}

/** ms: what leads on has time to be reached; after one has let go there is time for another look. */
const stays = { short: 5_000, long: 10_000, again: 3_000 }
const most = 3
let ids: string[] = []

/** Tells what was done; with `undo` where it can be taken back. */
export function toast(text: string, { tone = 'done', ...options }: Partial<Toast> = {}): void {
  const duration = options.undo || options.link || tone === 'problem' ? stays.long : stays.short
  // What says the same once more takes the place of the one before: a pile of them would lie on the form's buttons.
  const same = options.undo || options.link ? {} : { id: `${tone} ${text}` }
  const id = show(({ id: own }) => <ToastView id={own} text={text} tone={tone} {...options} />, { duration, ...same })
  ids = [...ids.filter((other) => other !== id), id]
  for (const gone of ids.splice(0, ids.length - most)) show.remove(gone)
}

function ToastView({ id, text, tone, undo, link }: Toast & { id: string; text: string }) {
  const { t } = useTranslation()
  return (
    <li className={styles.toast} data-tone={tone}>
      {tone === 'done' ? <CircleCheck size={16} aria-hidden /> : <CircleAlert size={16} aria-hidden />}
      <span className={styles.text}>
        {text}
        {link && <> {link}</>}
      </span>
      {undo && (
        <Button
          size="small"
          onClick={() => {
            undo()
            show.remove(id)
          }}
        >
          {t('common.undo')}
        </Button>
      )}
      <IconButton aria-label={t('common.close')} size="small" onClick={() => show.remove(id)}>
        <X size={14} />
      </IconButton>
    </li>
  )
}

export function Toasts() {
  const { toasts, handlers } = useToaster()
  // While the pointer or the focus is on one, they stay: Undo must not vanish under the hand that reaches for it.
  const [held, setHeld] = useState({ pointer: false, focus: false })
  const hold = (by: Partial<typeof held>) => setHeld((before) => ({ ...before, ...by }))
  const list = useRef<HTMLUListElement>(null)
  const shown = toasts.filter(({ visible }) => visible).reverse()
  const anyHeld = shown.length > 0 && (held.pointer || held.focus)
  const paused = useRef(false)
  const { startPause, endPause } = handlers
  useEffect(() => {
    if (anyHeld) {
      if (!paused.current) startPause()
      paused.current = true
      return undefined
    }
    const timer = setTimeout(() => {
      paused.current = false
      endPause()
    }, stays.again)
    return () => clearTimeout(timer)
  }, [anyHeld, startPause, endPause])
  // What went from under the pointer or the focus tells neither that they left.
  useEffect(() => {
    const here = list.current
    setHeld({ pointer: here?.matches(':hover') === true, focus: here?.matches(':focus-within') === true })
  }, [shown.length])
  return (
    <ul
      ref={list}
      className={styles.list}
      aria-live="polite"
      onMouseEnter={() => hold({ pointer: true })}
      onMouseLeave={() => hold({ pointer: false })}
      onFocus={() => hold({ focus: true })}
      onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || hold({ focus: false })}
    >
      {shown.map((each) => (
        <Fragment key={each.id}>{resolveValue(each.message, each)}</Fragment>
      ))}
    </ul>
  )
}
