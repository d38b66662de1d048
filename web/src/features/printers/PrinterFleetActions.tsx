import { Button } from '@mui/material'
import { useNavigate } from '@tanstack/react-router'
import { BadgeCheck, FileCheck2, FileX2, Trash2 } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Printer } from '../../api/types.ts'
import { useAllowed } from '../../lib/session.tsx'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { DeregisterDialog } from './dialogs/DeregisterDialog.tsx'
import { RegistrationDialog } from './dialogs/RegistrationDialog.tsx'
import { useContract } from './useContract.tsx'

/** What sets a printer under contract, takes it out of the fleet, or says how it stands with the back office (PRN-4, PRN-6, PRN-7). */
export function PrinterFleetActions({ printer }: { printer: Printer }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const mayDeregister = useAllowed('deregisterPrinters')
  const mayRegister = useAllowed('setPrinterRegistration')
  const [open, setOpen] = useState<'deregister' | 'registration' | null>(null)
  const reasonId = useId()
  const contract = useContract()
  const isProtected = printer.managed !== 'none'
  return (
    <>
      {mayDeregister && (
        <BusyButton
          variant="outlined"
          startIcon={printer.under_contract ? <FileX2 size={16} /> : <FileCheck2 size={16} />}
          busy={contract.busy}
          onClick={() => contract.change({ ids: [printer.id], under_contract: !printer.under_contract })}
        >
          {printer.under_contract ? t('printers.set_not_under_contract') : t('printers.set_under_contract')}
        </BusyButton>
      )}
      {contract.dialog}
      {mayRegister && (
        <Button variant="outlined" startIcon={<BadgeCheck size={16} />} onClick={() => setOpen('registration')}>
          {t('printer.set_registration')}
        </Button>
      )}
      {mayDeregister && (
        <BusyButton
          variant="outlined"
          color="error"
          startIcon={<Trash2 size={16} />}
          busy={isProtected}
          aria-describedby={isProtected ? reasonId : undefined}
          onClick={() => setOpen('deregister')}
        >
          {t('printers.deregister')}
        </BusyButton>
      )}
      {mayDeregister && isProtected && (
        <p id={reasonId} className="muted small">
          {t(`printer.protected.${printer.managed === 'mps_express' ? 'managed' : 'pending'}`)}
        </p>
      )}
      {open === 'deregister' && (
        <DeregisterDialog
          printers={[printer]}
          onClose={() => setOpen(null)}
          onStarted={() => void navigate({ to: '/printers' })}
        />
      )}
      {open === 'registration' && <RegistrationDialog printer={printer} onClose={() => setOpen(null)} />}
    </>
  )
}
