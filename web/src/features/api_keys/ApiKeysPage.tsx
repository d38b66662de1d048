import { Button } from '@mui/material'
import { keepPreviousData, useMutation, useQueryClient } from '@tanstack/react-query'
import { Ban, KeyRound, Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { now } from '../../lib/now.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { toast } from '../../ui/Toasts.tsx'
import type { ApiKey } from './apiKeyWords.ts'
import { keyTones, stateOf } from './apiKeyWords.ts'
import { apiKeysList } from './apiKeysSearch.ts'
import { MadeKeyDialog, NewApiKeyDialog } from './NewApiKeyDialog.tsx'

/** Keys of programs: made, shown once, revoked (IDN-4). */
export function ApiKeysPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const mayCreate = useAllowed('createApiKey')
  const list = useListState(apiKeysList)
  const keys = useListQuery(list, {
    queryKey: ['api-keys', organizationId, 'list', list.search],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/api-keys', { params: { query: apiKeysList.query(organizationId, list.search) }, signal })),
    placeholderData: keepPreviousData,
  })
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<ApiKey | null>(null)
  const [revoking, setRevoking] = useState<ApiKey | null>(null)
  const columns = useMemo(
    (): Array<Column<ApiKey>> => [
      {
        id: 'name',
        sort: 'name',
        header: t('api_keys.column.name'),
        width: 220,
        cell: (key) => <Breakable text={key.name} />,
      },
      {
        id: 'state',
        sort: 'state',
        header: t('api_keys.column.state'),
        width: 120,
        cell: (key) => {
          const state = stateOf(key, now())
          return <StatusWord tone={keyTones[state]}>{t(`api_keys.state.${state}`)}</StatusWord>
        },
      },
      {
        id: 'roles',
        header: t('api_keys.column.roles'),
        width: 240,
        cell: (key) => key.roles.map((role) => t(`users.role.${role as 'viewer'}`)).join(', '),
      },
      {
        id: 'scopes',
        header: t('api_keys.column.scopes'),
        width: 220,
        cell: (key) =>
          key.scopes
            ? key.scopes.length > 3
              ? t('api_keys.count', { count: key.scopes.length })
              : key.scopes
                  .map((scope) => t(`api_keys.scope.${scope as 'see_fleet'}`, { defaultValue: scope }))
                  .join(', ')
            : t('api_keys.all_of_roles'),
      },
      {
        id: 'used',
        sort: 'last_used_at',
        header: t('api_keys.column.used'),
        width: 130,
        cell: (key) =>
          key.last_used_at ? <Age at={key.last_used_at} /> : <span className="muted">{t('api_keys.never')}</span>,
      },
      {
        id: 'ends',
        sort: 'expires_at',
        header: t('api_keys.column.ends'),
        width: 130,
        cell: (key) => <time dateTime={key.expires_at}>{format.date(key.expires_at)}</time>,
      },
      {
        id: 'made_by',
        sort: 'created_by',
        header: t('api_keys.column.made_by'),
        width: 220,
        phoneHidden: true,
        cell: (key) => <Breakable text={key.created_by} />,
      },
      {
        id: 'made',
        header: t('api_keys.column.made'),
        width: 130,
        sort: 'created_at',
        phoneHidden: true,
        cell: (key) => <Age at={key.created_at} />,
      },
      {
        id: 'actions',
        header: t('table.row_actions'),
        actions: true,
        width: 76,
        align: 'end',
        cell: (key) => (
          <ActionMenu
            label={t('api_keys.actions_for', { name: key.name })}
            actions={
              key.revoked_at
                ? []
                : [
                    {
                      id: 'revoke',
                      label: t('api_keys.revoke'),
                      icon: <Ban size={16} />,
                      onClick: () => setRevoking(key),
                    },
                  ]
            }
          />
        ),
      },
    ],
    [t, format],
  )
  const add = mayCreate && (
    <Button variant="contained" startIcon={<Plus size={16} />} onClick={() => setMaking(true)}>
      {t('api_keys.new')}
    </Button>
  )
  return (
    <>
      <PageHead title={t('api_keys.title')} context={t('api_keys.context')} primary={add} />
      <ListTable
        id="api-keys"
        label={t('api_keys.title')}
        columns={columns}
        rowId={(key) => key.id}
        rowName={(key) => key.name}
        list={list}
        query={keys}
        defaultSort="created_at"
        empty={
          <Empty icon={<KeyRound size={22} />} title={t('api_keys.empty')} action={add}>
            {t('api_keys.empty_detail')}
          </Empty>
        }
      />
      {making && <NewApiKeyDialog onMade={setMade} onClose={() => setMaking(false)} />}
      {made && <MadeKeyDialog made={made} onClose={() => setMade(null)} />}
      {revoking && <RevokeDialog revoking={revoking} onClose={() => setRevoking(null)} />}
    </>
  )
}

function RevokeDialog({ revoking, onClose }: { revoking: ApiKey; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organization_id = useOrganizationId()
  const revoke = useMutation({
    mutationFn: () =>
      body(
        api.DELETE('/api/v1/api-keys/{api_key_id}', {
          params: { path: { api_key_id: revoking.id }, query: { organization_id } },
        }),
      ),
    onSuccess: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['api-keys'] })
      toast(t('api_keys.revoked', { name: revoking.name }))
    },
  })
  return (
    <ConfirmDialog
      title={t('api_keys.revoke_title', { name: revoking.name })}
      sentence={t('api_keys.revoke_sentence')}
      confirm={t('api_keys.revoke')}
      danger
      busy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate()}
      onClose={onClose}
    >
      {t('api_keys.revoke_detail')}
    </ConfirmDialog>
  )
}
