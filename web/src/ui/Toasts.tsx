import { Button, IconButton } from '@mui/material'
import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './Toasts.module.css'

interface Toast {
  id: number
  text: string
  tone: 'done' | 'problem'
  undo?: () => void
  /** Where more is to be seen. */
  link?: ReactNode
}

let toasts: Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function publish(next: Toast[]): void {
  toasts = next
  listeners.forEach((listener) => listener())
}

/** Tells what was done; with `undo` where it can be taken back. */
export function toast(text: string, { tone = 'done', ...options }: Partial<Omit<Toast, 'id' | 'text'>> = {}): void {
  lastId += 1
  publish([...toasts.slice(-2), { id: lastId, text, tone, ...options }])
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function dismiss(id: number): void {
  publish(toasts.filter((each) => each.id !== id))
}

function ToastView({ item }: { item: Toast }) {
  const { t } = useTranslation()
  // While the pointer or the focus is on it, it stays: Undo must not vanish under the hand that reaches for it.
  const [held, setHeld] = useState(0)
  const left = useRef(item.undo || item.link || item.tone === 'problem' ? 10_000 : 5_000)
  useEffect(() => {
    if (held > 0) return undefined
    const since = Date.now()
    const timer = setTimeout(() => dismiss(item.id), left.current)
    return () => {
      clearTimeout(timer)
      // Let go again, there is time for another look.
      left.current = Math.max(3_000, left.current - (Date.now() - since))
    }
  }, [item, held])
  const hold = (by: number) => () => setHeld((before) => before + by)
  return (
    <li
      className={styles.toast}
      data-tone={item.tone}
      onMouseEnter={hold(1)}
      onMouseLeave={hold(-1)}
      onFocus={(event) => event.currentTarget.contains(event.relatedTarget) || hold(1)()}
      onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || hold(-1)()}
    >
      {item.tone === 'done' ? <CircleCheck size={16} aria-hidden /> : <CircleAlert size={16} aria-hidden />}
      <span className={styles.text}>
        {item.text}
        {item.link && <> {item.link}</>}
      </span>
      {item.undo && (
        <Button
          size="small"
          onClick={() => {
            item.undo?.()
            dismiss(item.id)
          }}
        >
          {t('common.undo')}
        </Button>
      )}
      <IconButton aria-label={t('common.close')} size="small" onClick={() => dismiss(item.id)}>
        <X size={14} />
      </IconButton>
    </li>
  )
}

export function Toasts() {
  const items = useSyncExternalStore(subscribe, () => toasts)
  return (
    <ul className={styles.list} aria-live="polite">
      {items.map((item) => (
        <ToastView key={item.id} item={item} />
      ))}
    </ul>
  )
}
