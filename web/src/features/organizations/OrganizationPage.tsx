import { Button } from '@mui/material'
import { useNavigate } from '@tanstack/react-router'
import { SquarePen, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Organization } from '../../api/types.ts'
import { languageName } from '../../lib/i18n.ts'
import { useAllowed, useSession } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Facts } from '../../ui/Facts.tsx'
import { externalIdsShown } from '../../ui/form/ExternalIds.tsx'
import { Note } from '../../ui/Note.tsx'
import { ActionMenu } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { DeleteOrganizationDialog } from './DeleteOrganizationDialog.tsx'
import { OrganizationDialog } from './OrganizationDialog.tsx'
import { OrganizationFrame, useActsIn } from './OrganizationFrame.tsx'

/** One organization: what it is, how much it holds. */
export function OrganizationPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const home = useSession().organization
  const mayEdit = useAllowed('updateOrganization')
  const [editing, setEditing] = useState<Organization | null>(null)
  const [deleting, setDeleting] = useState<Organization | null>(null)
  return (
    <>
      <OrganizationFrame
        primary={(organization) =>
          mayEdit && (
            <Button variant="contained" startIcon={<SquarePen size={16} />} onClick={() => setEditing(organization)}>
              {t('organizations.rename')}
            </Button>
          )
        }
        actions={(organization) => (
          <ActionMenu
            label={t('organizations.actions_for', { name: organization.name })}
            actions={
              mayEdit && organization.id !== home.id
                ? [
                    {
                      id: 'delete',
                      label: t('organizations.delete'),
                      icon: <Trash2 size={16} />,
                      onClick: () => setDeleting(organization),
                    },
                  ]
                : []
            }
          />
        )}
      >
        {(organization) => <Details organization={organization} />}
      </OrganizationFrame>
      {editing && <OrganizationDialog organization={editing} onClose={() => setEditing(null)} />}
      {deleting && (
        <DeleteOrganizationDialog
          organization={deleting}
          onClose={() => setDeleting(null)}
          onDeleted={() => void navigate({ to: '/organizations' })}
        />
      )}
    </>
  )
}

function Details({ organization }: { organization: Organization }) {
  const { t } = useTranslation()
  const format = useFormat()
  const actsIn = useActsIn(organization)
  const counted = (count: number | null | undefined) =>
    count === null || count === undefined ? null : format.number(count)
  return (
    <div className="stack">
      {!actsIn && <Note>{t('organizations.outside')}</Note>}
      <Panel title={t('organizations.menu.details')} id="details">
        <Facts
          items={[
            [t('organizations.column.name'), organization.name],
            [t('organizations.column.tier'), t(`organizations.tier.${organization.tier}`)],
            [
              t('common.language'),
              organization.language ? languageName(organization.language) : t('organizations.language_of_parent'),
            ],
            [t('organizations.column.created'), format.date(organization.created_at)],
            [t('external_ids.label'), externalIdsShown(organization.external_ids)],
            [t('organizations.column.printers'), counted(organization.printer_count)],
            [t('organizations.column.agents'), counted(organization.agent_count)],
          ]}
        />
      </Panel>
    </div>
  )
}
