import { Button } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Inbox, RotateCcw } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { usePathId } from '../../lib/usePathId.ts'
import { Age, When } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { Crumb } from '../../ui/Crumb.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { PageLoading } from '../../ui/Loading.tsx'
import { Note } from '../../ui/Note.tsx'
import { ThingProblem } from '../../ui/NotThere.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { RowButton } from '../../ui/RowButton.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { DeliveryDialog } from './DeliveryDialog.tsx'
import { webhook as webhookThing } from './feature.ts'
import { ReplayDialog } from './ReplayDialog.tsx'
import { WebhookActions } from './WebhookActions.tsx'
import { deliveriesQuery, eventTypesQuery, webhookQuery } from './webhooksApi.ts'
import { deliveriesList, deliveryStates } from './webhooksSearch.ts'
import type { WebhookDelivery } from './webhookWords.ts'
import { deliveryTones, stateOf, webhookTones } from './webhookWords.ts'

/** One endpoint with everything that was sent to it in the last 30 days. */
export function WebhookPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const webhookId = usePathId('webhookId')
  const organizationId = useOrganizationId()
  const mayReplay = useAllowed('replayFailedWebhookDeliveries')
  const list = useListState(deliveriesList)
  const { search } = list
  const webhook = useQuery(webhookQuery(organizationId, webhookId))
  const deliveries = useListQuery(list, deliveriesQuery(organizationId, webhookId, search))
  const types = useQuery(eventTypesQuery(organizationId)).data?.items
  const [shown, setShown] = useState<WebhookDelivery | null>(null)
  const [replaying, setReplaying] = useState(false)
  const columns = useMemo(
    (): Array<Column<WebhookDelivery>> => [
      {
        id: 'event',
        sort: 'event_type',
        header: t('webhooks.column.event'),
        width: 220,
        cell: (delivery) => (
          <RowButton onClick={() => setShown(delivery)}>
            <Breakable text={delivery.event_type} />
          </RowButton>
        ),
      },
      {
        id: 'state',
        sort: 'state',
        header: t('webhooks.column.state'),
        width: 140,
        cell: (delivery) => (
          <StatusWord tone={deliveryTones[delivery.state]}>{t(`webhooks.delivery.${delivery.state}`)}</StatusWord>
        ),
      },
      {
        id: 'source',
        sort: 'source_organization_name',
        header: t('webhooks.column.source'),
        width: 200,
        phoneHidden: true,
        cell: (delivery) => delivery.source_organization_name,
      },
      {
        id: 'attempts',
        sort: 'attempts',
        header: t('webhooks.column.attempts'),
        width: 110,
        align: 'end',
        phoneHidden: true,
        cell: (delivery) => delivery.attempts,
      },
      {
        id: 'error',
        sort: 'last_error',
        header: t('webhooks.column.error'),
        width: 260,
        phoneHidden: true,
        cell: (delivery) => delivery.last_error && <Breakable text={delivery.last_error} />,
      },
      {
        id: 'created',
        header: t('webhooks.column.happened'),
        width: 140,
        sort: 'created_at',
        cell: (delivery) => <Age at={delivery.created_at} />,
      },
    ],
    [t],
  )
  if (webhook.isPending) return <PageLoading />
  if (webhook.isError)
    return <ThingProblem thing={webhookThing} error={webhook.error} onRetry={() => void webhook.refetch()} />
  const { data } = webhook
  const state = stateOf(data)
  return (
    <>
      <PageHead
        title={data.url}
        above={
          <Crumb to="/webhooks" here={data.url}>
            {t('webhooks.title')}
          </Crumb>
        }
        context={
          <StatusWord tone={webhookTones[state]} pill>
            {t(`webhooks.state.${state}`)}
          </StatusWord>
        }
      >
        {mayReplay && data.enabled && data.failed > 0 && (
          <Button variant="outlined" startIcon={<RotateCcw size={16} />} onClick={() => setReplaying(true)}>
            {t('webhooks.replay_failed')}
          </Button>
        )}
        <WebhookActions webhook={data} onDeleted={() => void navigate({ to: '/webhooks' })} />
      </PageHead>
      <div className="stack">
        {data.disabled_reason && <Note tone="warning">{t(`webhooks.disabled_reason.${data.disabled_reason}`)}</Note>}
        <Panel>
          <Facts
            columns={2}
            items={[
              [t('webhooks.field.description'), data.description],
              [
                t('webhooks.field.event_types'),
                data.event_types.length === 0 ? t('webhooks.all_events') : data.event_types.join(', '),
              ],
              [t('webhooks.column.success'), data.last_success_at && <When at={data.last_success_at} />],
              [t('webhooks.failing_since'), data.failing_since && <When at={data.failing_since} />],
              [t('webhooks.former_secret'), data.former_secret_until && <When at={data.former_secret_until} />],
              [t('webhooks.created_by'), <Breakable text={data.created_by} />],
            ]}
          />
        </Panel>
        <ListTable
          file={list.file(organizationId, `/api/v1/webhooks/${webhookId}/deliveries`)}
          id="webhook-deliveries"
          label={t('webhooks.deliveries')}
          columns={columns}
          rowId={(delivery) => delivery.id}
          rowName={(delivery) => delivery.event_type}
          list={list}
          query={deliveries}
          defaultSort="-created_at"
          toolbar={
            <ListToolbar
              filters={[
                {
                  id: 'state',
                  multiple: true,
                  label: t('webhooks.column.state'),
                  options: deliveryStates.map((value) => ({ value, label: t(`webhooks.delivery.${value}`) })),
                },
                {
                  id: 'event_type',
                  multiple: true,
                  label: t('webhooks.column.event'),
                  options: (types ?? []).map(({ type }) => ({ value: type, label: type })),
                },
              ]}
              values={{ state: search.state, event_type: search.event_type }}
              onValues={(id, values) => list.set({ [id]: values })}
              onFilter={(id, value) => list.set({ [id]: value })}
            />
          }
          empty={
            search.state || search.event_type ? (
              <NoMatches onClear={() => list.set({ state: undefined, event_type: undefined })} />
            ) : (
              <Empty icon={<Inbox size={22} />} title={t('webhooks.no_deliveries')}>
                {t('webhooks.no_deliveries_detail')}
              </Empty>
            )
          }
        />
      </div>
      {shown && <DeliveryDialog delivery={shown} enabled={data.enabled} onClose={() => setShown(null)} />}
      {replaying && <ReplayDialog webhook={data} onClose={() => setReplaying(false)} />}
    </>
  )
}
