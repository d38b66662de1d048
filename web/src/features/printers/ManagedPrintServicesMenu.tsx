import { Button } from '@mui/material'
import { useNavigate } from '@tanstack/react-router'
import {
  BookUser,
  ChevronDown,
  Download,
  FileSpreadsheet,
  Gauge,
  ListChecks,
  PackagePlus,
  PackageSearch,
  RefreshCw,
  Truck,
  Unplug,
  UserRoundPlus,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useAllowed, useOrganization } from '../../lib/session.tsx'
import { ActionMenu } from '../../ui/PageHead.tsx'
import type { AssignWay } from './dialogs/AssignContactDialog.tsx'

/** The menu "Managed Print Services" over the printer list, in the words of the vendor's guides (PRT-7). */
export function ManagedPrintServicesMenu({
  chosen,
  onAssign,
  onAdd,
  onStatus,
  onExport,
  exporting,
}: {
  chosen: 'none' | 'some'
  onAssign: (way: AssignWay) => void
  onAdd: () => void
  onStatus: () => void
  onExport: (format: 'csv' | 'xlsx') => void
  exporting: boolean
}) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const mayAssign = useAllowed('assignPrinterContacts')
  const mayCreate = useAllowed('createContact')
  const mayAdd = useAllowed('enrollInMpsExpress')
  const tier = useOrganization()?.tier
  const chooseFirst = chosen === 'none' ? t('printers.choose_first') : undefined
  return (
    <ActionMenu
      label={t('printers.mps.menu')}
      button={(open, expanded) => (
        <Button
          variant="outlined"
          endIcon={<ChevronDown size={16} />}
          aria-haspopup="menu"
          aria-expanded={expanded}
          onClick={open}
        >
          {t('printers.mps.menu')}
        </Button>
      )}
      actions={[
        {
          id: 'contacts',
          label: t('printers.mps.manage_contacts'),
          icon: <BookUser size={16} />,
          onClick: () => void navigate({ to: '/contacts' }),
        },
        ...(mayAssign && mayCreate
          ? [
              {
                id: 'create',
                label: t('printers.mps.create_and_assign'),
                icon: <UserRoundPlus size={16} />,
                onClick: () => onAssign('create'),
                disabledBecause: chooseFirst,
              },
            ]
          : []),
        ...(mayAssign
          ? [
              {
                id: 'assign',
                label: t('printers.assign_contact'),
                icon: <Truck size={16} />,
                onClick: () => onAssign('choose'),
                disabledBecause: chooseFirst,
              },
            ]
          : []),
        ...(mayAdd
          ? [
              {
                id: 'mps-express',
                label: t('printers.mps.add'),
                icon: <PackagePlus size={16} />,
                onClick: onAdd,
                // MPX-1: a parent organization has no printers of its own to add.
                disabledBecause: tier === 'child' ? chooseFirst : t('printers.mps.add_in_child'),
              },
            ]
          : []),
        {
          id: 'supplies',
          label: t('printers.mps.supplies_status'),
          icon: <PackageSearch size={16} />,
          onClick: () => void navigate({ to: '/replenishment' }),
        },
        {
          id: 'meter-reads',
          label: t('nav.submit_meter_reads'),
          icon: <Gauge size={16} />,
          onClick: () => void navigate({ to: '/meter-reads/submit' }),
        },
        {
          id: 'enrollment',
          label: t('nav.enrollment'),
          icon: <ListChecks size={16} />,
          onClick: () => void navigate({ to: '/enrollment' }),
        },
        {
          id: 'disconnected',
          label: t('nav.disconnected'),
          icon: <Unplug size={16} />,
          onClick: () => void navigate({ to: '/disconnected' }),
        },
        {
          id: 'status',
          label: t('printers.get_status'),
          icon: <RefreshCw size={16} />,
          onClick: onStatus,
          disabledBecause: chooseFirst,
        },
        {
          id: 'export',
          label: t('printers.export'),
          icon: <Download size={16} />,
          onClick: () => onExport('csv'),
          disabledBecause: exporting ? t('printers.exporting') : undefined,
        },
        {
          id: 'export-xlsx',
          label: t('common.export_xlsx'),
          icon: <FileSpreadsheet size={16} />,
          onClick: () => onExport('xlsx'),
          disabledBecause: exporting ? t('printers.exporting') : undefined,
        },
      ]}
    />
  )
}
