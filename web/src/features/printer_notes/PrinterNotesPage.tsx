import { Button } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus, StickyNote } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganization, useOrganizationId } from '../../lib/session.tsx'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { ExportButtons } from '../../ui/DownloadButton.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { printerName, printerQuery } from '../printers/printersApi.ts'
import { NoteDialog } from './NoteDialog.tsx'
import { NoteMenu, NoteName } from './NoteMenu.tsx'
import type { PrinterNote } from './noteWords.ts'
import { nameOf } from './noteWords.ts'
import { notesExport, printerNotesQuery } from './printerNotesApi.ts'
import { printerNotesList } from './printerNotesSearch.ts'

/** All notes of the organization. */
export function PrinterNotesPage() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const severalOrganizations = useOrganization()?.tier !== 'child'
  const mayWrite = useAllowed('createPrinterNote')
  const list = useListState(printerNotesList)
  const { search } = list
  const notes = useListQuery(list, printerNotesQuery(organizationId, search))
  const printer = useQuery({
    ...printerQuery(organizationId, search.printer_id ?? ''),
    enabled: search.printer_id !== undefined,
  }).data?.data
  const [writing, setWriting] = useState(false)
  const columns = useMemo(
    (): Array<Column<PrinterNote>> => [
      {
        id: 'text',
        sort: 'text',
        header: t('printer_notes.column.text'),
        width: 340,
        cell: (note) => <NoteName note={note} />,
      },
      {
        id: 'printer',
        sort: 'model',
        header: t('printers.column.printer'),
        width: 240,
        cell: (note) => (
          <Link to="/printers/$printerId" params={{ printerId: note.printer_id }}>
            {[note.printer_manufacturer, note.printer_model, note.printer_serial_number].filter(Boolean).join(' ')}
          </Link>
        ),
      },
      ...(severalOrganizations
        ? [
            {
              id: 'organization',
              sort: 'organization_name',
              header: t('printer_notes.column.organization'),
              width: 180,
              cell: (note: PrinterNote) => note.organization_name,
            },
          ]
        : []),
      {
        id: 'author',
        sort: 'author',
        header: t('printer_notes.column.author'),
        width: 220,
        cell: (note) => <Breakable text={note.author} />,
      },
      {
        id: 'changed_by',
        sort: 'changed_by',
        header: t('printer_notes.column.changed_by'),
        width: 220,
        hidden: true,
        phoneHidden: true,
        cell: (note) => <Breakable text={note.changed_by} />,
      },
      {
        id: 'created',
        header: t('printer_notes.column.created'),
        width: 130,
        sort: 'created_at',
        phoneHidden: true,
        cell: (note) => <Age at={note.created_at} />,
      },
      {
        id: 'updated',
        header: t('printer_notes.column.updated'),
        width: 130,
        sort: 'updated_at',
        cell: (note) => <Age at={note.updated_at} />,
      },
      {
        id: 'actions',
        header: t('table.row_actions'),
        actions: true,
        width: 76,
        align: 'end',
        cell: (note) => <NoteMenu note={note} />,
      },
    ],
    [t, severalOrganizations],
  )
  const filtered = Boolean(search.search ?? search.printer_id)
  return (
    <>
      <PageHead
        title={t('printer_notes.title')}
        context={t('printer_notes.context')}
        primary={
          mayWrite &&
          printer && (
            <Button variant="contained" startIcon={<Plus size={16} />} onClick={() => setWriting(true)}>
              {t('printer_notes.new')}
            </Button>
          )
        }
      >
        <ExportButtons url={notesExport(organizationId, search)}>{t('printer_notes.export')}</ExportButtons>
      </PageHead>
      <ListTable
        file="page"
        id="printer-notes"
        label={t('printer_notes.title')}
        columns={columns}
        rowId={(note) => note.id}
        rowName={nameOf}
        list={list}
        query={notes}
        defaultSort="-updated_at"
        toolbar={
          <ListToolbar
            searchLabel={t('printer_notes.search')}
            search={search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
            filters={
              search.printer_id
                ? [
                    {
                      id: 'printer_id',
                      label: t('printers.column.printer'),
                      options: [],
                      labelOf: () => (printer ? printerName(printer) : '…'),
                    },
                  ]
                : []
            }
            values={{ printer_id: search.printer_id }}
            onFilter={(id, value) => list.set({ [id]: value })}
          />
        }
        empty={
          filtered ? (
            <NoMatches onClear={() => list.set({ search: undefined, printer_id: undefined })} />
          ) : (
            <Empty
              icon={<StickyNote size={22} />}
              title={t('printer_notes.empty')}
              action={
                <LinkButton variant="contained" to="/printers">
                  {t('printer_notes.to_printers')}
                </LinkButton>
              }
            >
              {t('printer_notes.empty_detail')}
            </Empty>
          )
        }
      />
      {writing && printer && <NoteDialog printer={printer} onClose={() => setWriting(false)} />}
    </>
  )
}
