import { Button, IconButton } from '@mui/material'
import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { useEffect, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './Toasts.module.css'

interface Toast {
  id: number
  text: string
  tone: 'done' | 'problem'
  undo?: () => void
}

let toasts: Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function publish(next: Toast[]): void {
  toasts = next
  listeners.forEach((listener) => listener())
}

/** Tells what was done; with `undo` where it can be taken back. */
export function toast(text: string, options: { tone?: Toast['tone']; undo?: () => void } = {}): void {
  lastId += 1
  publish([...toasts.slice(-2), { id: lastId, text, tone: options.tone ?? 'done', undo: options.undo }])
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
  useEffect(() => {
    const timer = setTimeout(() => dismiss(item.id), item.undo || item.tone === 'problem' ? 10_000 : 5_000)
    return () => clearTimeout(timer)
  }, [item])
  return (
    <li className={styles.toast} data-tone={item.tone}>
      {item.tone === 'done' ? <CircleCheck size={16} aria-hidden /> : <CircleAlert size={16} aria-hidden />}
      <span className={styles.text}>{item.text}</span>
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
