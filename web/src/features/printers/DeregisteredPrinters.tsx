import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Printer, Undo2 } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body, newIdempotencyKey } from '../../api/client.ts'
import type { ItemOf } from '../../api/types.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { watchTask } from '../../lib/tasks.ts'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { Age } from '../../ui/Age.tsx'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { useProblemText } from '../../ui/Problem.tsx'
import { TaskLink } from '../../ui/TaskLink.tsx'
import { toast } from '../../ui/Toasts.tsx'
import type { Column, Selection } from '../../ui/table/columns.ts'
import { nothingSelected } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { useSelection } from '../../ui/table/useSelection.ts'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { deregisteredQuery, printerName } from './printersApi.ts'
import { deregisteredList } from './printersSearch.ts'

type Deregistered = ItemOf<'/api/v1/printers/deregistered'>

/** Printers that were taken out of the list: they stay away until a person registers them again (PRN-7). */
export function DeregisteredPrinters() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const queryClient = useQueryClient()
  const problemText = useProblemText()
  const mayRegister = useAllowed('registerPrinters')
  const list = useListState(deregisteredList)
  const { search } = list
  const printers = useListQuery(list, deregisteredQuery(organizationId, search))
  const [selection, setSelection] = useSelection(JSON.stringify([organizationId, search.search, search.cursor]))

  const register = useMutation({
    mutationFn: (ids: string[]) =>
      body(
        api.POST('/api/v1/printers/registrations', {
          params: { query: { organization_id: organizationId }, header: { 'Idempotency-Key': newIdempotencyKey() } },
          body: { printer_ids: ids },
        }),
      ),
    onSuccess: (task, ids) => {
      watchTask(task.id)
      setSelection(nothingSelected)
      toast(t('printers.register_started', { count: ids.length }), { link: <TaskLink id={task.id} /> })
      void queryClient.invalidateQueries({ queryKey: ['tasks'] })
    },
    onError: (error) => {
      const { title, detail } = problemText(error)
      toast([title, detail].filter(Boolean).join('. '), { tone: 'problem' })
    },
  })
  const columns = useMemo(
    (): Array<Column<Deregistered>> => [
      { id: 'printer', sort: 'model', header: t('printers.column.model'), width: 220, cell: printerName },
      {
        id: 'serial',
        sort: 'serial_number',
        header: t('printers.column.serial_number'),
        width: 150,
        cell: (printer) => <span className="num">{printer.serial_number || '–'}</span>,
      },
      {
        id: 'address',
        sort: 'address',
        header: t('printers.column.address'),
        width: 130,
        cell: (printer) => <span className="num">{printer.address || '–'}</span>,
      },
      {
        id: 'site',
        sort: 'site_name',
        header: t('printers.column.site'),
        width: 140,
        cell: (printer) => printer.site_name ?? '–',
      },
      {
        id: 'organization',
        sort: 'organization_name',
        header: t('printers.column.organization'),
        width: 160,
        phoneHidden: true,
        cell: (printer) => printer.organization_name,
      },
      {
        id: 'location',
        sort: 'location',
        header: t('printers.column.location'),
        width: 150,
        hidden: true,
        phoneHidden: true,
        cell: (printer) => printer.location || '–',
      },
      {
        id: 'when',
        sort: 'deregistered_at',
        header: t('printers.column.deregistered'),
        width: 130,
        cell: (printer) => <Age at={printer.deregistered_at} />,
      },
      {
        id: 'by',
        sort: 'deregistered_by',
        header: t('printers.column.deregistered_by'),
        width: 190,
        phoneHidden: true,
        cell: (printer) => printer.deregistered_by || '–',
      },
      {
        id: 'found',
        header: t('printers.column.still_found'),
        width: 130,
        phoneHidden: true,
        cell: (printer) => (printer.last_contact_at ? <Age at={printer.last_contact_at} /> : '–'),
      },
    ],
    [t],
  )

  return (
    <ListTable
      id="printers.deregistered"
      label={t('printers.view.deregistered')}
      columns={columns}
      rowId={(printer) => printer.id}
      rowName={(printer) => [printerName(printer), printer.serial_number].filter(Boolean).join(' ')}
      list={list}
      query={printers}
      {...(mayRegister
        ? {
            selection,
            onSelection: (chosen: Selection) =>
              setSelection(
                chosen.all ? { ids: new Set(printers.data?.items.map((printer) => printer.id)), all: false } : chosen,
              ),
          }
        : {})}
      actions={
        <BusyButton
          variant="outlined"
          startIcon={<Undo2 size={16} />}
          busy={register.isPending}
          onClick={() => register.mutate([...selection.ids])}
        >
          {t('printers.register')}
        </BusyButton>
      }
      toolbar={
        <ListToolbar
          searchLabel={t('printers.search_deregistered')}
          search={search.search}
          onSearch={(value) => list.set({ search: value }, { replace: true })}
          filters={[]}
          values={{}}
          onFilter={() => undefined}
        />
      }
      empty={
        search.search ? (
          <NoMatches onClear={() => list.set({ search: undefined })} />
        ) : (
          <Empty icon={<Printer size={22} />} title={t('printers.none_deregistered')}>
            {t('printers.none_deregistered_detail')}
          </Empty>
        )
      }
    />
  )
}

export default DeregisteredPrinters
