import { Button } from '@mui/material'
import { keepPreviousData } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Building2, Plus, SquarePen, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import type { Organization } from '../../api/types.ts'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganizationId, useSession } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { ActionMenu } from '../../ui/PageHead.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { DeleteOrganizationDialog } from './DeleteOrganizationDialog.tsx'
import { OrganizationDialog } from './OrganizationDialog.tsx'
import styles from './organizations.module.css'
import { organizationsList } from './organizationsSearch.ts'

/** The organizations that can be seen, or the child organizations of one (ORG-2); `children` gets the button that makes one. */
export function OrganizationsTable({
  parent,
  label,
  empty,
  emptyDetail,
  children,
}: {
  parent?: Organization
  label: string
  empty: string
  emptyDetail: string
  children: (add: ReactNode) => ReactNode
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const session = useSession()
  const list = useListState(organizationsList)
  const query = organizationsList.query(organizationId, list.search)
  const parent_id = parent?.id
  const organizations = useListQuery(list, {
    queryKey: ['organizations', organizationId, 'list', list.search, parent_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/organizations', {
          params: { query: parent_id ? { ...query, parent_id } : { ...query, sort: query.sort ?? 'tree' } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })
  const mayEdit = useAllowed('updateOrganization')
  const [editing, setEditing] = useState<Organization | 'new' | null>(null)
  const [deleting, setDeleting] = useState<Organization | null>(null)
  const columns = useMemo((): Array<Column<Organization>> => {
    const counted = (count: number | null | undefined) =>
      count === null || count === undefined ? <span className="faint">–</span> : format.number(count)
    return [
      {
        id: 'name',
        sort: 'name',
        header: t('organizations.column.name'),
        width: 320,
        cell: (item) => (
          <Link
            to="/organizations/$organizationId"
            params={{ organizationId: item.id }}
            className={parent_id === undefined && item.parent_name ? styles.below : undefined}
          >
            {item.name}
          </Link>
        ),
      },
      {
        id: 'tier',
        sort: 'tier',
        header: t('organizations.column.tier'),
        width: 200,
        // Its parent may stand on the page before, or not match what was searched for.
        cell: (item) =>
          parent_id === undefined && item.parent_name
            ? t('organizations.child_of', { name: item.parent_name })
            : t(`organizations.tier.${item.tier}`),
      },
      {
        id: 'printers',
        sort: 'printer_count',
        header: t('organizations.column.printers'),
        width: 120,
        align: 'end',
        cell: (item) => counted(item.printer_count),
      },
      {
        id: 'agents',
        sort: 'agent_count',
        header: t('organizations.column.agents'),
        width: 120,
        align: 'end',
        cell: (item) => counted(item.agent_count),
      },
      {
        id: 'created',
        sort: 'created_at',
        header: t('organizations.column.created'),
        width: 160,
        phoneHidden: true,
        cell: (item) => format.date(item.created_at),
      },
      {
        id: 'actions',
        header: t('table.row_actions'),
        actions: true,
        width: 76,
        align: 'end',
        cell: (item) => (
          <ActionMenu
            label={t('organizations.actions_for', { name: item.name })}
            actions={
              !mayEdit
                ? []
                : [
                    {
                      id: 'rename',
                      label: t('organizations.rename'),
                      icon: <SquarePen size={16} />,
                      onClick: () => setEditing(item),
                    },
                    ...(item.id === session.organization.id
                      ? []
                      : [
                          {
                            id: 'delete',
                            label: t('organizations.delete'),
                            icon: <Trash2 size={16} />,
                            onClick: () => setDeleting(item),
                          },
                        ]),
                  ]
            }
          />
        ),
      },
    ]
  }, [t, format, session.organization.id, mayEdit, parent_id])
  // Below a customer there is nothing.
  const mayCreate = useAllowed('createOrganization') && session.organization.tier !== 'child'
  const add = mayCreate && (
    <Button variant="contained" startIcon={<Plus size={16} />} onClick={() => setEditing('new')}>
      {t('organizations.new')}
    </Button>
  )
  return (
    <>
      {children(add)}
      <ListTable
        file={list.file(organizationId, undefined, parent_id ? { parent_id } : {})}
        id={parent ? 'child-organizations' : 'organizations'}
        label={label}
        columns={columns}
        rowId={(item) => item.id}
        rowName={(item) => item.name}
        whose={parent && t('table.whose', { name: parent.name })}
        list={list}
        query={organizations}
        toolbar={
          <ListToolbar
            searchLabel={t('organizations.search')}
            search={list.search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
          />
        }
        empty={
          list.search.search ? (
            <NoMatches onClear={() => list.set({ search: undefined })} />
          ) : (
            <Empty icon={<Building2 size={22} />} title={empty} action={add}>
              {emptyDetail}
            </Empty>
          )
        }
      />
      {editing && (
        <OrganizationDialog
          organization={editing === 'new' ? null : editing}
          under={parent}
          onClose={() => setEditing(null)}
        />
      )}
      {deleting && <DeleteOrganizationDialog organization={deleting} onClose={() => setDeleting(null)} />}
    </>
  )
}
