import { Button } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Gauge, Replace } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Printer } from '../../api/types.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { Age } from '../../ui/Age.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Lines } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { ChangeDialog } from './ChangeDialog.tsx'
import styles from './meterReads.module.css'
import { readsOfPrinterQuery } from './meterReadsApi.ts'
import { ReadMeters } from './ReadMeters.tsx'

/** The newest reads by people of a printer, on its page. */
export default function PrinterPane({ printer }: { printer: Printer }) {
  const { t } = useTranslation()
  const maySubmit = useAllowed('submitMeterRead')
  const mayChange = useAllowed('recordMeterChange')
  const [changing, setChanging] = useState(false)
  const reads = useQuery(readsOfPrinterQuery(useOrganizationId(), printer.id))
  return (
    <>
      {reads.isPending ? (
        <Lines count={2} />
      ) : reads.isError ? (
        <Problem error={reads.error} onRetry={() => void reads.refetch()} />
      ) : reads.data.items.length === 0 ? (
        <p className="muted">{t('meter_reads.none_of_printer')}</p>
      ) : (
        <ul className={styles.reads}>
          {reads.data.items.map((read) => (
            <li key={read.id}>
              <Link to="/meter-reads/$meterReadId" params={{ meterReadId: read.id }}>
                <ReadMeters read={read} />
              </Link>
              <div className="muted small">
                {read.withdrawn_at ? t('meter_reads.withdrawn_word') : t(`meter_reads.source.${read.source}`)} ·{' '}
                <Age at={read.read_at} />
              </div>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.under}>
        {maySubmit && (
          <LinkButton
            variant="outlined"
            startIcon={<Gauge size={16} />}
            to="/meter-reads/submit/$printerId"
            params={{ printerId: printer.id }}
          >
            {t('meter_reads.enter')}
          </LinkButton>
        )}
        {mayChange && (
          <Button variant="outlined" startIcon={<Replace size={16} />} onClick={() => setChanging(true)}>
            {t('meter_reads.record_change')}
          </Button>
        )}
        {reads.data && reads.data.items.length > 0 && (
          <Link to="/meter-reads" search={{ printer_id: printer.id }}>
            {t('meter_reads.all')}
          </Link>
        )}
      </div>
      {changing && <ChangeDialog printerId={printer.id} onClose={() => setChanging(false)} />}
    </>
  )
}
