import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useDebounced } from '../../lib/useDebounced.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { Note } from '../../ui/Note.tsx'
import type { AlertRuleBody } from './alertFields.ts'
import { alertPreviewQuery } from './alertsApi.ts'

/** What the rule would have sent in the last 30 days, as soon as what was typed is a rule. */
export function AlertPreview({ organizationId, rule }: { organizationId: string; rule: AlertRuleBody }) {
  const { t } = useTranslation()
  const format = useFormat()
  const text = useDebounced(JSON.stringify(rule), 600)
  const preview = useQuery(alertPreviewQuery(organizationId, JSON.parse(text) as AlertRuleBody))
  const { data } = preview
  return (
    <div role="status">
      <Note tone="info">
        {preview.isError ? (
          t('alerts.preview.failed')
        ) : data === undefined ? (
          t('alerts.preview.waiting')
        ) : data.printers === 0 ? (
          t('alerts.preview.no_printers')
        ) : (
          <>
            <strong>{t('alerts.preview.mails', { count: data.mails })}</strong>{' '}
            {t('alerts.preview.notices', { count: data.notices })} {t('alerts.preview.now', { count: data.now })}
            {data.printers_looked_at < data.printers &&
              ` ${t('alerts.preview.part', {
                looked_at: format.number(data.printers_looked_at),
                printers: format.number(data.printers),
              })}`}
          </>
        )}
      </Note>
    </div>
  )
}
