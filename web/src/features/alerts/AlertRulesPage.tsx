import { Button } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { BellRing, History, Plus, Power, PowerOff, SquarePen, Trash2 } from 'lucide-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganizationId, useSeesSeveral } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { useProblemText } from '../../ui/Problem.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf } from '../../ui/useDelete.ts'
import { conditions } from './alertConditions.ts'
import type { AlertRule } from './alertFields.ts'
import { switched } from './alertFields.ts'
import { AlertRuleDialog } from './AlertRuleDialog.tsx'
import { alertRulesQuery, updateAlertRule } from './alertsApi.ts'
import { alertRulesList } from './alertsSearch.ts'
import { ruleWords, scopeWords } from './alertWords.ts'
import { DeleteAlertRuleDialog } from './DeleteAlertRuleDialog.tsx'
import { Sections } from './Sections.tsx'

interface Doing {
  what: 'edit' | 'delete'
  rule: AlertRule
}

/** Rules that tell people and programs what happens to printers (NOT-2). */
export function AlertRulesPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const problemText = useProblemText()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const several = useSeesSeveral()
  const mayAdd = useAllowed('createAlertRule')
  const mayChange = useAllowed('updateAlertRule')
  const list = useListState(alertRulesList)
  const { search } = list
  const rules = useListQuery(list, alertRulesQuery(organizationId, search))
  const [adding, setAdding] = useState(false)
  const [doing, setDoing] = useState<Doing | null>(null)
  const close = () => setDoing(null)
  const turn = useMutation({
    mutationFn: ({ rule, enabled }: { rule: AlertRule; enabled: boolean }) =>
      updateAlertRule(organizationId, rule.id, etagOf(rule), switched(rule, enabled)),
    onSuccess: async (after) => {
      await queryClient.invalidateQueries({ queryKey: ['alert-rules'] })
      toast(t(after.enabled ? 'alerts.turned_on' : 'alerts.turned_off', { name: after.name }), {
        undo: () => turn.mutate({ rule: after, enabled: !after.enabled }),
      })
    },
    onError: async (error) => {
      const { title, detail } = problemText(error)
      toast([title, detail].filter(Boolean).join('. '), { tone: 'problem' })
      await queryClient.invalidateQueries({ queryKey: ['alert-rules'] })
    },
  })
  const { mutate } = turn
  const columns = useMemo(
    (): Array<Column<AlertRule>> => [
      {
        id: 'name',
        header: t('alerts.field.name'),
        width: 200,
        sort: 'name',
        cell: (rule) => <Breakable text={rule.name} />,
      },
      {
        id: 'condition',
        sort: 'condition',
        header: t('alerts.field.condition'),
        width: 250,
        cell: (rule) => ruleWords(t, format, rule),
      },
      {
        id: 'state',
        sort: 'enabled',
        header: t('alerts.column.state'),
        width: 90,
        cell: (rule) => (
          <StatusWord tone={rule.enabled ? 'ok' : 'off'}>{t(rule.enabled ? 'alerts.on' : 'alerts.off')}</StatusWord>
        ),
      },
      {
        id: 'scope',
        header: t('alerts.column.scope'),
        width: 180,
        cell: (rule) => <Breakable text={scopeWords(t, format, rule)} />,
      },
      ...(several
        ? [
            {
              id: 'organization',
              sort: 'organization_name',
              header: t('organizations.field.organization'),
              width: 170,
              cell: (rule: AlertRule) => rule.organization_name,
            },
          ]
        : []),
      {
        id: 'recipients',
        header: t('alerts.column.recipients'),
        width: 240,
        cell: (rule) => {
          const names = [...rule.people.filter((name) => name !== ''), ...rule.addresses]
          return (
            <>
              <Breakable text={names.length > 0 ? format.list(names) : t('alerts.nobody')} />
              {rule.people_away.length > 0 && (
                <div className="muted small">
                  <Breakable text={t('alerts.away', { people: format.list(rule.people_away) })} />
                </div>
              )}
            </>
          )
        },
      },
      {
        id: 'active',
        sort: 'active',
        header: t('alerts.column.active'),
        width: 100,
        align: 'end',
        cell: (rule) => format.number(rule.active),
      },
      {
        id: 'told',
        sort: 'last_told_at',
        header: t('alerts.column.last_told'),
        width: 155,
        phoneHidden: true,
        cell: (rule) => (rule.last_told_at ? <Age at={rule.last_told_at} /> : '–'),
      },
      {
        id: 'actions',
        header: t('table.row_actions'),
        actions: true,
        width: 76,
        align: 'end',
        cell: (rule) => (
          <ActionMenu
            label={t('alerts.actions_for', { name: rule.name })}
            actions={[
              {
                id: 'log',
                label: t('alerts.show_log'),
                icon: <History size={16} />,
                onClick: () => void navigate({ to: '/alert-log', search: { rule_id: rule.id } }),
              },
              ...(mayChange
                ? [
                    {
                      id: 'edit',
                      label: t('alerts.edit'),
                      icon: <SquarePen size={16} />,
                      onClick: () => setDoing({ what: 'edit', rule }),
                    },
                    {
                      id: 'switch',
                      label: t(rule.enabled ? 'alerts.turn_off' : 'alerts.turn_on'),
                      icon: rule.enabled ? <PowerOff size={16} /> : <Power size={16} />,
                      onClick: () => mutate({ rule, enabled: !rule.enabled }),
                    },
                    {
                      id: 'delete',
                      label: t('alerts.delete'),
                      icon: <Trash2 size={16} />,
                      onClick: () => setDoing({ what: 'delete', rule }),
                    },
                  ]
                : []),
            ]}
          />
        ),
      },
    ],
    [t, format, several, mayChange, mutate, navigate],
  )
  const add = mayAdd && (
    <Button variant="contained" startIcon={<Plus size={16} />} onClick={() => setAdding(true)}>
      {t('alerts.new')}
    </Button>
  )
  return (
    <>
      <PageHead title={t('nav.alert_rules')} context={t('alerts.context')} primary={add} />
      <Sections />
      <ListTable
        id="alert-rules"
        label={t('nav.alert_rules')}
        columns={columns}
        rowId={(rule) => rule.id}
        rowName={(rule) => rule.name}
        list={list}
        query={rules}
        defaultSort="name"
        toolbar={
          <ListToolbar
            searchLabel={t('alerts.search')}
            search={search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
            filters={[
              {
                id: 'condition',
                multiple: true,
                label: t('alerts.field.condition'),
                options: conditions.map((value) => ({ value, label: t(`alerts.condition.${value}`) })),
              },
            ]}
            values={{ condition: search.condition }}
            onValues={(id, values) => list.set({ [id]: values })}
            onFilter={(id, value) => list.set({ [id]: value })}
          />
        }
        empty={
          search.search !== undefined || search.condition !== undefined ? (
            <NoMatches onClear={() => list.set({ search: undefined, condition: undefined })} />
          ) : (
            <Empty icon={<BellRing size={22} />} title={t('alerts.empty')} action={add}>
              {t('alerts.empty_detail')}
            </Empty>
          )
        }
      />
      {adding && <AlertRuleDialog rule={null} onClose={() => setAdding(false)} />}
      {doing?.what === 'edit' && <AlertRuleDialog rule={doing.rule} onClose={close} />}
      {doing?.what === 'delete' && <DeleteAlertRuleDialog rule={doing.rule} onClose={close} />}
    </>
  )
}
