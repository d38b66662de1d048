import { Button } from '@mui/material'
import type { TFunction } from 'i18next'
import { Layers, Plus, SquarePen, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { DeleteRuleDialog } from './DeleteRuleDialog.tsx'
import { RuleDialog } from './RuleDialog.tsx'
import { Sections } from './Sections.tsx'
import type { SparesRule } from './shelfApi.ts'
import { sparesQuery } from './shelfApi.ts'
import { sparesList } from './shelfSearch.ts'

const placeOf = (t: TFunction, rule: SparesRule): string =>
  rule.printer_name ||
  rule.site_name ||
  [rule.manufacturer, rule.model].filter(Boolean).join(' ') ||
  t('shelf.spares.all')

/** Which cartridges are always kept (ASR-18). */
export function SparesPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const mayCreate = useAllowed('createSparesRule')
  const mayEdit = useAllowed('updateSparesRule')
  const mayDelete = useAllowed('deleteSparesRule')
  const list = useListState(sparesList)
  const rules = useListQuery(list, sparesQuery(organizationId, list.search))
  const [editing, setEditing] = useState<SparesRule | 'new' | null>(null)
  const [deleting, setDeleting] = useState<SparesRule | null>(null)
  const columns = useMemo(
    (): Array<Column<SparesRule>> => [
      {
        id: 'where',
        sort: 'applies_to',
        header: t('shelf.spares.column.where'),
        width: 300,
        cell: (rule) => <Breakable text={placeOf(t, rule)} />,
      },
      {
        id: 'item',
        sort: 'part_number',
        header: t('shelf.spares.column.item'),
        width: 200,
        cell: (rule) => rule.part_number || t('shelf.spares.each'),
      },
      {
        id: 'kept',
        sort: 'spares_kept',
        header: t('shelf.spares.column.kept'),
        width: 110,
        align: 'end',
        cell: (rule) => format.number(rule.spares_kept),
      },
      {
        id: 'how',
        sort: 'together',
        header: t('shelf.spares.column.how'),
        width: 190,
        cell: (rule) => t(rule.together ? 'shelf.spares.together' : 'shelf.spares.apart'),
      },
      {
        id: 'changed',
        sort: 'updated_at',
        header: t('shelf.spares.column.changed'),
        width: 130,
        phoneHidden: true,
        cell: (rule) => <Age at={rule.updated_at} />,
      },
      ...(mayEdit || mayDelete
        ? [
            {
              id: 'actions',
              header: t('table.row_actions'),
              actions: true,
              width: 76,
              align: 'end' as const,
              cell: (rule: SparesRule) => (
                <ActionMenu
                  label={t('shelf.spares.actions_for', { name: placeOf(t, rule) })}
                  actions={[
                    ...(mayEdit
                      ? [
                          {
                            id: 'edit',
                            label: t('shelf.spares.edit'),
                            icon: <SquarePen size={16} />,
                            onClick: () => setEditing(rule),
                          },
                        ]
                      : []),
                    ...(mayDelete
                      ? [
                          {
                            id: 'delete',
                            label: t('shelf.spares.delete'),
                            icon: <Trash2 size={16} />,
                            onClick: () => setDeleting(rule),
                          },
                        ]
                      : []),
                  ]}
                />
              ),
            },
          ]
        : []),
    ],
    [t, format, mayEdit, mayDelete],
  )
  return (
    <>
      <PageHead
        title={t('shelf.spares.title')}
        context={t('shelf.spares.context')}
        primary={
          mayCreate && (
            <Button variant="contained" startIcon={<Plus size={16} />} onClick={() => setEditing('new')}>
              {t('shelf.spares.new')}
            </Button>
          )
        }
      />
      <Sections />
      <ListTable
        id="spares-rules"
        label={t('shelf.spares.title')}
        columns={columns}
        rowId={(rule) => rule.id}
        rowName={(rule) => placeOf(t, rule)}
        list={list}
        query={rules}
        empty={
          <Empty icon={<Layers size={22} />} title={t('shelf.spares.empty')}>
            {t('shelf.spares.empty_detail')}
          </Empty>
        }
      />
      {editing && <RuleDialog rule={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {deleting && <DeleteRuleDialog rule={deleting} onClose={() => setDeleting(null)} />}
    </>
  )
}
