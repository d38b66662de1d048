import { Button } from '@mui/material'
import { Link } from '@tanstack/react-router'
import { Plus, Webhook as WebhookIcon } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { WebhookActions } from './WebhookActions.tsx'
import type { MadeSecret } from './WebhookDialog.tsx'
import { SecretDialog, WebhookDialog } from './WebhookDialog.tsx'
import { webhooksQuery } from './webhooksApi.ts'
import { webhooksList } from './webhooksSearch.ts'
import type { Webhook } from './webhookWords.ts'
import { stateOf, webhookTones } from './webhookWords.ts'

/** The endpoints that events are sent to (ORD-3). */
export function WebhooksPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const mayCreate = useAllowed('createWebhook')
  const list = useListState(webhooksList)
  const webhooks = useListQuery(list, webhooksQuery(organizationId, list.search))
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<MadeSecret | null>(null)
  const columns = useMemo(
    (): Array<Column<Webhook>> => [
      {
        id: 'url',
        sort: 'url',
        header: t('webhooks.field.url'),
        width: 320,
        cell: (webhook) => (
          <Link to="/webhooks/$webhookId" params={{ webhookId: webhook.id }}>
            <Breakable text={webhook.url} />
          </Link>
        ),
      },
      {
        id: 'state',
        sort: 'enabled',
        header: t('webhooks.column.state'),
        width: 160,
        cell: (webhook) => {
          const state = stateOf(webhook)
          return <StatusWord tone={webhookTones[state]}>{t(`webhooks.state.${state}`)}</StatusWord>
        },
      },
      {
        id: 'description',
        sort: 'description',
        header: t('webhooks.field.description'),
        width: 220,
        phoneHidden: true,
        cell: (webhook) => <Breakable text={webhook.description} />,
      },
      {
        id: 'events',
        header: t('webhooks.column.events'),
        width: 120,
        phoneHidden: true,
        cell: (webhook) =>
          webhook.event_types.length === 0
            ? t('webhooks.all_events')
            : t('webhooks.some_events', { count: webhook.event_types.length }),
      },
      {
        id: 'queued',
        sort: 'queued',
        header: t('webhooks.column.queued'),
        width: 110,
        align: 'end',
        cell: (webhook) => format.number(webhook.queued),
      },
      {
        id: 'failed',
        sort: 'failed',
        header: t('webhooks.column.failed'),
        width: 130,
        align: 'end',
        cell: (webhook) => format.number(webhook.failed),
      },
      {
        id: 'success',
        sort: 'last_success_at',
        header: t('webhooks.column.success'),
        width: 140,
        phoneHidden: true,
        cell: (webhook) => webhook.last_success_at && <Age at={webhook.last_success_at} />,
      },
      {
        id: 'created',
        header: t('webhooks.column.created'),
        width: 130,
        sort: 'created_at',
        phoneHidden: true,
        cell: (webhook) => <Age at={webhook.created_at} />,
      },
      {
        id: 'actions',
        header: t('table.row_actions'),
        actions: true,
        width: 76,
        align: 'end',
        cell: (webhook) => <WebhookActions webhook={webhook} />,
      },
    ],
    [t, format],
  )
  const add = mayCreate && (
    <Button variant="contained" startIcon={<Plus size={16} />} onClick={() => setMaking(true)}>
      {t('webhooks.new')}
    </Button>
  )
  return (
    <>
      <PageHead title={t('webhooks.title')} context={t('webhooks.context')} primary={add} />
      <ListTable
        id="webhooks"
        label={t('webhooks.title')}
        columns={columns}
        rowId={(webhook) => webhook.id}
        rowName={(webhook) => webhook.url}
        list={list}
        query={webhooks}
        defaultSort="-created_at"
        empty={
          <Empty icon={<WebhookIcon size={22} />} title={t('webhooks.empty')} action={add}>
            {t('webhooks.empty_detail')}
          </Empty>
        }
      />
      {making && <WebhookDialog webhook={null} onMade={setMade} onClose={() => setMaking(false)} />}
      {made && <SecretDialog made={made} onClose={() => setMade(null)} />}
    </>
  )
}
