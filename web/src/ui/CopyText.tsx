import { IconButton } from '@mui/material'
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './CopyText.module.css'
import { Breakable } from './Breakable.tsx'
import { tell, tip } from './tip/Tip.tsx'

/** ms that one is told. */
const told = 1500

/** A value with a button that copies it; `block` is for commands and tokens that are shown once. */
export function CopyText({
  text,
  mono = false,
  block = false,
  label,
}: {
  text: string
  mono?: boolean
  block?: boolean
  label?: string
}) {
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
      // Without the clipboard the text stays selectable.
    }
  }
  return (
    <span className={block ? styles.block : styles.inline}>
      <span className={mono ? 'mono break' : 'break'}>
        <Breakable text={text} />
      </span>
      <IconButton
        size="small"
        aria-label={t('common.copy_what', { what: label ?? text })}
        onClick={(event) => void copy(event)}
        {...tip(() => t('common.copy'))}
      >
        {copied ? <Check size={14} /> : <Copy size={14} />}
      </IconButton>
    </span>
  )
}
