import { Button } from '@mui/material'
import { CircleAlert, RotateCw, Unplug } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ApiError, fieldTexts } from '../api/problem.ts'
import { CopyText } from './copy/CopyText.tsx'
import styles from './Problem.module.css'

/** Title and advice for an error in a person's words; the server's own text where it sent one. */
export function useProblemText(): (error: unknown) => {
  title: string
  detail: string | undefined
  requestId: string | undefined
} {
  const { t } = useTranslation()
  return (error) => {
    if (!(error instanceof ApiError))
      return { title: t('problem.unexpected'), detail: t('problem.unexpected_detail'), requestId: undefined }
    if (error.unreachable)
      return { title: t('problem.unreachable'), detail: t('problem.unreachable_detail'), requestId: error.requestId }
    if (error.status === 404)
      return {
        title: error.message || t('problem.not_found'),
        detail: error.detail ?? t('problem.not_found_detail'),
        requestId: error.requestId,
      }
    if (error.status === 403)
      return {
        title: t('problem.forbidden'),
        detail: error.detail ?? t('problem.forbidden_detail'),
        requestId: error.requestId,
      }
    return {
      title: error.message || t('problem.unexpected'),
      detail: fieldTexts(error) ?? error.detail,
      requestId: error.requestId,
    }
  }
}

/** Whether asking again may bring another answer: the network or the server failed, not the request. */
const mayHelp = (error: unknown): boolean =>
  !(error instanceof ApiError) || error.status === 0 || error.status === 429 || error.status >= 500

/** What happened, what to do next, and the id to quote. Fills the place of what could not be shown. */
export function Problem({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const { t } = useTranslation()
  const { title, detail, requestId } = useProblemText()(error)
  const retry = mayHelp(error) ? onRetry : undefined
  const Icon = error instanceof ApiError && error.unreachable ? Unplug : CircleAlert
  return (
    <div className={styles.block} role="alert">
      <Icon size={24} aria-hidden className={styles.icon} />
      <h2>{title}</h2>
      {detail && <p className="muted">{detail}</p>}
      {retry && (
        <Button variant="outlined" startIcon={<RotateCw size={15} />} onClick={retry}>
          {t('problem.retry')}
        </Button>
      )}
      {requestId && (
        <p className="small muted">
          {t('problem.request_id')} <CopyText text={requestId} mono />
        </p>
      )}
    </div>
  )
}

/** The same as one line over a form or dialog. */
export function ProblemLine({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation()
  const { title, detail, requestId } = useProblemText()(error)
  const retry = mayHelp(error) ? onRetry : undefined
  return (
    <div className={styles.line} role="alert">
      <CircleAlert size={16} aria-hidden />
      <div>
        <strong>{title}</strong>
        {detail && <p>{detail}</p>}
        {requestId && (
          <p className="xsmall">
            {t('problem.request_id')} <CopyText text={requestId} mono />
          </p>
        )}
        {retry && (
          <Button size="small" startIcon={<RotateCw size={15} />} onClick={retry}>
            {t('problem.retry')}
          </Button>
        )}
      </div>
    </div>
  )
}
