import { Button } from '@mui/material'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './Conflict.module.css'
import type { Form } from './useForm.ts'
import { getAt, textOf } from './values.ts'
import type { Values } from './values.ts'

interface Props<V extends Values> {
  form: Form<V>
  labels: Record<string, string>
  title?: string | undefined
  /** A value as the form shows it, where it is stored as a code. */
  words?: ((name: string, value: unknown) => string | undefined) | undefined
}

/** Someone else saved meanwhile (412): both versions side by side, and the person decides. Nothing typed is lost. */
export function ConflictView<V extends Values>({ form, labels, title, words }: Props<V>) {
  const { t } = useTranslation()
  const { conflict } = form
  if (!conflict) return null
  const shown = (name: string, value: unknown): ReactNode => {
    const text = words?.(name, value) ?? (Array.isArray(value) ? value.join(', ') : textOf(value))
    return text.trim() === '' ? <span className="faint">–</span> : text
  }
  return (
    <div className={styles.conflict} role="alert">
      <strong>{title ?? t('form.conflict')}</strong>
      <p>{conflict.names.length === 0 ? t('form.conflict_same') : t('form.conflict_detail')}</p>
      {conflict.names.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('form.conflict_field')}</th>
              <th scope="col">{t('form.conflict_theirs')}</th>
              <th scope="col">{t('form.conflict_mine')}</th>
            </tr>
          </thead>
          <tbody>
            {conflict.names.map((name) => (
              <tr key={name}>
                <th scope="row">{labels[name] ?? name}</th>
                <td>{shown(name, getAt(conflict.theirs, name))}</td>
                <td>{shown(name, form.get(name))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="row wrap">
        {conflict.keepBoth && (
          <Button variant="outlined" onClick={conflict.keepBoth}>
            {t('form.keep_both')}
          </Button>
        )}
        <Button variant="outlined" onClick={conflict.takeTheirs}>
          {t('form.take_theirs')}
        </Button>
      </div>
    </div>
  )
}
