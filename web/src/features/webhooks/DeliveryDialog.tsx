import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Breakable } from '../../ui/Breakable.tsx'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { CopyText } from '../../ui/copy/CopyText.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Lines } from '../../ui/Loading.tsx'
import { ProblemLine } from '../../ui/Problem.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { deliveryQuery, replayDelivery } from './webhooksApi.ts'
import styles from '../../ui/SendingLog.module.css'
import type { WebhookDelivery } from './webhookWords.ts'
import { deliveryTones } from './webhookWords.ts'

/** One delivery: what was sent, and what the endpoint answered each time. */
export function DeliveryDialog({
  delivery,
  enabled,
  onClose,
}: {
  delivery: WebhookDelivery
  /** Whether its endpoint is. */
  enabled: boolean
  onClose: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const mayReplay = useAllowed('replayWebhookDelivery')
  const detail = useQuery(deliveryQuery(organizationId, delivery.id))
  const state = detail.data?.state ?? delivery.state
  const replay = useMutation({
    mutationFn: () => replayDelivery(organizationId, delivery.id),
    onSuccess: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['webhooks'] })
      toast(t('webhooks.replayed', { count: 1 }))
    },
  })
  return (
    <Dialog open onClose={onClose} maxWidth="md" fullWidth aria-labelledby="delivery-title">
      <DialogTitle id="delivery-title">{delivery.event_type}</DialogTitle>
      <DialogContent className="stack">
        <Facts
          columns={2}
          items={[
            [
              t('webhooks.column.state'),
              <StatusWord tone={deliveryTones[state]}>{t(`webhooks.delivery.${state}`)}</StatusWord>,
            ],
            [t('webhooks.column.happened'), format.dateTime(delivery.created_at)],
            [t('webhooks.event_id'), <CopyText text={delivery.event_id} mono />],
            [t('webhooks.column.source'), delivery.source_organization_name],
            [t('webhooks.next_attempt'), detail.data?.next_attempt_at && format.dateTime(detail.data.next_attempt_at)],
          ]}
        />
        {detail.isPending ? (
          <Lines count={4} />
        ) : detail.isError ? (
          <ProblemLine error={detail.error} onRetry={() => void detail.refetch()} />
        ) : (
          <>
            <h3>{t('webhooks.column.attempts')}</h3>
            {detail.data.log.length === 0 ? (
              <p className="muted">{t('webhooks.no_attempts')}</p>
            ) : (
              <ul className={styles.attempts}>
                {detail.data.log.map((attempt) => (
                  <li key={attempt.at}>
                    <div className="row wrap">
                      <StatusWord tone={attempt.error === '' ? 'ok' : 'error'}>
                        {attempt.status === 0
                          ? t('webhooks.no_answer')
                          : t('webhooks.status', { status: String(attempt.status) })}
                      </StatusWord>
                      <span className="muted">
                        {format.dateTime(attempt.at)} ·{' '}
                        {t('webhooks.duration', { duration: format.number(attempt.duration_ms) })}
                      </span>
                    </div>
                    {attempt.status === 0 && (
                      <p>
                        <Breakable text={attempt.error} />
                      </p>
                    )}
                    {attempt.answer !== '' && <pre className={styles.text}>{attempt.answer}</pre>}
                  </li>
                ))}
              </ul>
            )}
            <h3>{t('webhooks.payload')}</h3>
            <pre className={styles.text}>{detail.data.payload}</pre>
          </>
        )}
        {replay.error && <ProblemLine error={replay.error} />}
      </DialogContent>
      <DialogActions>
        {mayReplay && enabled && state !== 'queued' && (
          <BusyButton variant="outlined" busy={replay.isPending} onClick={() => replay.mutate()}>
            {t('webhooks.replay')}
          </BusyButton>
        )}
        <Button variant="contained" onClick={onClose}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
