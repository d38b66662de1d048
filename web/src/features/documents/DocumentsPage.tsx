import { Button } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { FileText, History, Plus, SquarePen, Trash2, Upload } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganizationId, useSeesSeveral } from '../../lib/session.tsx'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { DeleteDocumentDialog } from './DeleteDocumentDialog.tsx'
import { DocumentDialog } from './DocumentDialog.tsx'
import { DownloadName } from './DownloadName.tsx'
import type { SharedDocument } from './documentsApi.ts'
import { documentsQuery, foldersQuery } from './documentsApi.ts'
import { documentsList } from './documentsSearch.ts'
import { fileSize } from './fileSize.ts'
import { Sections } from './Sections.tsx'
import { UploadDialog } from './UploadDialog.tsx'
import { VersionsDialog } from './VersionsDialog.tsx'

interface Doing {
  what: 'edit' | 'version' | 'versions' | 'delete'
  document: SharedDocument
}

/** Files that the operator shares with the organization. */
export function DocumentsPage() {
  const { t, i18n } = useTranslation()
  const organizationId = useOrganizationId()
  const several = useSeesSeveral()
  const mayShare = useAllowed('createDocument')
  const mayChange = useAllowed('updateDocument')
  const list = useListState(documentsList)
  const { search } = list
  const documents = useListQuery(list, documentsQuery(organizationId, search))
  const folders = useQuery(foldersQuery(organizationId)).data?.folders
  const [sharing, setSharing] = useState(false)
  const [doing, setDoing] = useState<Doing | null>(null)
  const close = () => setDoing(null)
  const columns = useMemo(
    (): Array<Column<SharedDocument>> => [
      {
        id: 'name',
        header: t('documents.field.name'),
        width: 280,
        sort: 'name',
        cell: (document) => <DownloadName document={document} />,
      },
      {
        id: 'folder',
        header: t('documents.field.folder'),
        width: 200,
        sort: 'folder',
        cell: (document) => <Breakable text={document.folder || '–'} />,
      },
      {
        id: 'description',
        sort: 'description',
        header: t('documents.field.description'),
        width: 260,
        phoneHidden: true,
        cell: (document) => <Breakable text={document.description || '–'} />,
      },
      ...(several
        ? [
            {
              id: 'organization',
              sort: 'organization_name',
              header: t('organizations.field.organization'),
              width: 170,
              cell: (document: SharedDocument) => document.organization_name,
            },
          ]
        : []),
      {
        id: 'size',
        sort: 'size_bytes',
        header: t('documents.column.size'),
        width: 100,
        align: 'end',
        phoneHidden: true,
        cell: (document) => fileSize(document.size_bytes, i18n.language),
      },
      {
        id: 'version',
        sort: 'versions',
        header: t('documents.column.version'),
        width: 90,
        align: 'end',
        phoneHidden: true,
        cell: (document) => document.versions,
      },
      {
        id: 'uploaded',
        header: t('documents.column.uploaded'),
        width: 130,
        sort: 'uploaded_at',
        cell: (document) => <Age at={document.uploaded_at} />,
      },
      {
        id: 'actions',
        header: t('table.row_actions'),
        actions: true,
        width: 76,
        align: 'end',
        cell: (document) => {
          const action = (what: Doing['what'], label: string, icon: React.ReactNode) => ({
            id: what,
            label,
            icon,
            onClick: () => setDoing({ what, document }),
          })
          return (
            <ActionMenu
              label={t('documents.actions_for', { name: document.name })}
              actions={[
                action('versions', t('documents.show_versions'), <History size={16} />),
                ...(mayChange
                  ? [
                      action('version', t('documents.new_version'), <Upload size={16} />),
                      action('edit', t('documents.edit'), <SquarePen size={16} />),
                      action('delete', t('documents.delete'), <Trash2 size={16} />),
                    ]
                  : []),
              ]}
            />
          )
        },
      },
    ],
    [t, i18n.language, several, mayChange],
  )
  const add = mayShare && (
    <Button variant="contained" startIcon={<Plus size={16} />} onClick={() => setSharing(true)}>
      {t('documents.share')}
    </Button>
  )
  return (
    <>
      <PageHead title={t('nav.documents')} context={t('documents.context')} primary={add} />
      <Sections />
      <ListTable
        id="documents"
        label={t('nav.documents')}
        columns={columns}
        rowId={(document) => document.id}
        rowName={(document) => document.name}
        list={list}
        query={documents}
        defaultSort="name"
        toolbar={
          <ListToolbar
            searchLabel={t('documents.search')}
            search={search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
            filters={[
              {
                id: 'folder',
                label: t('documents.field.folder'),
                options: (folders ?? []).map((folder) => ({ value: folder, label: folder })),
                labelOf: (value) => value,
              },
            ]}
            values={{ folder: search.folder }}
            onFilter={(id, value) => list.set({ [id]: value })}
          />
        }
        empty={
          search.search !== undefined || search.folder !== undefined ? (
            <NoMatches onClear={() => list.set({ search: undefined, folder: undefined })} />
          ) : (
            <Empty icon={<FileText size={22} />} title={t('documents.empty')} action={add}>
              {t(mayShare ? 'documents.empty_operator' : 'documents.empty_detail')}
            </Empty>
          )
        }
      />
      {sharing && <UploadDialog document={null} onClose={() => setSharing(false)} />}
      {doing?.what === 'version' && <UploadDialog document={doing.document} onClose={close} />}
      {doing?.what === 'edit' && <DocumentDialog document={doing.document} onClose={close} />}
      {doing?.what === 'versions' && <VersionsDialog document={doing.document} onClose={close} />}
      {doing?.what === 'delete' && <DeleteDocumentDialog document={doing.document} onClose={close} />}
    </>
  )
}
