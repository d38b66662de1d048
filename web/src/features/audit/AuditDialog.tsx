import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/useFormat.ts'
import { Breakable } from '../../ui/Breakable.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { changesOf } from './auditChanges.ts'
import type { AuditEvent } from './AuditPage.tsx'
import type { AuditSearch } from './auditSearch.ts'
import { useAuditWords } from './auditWords.ts'
import styles from './audit.module.css'

/** One row of the log: who, when, from where, and what was different afterwards. */
export function AuditDialog({
  event,
  onClose,
  onOnly,
}: {
  event: AuditEvent
  onClose: () => void
  onOnly: (patch: Partial<AuditSearch>) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useAuditWords()
  const changes = changesOf(event.before, event.after)
  return (
    <Dialog open onClose={onClose} maxWidth="md" fullWidth aria-labelledby="audit-title">
      <DialogTitle id="audit-title" className="break">
        {event.object_name === ''
          ? words.action(event.action)
          : t('audit.of', { what: words.action(event.action), name: event.object_name })}
      </DialogTitle>
      <DialogContent className="stack">
        <Facts
          columns={2}
          items={[
            [t('audit.column.at'), format.dateTime(event.at)],
            [t('audit.column.who'), words.who(event)],
            [t('audit.detail.kind'), t(`audit.actor.${event.actor_kind as 'user'}`)],
            [t('audit.column.address'), event.address],
            [t('audit.column.type'), words.type(event.object_type)],
            [t('audit.column.outcome'), t(`audit.outcome.${event.outcome}`)],
            [t('audit.detail.request'), event.request_id],
          ]}
        />
        {changes.length === 0 ? (
          <p className="muted">{t('audit.detail.nothing')}</p>
        ) : (
          <div
            className={styles.scroll}
            tabIndex={0}
            role="region"
            aria-label={`${t('audit.detail.before')}, ${t('audit.detail.after')}`}
          >
            <table className={styles.changes}>
              <thead>
                <tr>
                  <th scope="col">{t('audit.detail.field')}</th>
                  <th scope="col">{t('audit.detail.before')}</th>
                  <th scope="col">{t('audit.detail.after')}</th>
                </tr>
              </thead>
              <tbody>
                {changes.map((each) => (
                  <tr key={each.field}>
                    <th scope="row">{each.field}</th>
                    <td>{each.before === undefined ? '–' : <Breakable text={each.before} />}</td>
                    <td>{each.after === undefined ? '–' : <Breakable text={each.after} />}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </DialogContent>
      <DialogActions>
        {event.actor_name !== '' && event.actor_kind !== 'system' && (
          <Button onClick={() => onOnly({ by: event.actor_name })}>
            {t('audit.only_by', { name: event.actor_name })}
          </Button>
        )}
        <Button variant="contained" onClick={onClose}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
