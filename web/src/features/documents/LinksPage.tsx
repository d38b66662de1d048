import { Button } from '@mui/material'
import { Link2, Plus, SquarePen, Trash2 } from 'lucide-react'
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
import { DeleteLinkDialog } from './DeleteLinkDialog.tsx'
import type { ExternalLink } from './documentsApi.ts'
import { linksQuery } from './documentsApi.ts'
import { linksList } from './documentsSearch.ts'
import { LinkDialog } from './LinkDialog.tsx'
import { OutsideLink } from './OutsideLink.tsx'
import { Sections } from './Sections.tsx'

/** Links to pages elsewhere that the operator shares with the organization. */
export function LinksPage() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const several = useSeesSeveral()
  const mayShare = useAllowed('createExternalLink')
  const mayChange = useAllowed('updateExternalLink')
  const list = useListState(linksList)
  const { search } = list
  const links = useListQuery(list, linksQuery(organizationId, search))
  const [editing, setEditing] = useState<ExternalLink | 'new' | null>(null)
  const [deleting, setDeleting] = useState<ExternalLink | null>(null)
  const columns = useMemo(
    (): Array<Column<ExternalLink>> => [
      {
        id: 'title',
        header: t('documents.field.title'),
        width: 260,
        sort: 'title',
        cell: (link) => <OutsideLink link={link} />,
      },
      {
        id: 'description',
        sort: 'description',
        header: t('documents.field.description'),
        width: 280,
        cell: (link) => <Breakable text={link.description || '–'} />,
      },
      {
        id: 'url',
        sort: 'url',
        header: t('documents.field.url'),
        width: 260,
        phoneHidden: true,
        cell: (link) => (
          <span className="mono">
            <Breakable text={link.url} />
          </span>
        ),
      },
      ...(several
        ? [
            {
              id: 'organization',
              sort: 'organization_name',
              header: t('organizations.field.organization'),
              width: 170,
              cell: (link: ExternalLink) => link.organization_name,
            },
          ]
        : []),
      ...(mayChange
        ? [
            {
              id: 'position',
              header: t('documents.field.position'),
              width: 100,
              align: 'end' as const,
              sort: 'position',
              phoneHidden: true,
              cell: (link: ExternalLink) => link.position,
            },
          ]
        : []),
      {
        id: 'changed',
        sort: 'updated_at',
        header: t('documents.column.changed'),
        width: 130,
        phoneHidden: true,
        cell: (link) => <Age at={link.updated_at} />,
      },
      ...(mayChange
        ? [
            {
              id: 'actions',
              header: t('table.row_actions'),
              actions: true,
              width: 76,
              align: 'end' as const,
              cell: (link: ExternalLink) => (
                <ActionMenu
                  label={t('documents.actions_for', { name: link.title })}
                  actions={[
                    {
                      id: 'edit',
                      label: t('documents.edit_link'),
                      icon: <SquarePen size={16} />,
                      onClick: () => setEditing(link),
                    },
                    {
                      id: 'delete',
                      label: t('documents.delete_link'),
                      icon: <Trash2 size={16} />,
                      onClick: () => setDeleting(link),
                    },
                  ]}
                />
              ),
            },
          ]
        : []),
    ],
    [t, several, mayChange],
  )
  const add = mayShare && (
    <Button variant="contained" startIcon={<Plus size={16} />} onClick={() => setEditing('new')}>
      {t('documents.share_link')}
    </Button>
  )
  return (
    <>
      <PageHead title={t('nav.external_links')} context={t('documents.links_context')} primary={add} />
      <Sections />
      <ListTable
        id="external-links"
        label={t('nav.external_links')}
        columns={columns}
        rowId={(link) => link.id}
        rowName={(link) => link.title}
        list={list}
        query={links}
        defaultSort="position"
        toolbar={
          <ListToolbar
            searchLabel={t('documents.search_links')}
            search={search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
            filters={[]}
            values={{}}
            onFilter={() => undefined}
          />
        }
        empty={
          search.search !== undefined ? (
            <NoMatches onClear={() => list.set({ search: undefined })} />
          ) : (
            <Empty icon={<Link2 size={22} />} title={t('documents.links_empty')} action={add}>
              {t(mayShare ? 'documents.links_empty_operator' : 'documents.links_empty_detail')}
            </Empty>
          )
        }
      />
      {editing && <LinkDialog link={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {deleting && <DeleteLinkDialog link={deleting} onClose={() => setDeleting(null)} />}
    </>
  )
}
