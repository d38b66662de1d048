import { Button } from '@mui/material'
import { Package, Trash2, Upload } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { fileSize } from '../documents/fileSize.ts'
import type { AgentPackage } from './agentVersionsApi.ts'
import { agentPackagesQuery } from './agentVersionsApi.ts'
import { agentPackagesList } from './agentVersionsSearch.ts'
import { DeletePackageDialog } from './DeletePackageDialog.tsx'
import { Sections } from './Sections.tsx'
import { UploadPackageDialog } from './UploadPackageDialog.tsx'

/** Signed programs that agents can become (AGT-9). */
export function AgentPackagesPage() {
  const { t, i18n } = useTranslation()
  const organizationId = useOrganizationId()
  const mayManage = useAllowed('uploadAgentPackage')
  const list = useListState(agentPackagesList)
  const packages = useListQuery(list, agentPackagesQuery(organizationId, list.search))
  const [uploading, setUploading] = useState(false)
  const [deleting, setDeleting] = useState<AgentPackage | null>(null)
  const columns = useMemo(
    (): Array<Column<AgentPackage>> => [
      {
        id: 'version',
        header: t('agent_versions.column.version'),
        width: 140,
        sort: 'version',
        cell: (each) => <span className="mono">{each.agent_version}</span>,
      },
      {
        id: 'architecture',
        header: t('agent_versions.column.architecture'),
        width: 140,
        cell: (each) => each.architecture,
      },
      {
        id: 'size',
        header: t('agent_versions.column.size'),
        width: 110,
        align: 'end',
        cell: (each) => fileSize(each.size_bytes, i18n.language),
      },
      {
        id: 'sha256',
        header: t('agent_versions.sha256'),
        width: 280,
        phoneHidden: true,
        cell: (each) => (
          <span className="mono">
            <Breakable text={each.sha256} />
          </span>
        ),
      },
      {
        id: 'by',
        header: t('agent_versions.column.by'),
        width: 200,
        phoneHidden: true,
        cell: (each) => <Breakable text={each.uploaded_by} />,
      },
      {
        id: 'uploaded',
        header: t('agent_versions.column.uploaded'),
        width: 130,
        cell: (each) => <Age at={each.uploaded_at} />,
      },
      ...(mayManage
        ? [
            {
              id: 'actions',
              header: t('table.row_actions'),
              actions: true,
              width: 76,
              align: 'end' as const,
              cell: (each: AgentPackage) => (
                <ActionMenu
                  label={t('agent_versions.actions_for', { name: `${each.agent_version} ${each.architecture}` })}
                  actions={[
                    {
                      id: 'delete',
                      label: t('agent_versions.delete'),
                      icon: <Trash2 size={16} />,
                      onClick: () => setDeleting(each),
                    },
                  ]}
                />
              ),
            },
          ]
        : []),
    ],
    [t, i18n.language, mayManage],
  )
  const add = mayManage && (
    <Button variant="contained" startIcon={<Upload size={16} />} onClick={() => setUploading(true)}>
      {t('agent_versions.upload')}
    </Button>
  )
  return (
    <>
      <PageHead title={t('agent_versions.packages')} context={t('agent_versions.packages_context')} primary={add} />
      <Sections />
      <ListTable
        file="page"
        id="agent_packages"
        label={t('agent_versions.packages')}
        columns={columns}
        rowId={(each) => each.id}
        rowName={(each) => `${each.agent_version} ${each.architecture}`}
        list={list}
        query={packages}
        defaultSort="-version"
        empty={
          <Empty icon={<Package size={22} />} title={t('agent_versions.packages_empty')} action={add}>
            {t('agent_versions.packages_empty_detail')}
          </Empty>
        }
      />
      {uploading && <UploadPackageDialog onClose={() => setUploading(false)} />}
      {deleting && <DeletePackageDialog package={deleting} onClose={() => setDeleting(null)} />}
    </>
  )
}
