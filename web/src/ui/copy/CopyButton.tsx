import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './CopyText.module.css'
import { tell, tip } from '../tip/Tip.tsx'

/** ms that one is told. */
const told = 1500

/** Copies a value and says so; `label` says what it is where the value itself does not. */
export function CopyButton({ text, label }: { text: string; label?: string | undefined }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return undefined
    const timer = setTimeout(() => setCopied(false), told)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async ({ currentTarget }: MouseEvent<HTMLElement>) => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      tell(currentTarget, t('common.copied'), told)
    } catch {
      // Over plain HTTP, or where a person said no, there is no clipboard.
      tell(currentTarget, t('common.not_copied'), 3 * told)
    }
  }
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={t('common.copy_what', { what: label ?? text })}
      onClick={(event) => void copy(event)}
      {...tip(() => t('common.copy'))}
    >
      {copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
    </button>
  )
}
