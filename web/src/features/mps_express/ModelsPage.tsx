import { Button } from '@mui/material'
import { ListChecks, Plus, SquarePen, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { DeleteModelDialog } from './DeleteModelDialog.tsx'
import { ModelDialog } from './ModelDialog.tsx'
import type { Model } from './mpsExpressApi.ts'
import { modelsQuery } from './mpsExpressApi.ts'
import { modelsList } from './mpsExpressSearch.ts'
import { Sections } from './Sections.tsx'

const nameOf = ({ manufacturer, model }: Model): string => `${manufacturer} ${model}`

/** Which printer models may be added to MPS Express, and up to how many pages (MPX-3). */
export function ModelsPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const mayEdit = useAllowed('updateMpsExpressModel')
  const mayCreate = useAllowed('createMpsExpressModel')
  const mayDelete = useAllowed('deleteMpsExpressModel')
  const list = useListState(modelsList)
  const { search } = list
  const models = useListQuery(list, modelsQuery(organizationId, search))
  const [editing, setEditing] = useState<Model | 'new' | null>(null)
  const [deleting, setDeleting] = useState<Model | null>(null)
  const columns = useMemo(
    (): Array<Column<Model>> => [
      { id: 'model', header: t('printers.column.model'), width: 300, sort: 'model', cell: nameOf },
      {
        id: 'supported',
        sort: 'supported',
        header: t('mps_express.column.supported'),
        width: 170,
        cell: (model) => (
          <StatusWord tone={model.supported ? 'ok' : 'off'}>
            {t(model.supported ? 'mps_express.supported' : 'mps_express.not_supported')}
          </StatusWord>
        ),
      },
      {
        id: 'maximum_lifetime_pages',
        sort: 'maximum_lifetime_pages',
        header: t('mps_express.column.maximum_lifetime_pages'),
        width: 210,
        align: 'end',
        cell: (model) => format.number(model.maximum_lifetime_pages),
      },
      {
        id: 'updated_at',
        sort: 'updated_at',
        header: t('mps_express.column.updated_at'),
        width: 140,
        cell: (model) => <Age at={model.updated_at} />,
      },
      ...(mayEdit || mayDelete
        ? [
            {
              id: 'actions',
              header: t('table.row_actions'),
              actions: true,
              width: 76,
              align: 'end' as const,
              cell: (model: Model) => (
                <ActionMenu
                  label={t('mps_express.actions_for', { name: nameOf(model) })}
                  actions={[
                    ...(mayEdit
                      ? [
                          {
                            id: 'edit',
                            label: t('mps_express.model.edit'),
                            icon: <SquarePen size={16} />,
                            onClick: () => setEditing(model),
                          },
                        ]
                      : []),
                    ...(mayDelete
                      ? [
                          {
                            id: 'delete',
                            label: t('mps_express.model.delete'),
                            icon: <Trash2 size={16} />,
                            onClick: () => setDeleting(model),
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
  const add = mayCreate && (
    <Button variant="contained" startIcon={<Plus size={16} />} onClick={() => setEditing('new')}>
      {t('mps_express.model.new')}
    </Button>
  )
  return (
    <>
      <PageHead title={t('mps_express.model.title')} context={t('mps_express.model.context')} primary={add} />
      <Sections />
      <ListTable
        id="mps-express.models"
        label={t('mps_express.model.title')}
        columns={columns}
        rowId={(model) => model.id}
        rowName={nameOf}
        list={list}
        query={models}
        defaultSort="model"
        toolbar={
          <ListToolbar
            searchLabel={t('mps_express.model.search')}
            search={search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
          />
        }
        empty={
          search.search ? (
            <NoMatches onClear={() => list.set({ search: undefined })} />
          ) : (
            <Empty icon={<ListChecks size={22} />} title={t('mps_express.model.empty')} action={add}>
              {t('mps_express.model.empty_detail')}
            </Empty>
          )
        }
      />
      {editing && <ModelDialog model={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {deleting && <DeleteModelDialog model={deleting} onClose={() => setDeleting(null)} />}
    </>
  )
}
