import { IconButton, Tooltip } from '@mui/material'
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './CopyText.module.css'
import { Breakable } from './Breakable.tsx'

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
    const timer = setTimeout(() => setCopied(false), 1500)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      // Without the clipboard the text stays selectable.
    }
  }
  return (
    <span className={block ? styles.block : styles.inline}>
      <span className={mono ? 'mono break' : 'break'}>
        <Breakable text={text} />
      </span>
      <Tooltip title={copied ? t('common.copied') : t('common.copy')}>
        <IconButton
          size="small"
          aria-label={t('common.copy_what', { what: label ?? text })}
          onClick={() => void copy()}
        >
          {copied ? <Check size={14} /> : <Copy size={14} />}
        </IconButton>
      </Tooltip>
    </span>
  )
}
