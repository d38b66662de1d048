import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Printer } from '../../api/types.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { Age, When } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { CopyText } from '../../ui/copy/CopyText.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Neighbours } from './Neighbours.tsx'
import { AddressText } from './AddressText.tsx'
import { PrinterExternalIds } from './PrinterExternalIds.tsx'
import { now } from '../../lib/now.ts'
import { originOf, protocolsOf } from './origins.ts'
import type { PrinterValue } from './origins.ts'
import { isKept } from './printersApi.ts'

/** What the printer says of itself, and what its trays hold (PRN-3). */
export function PrinterInformation({ printer }: { printer: Printer }) {
  const { t } = useTranslation()
  const format = useFormat()
  /** The value, and who told it where several were asked. */
  const told = (value: PrinterValue, shown: ReactNode): ReactNode => {
    const origin = originOf(printer, value)
    if (!origin || shown === null || shown === undefined || shown === '') return shown
    return (
      <>
        {shown} <span className="muted xsmall">({origin})</span>
      </>
    )
  }
  const { certificate } = printer
  return (
    <div className="stack">
      <Panel title={t('printer.identity')} id="information">
        <Facts
          columns={2}
          items={[
            [t('printers.column.manufacturer'), told('manufacturer', printer.manufacturer)],
            [t('printers.column.model'), told('model', printer.model)],
            [
              t('printers.column.serial_number'),
              told('serial_number', printer.serial_number ? <CopyText text={printer.serial_number} mono /> : null),
            ],
            [
              t('printer.firmware'),
              told(
                'firmware',
                printer.firmware ? (
                  <span className="mono">
                    <Breakable text={printer.firmware} />
                  </span>
                ) : null,
              ),
            ],
            [t('printers.column.address'), printer.address ? <AddressText address={printer.address} /> : null],
            ...(printer.behind_same_address.length > 0
              ? [
                  [
                    t('printer.behind_address'),
                    <Neighbours
                      intro={t('printer.behind_address_count', {
                        count: printer.behind_same_address.length + 1,
                        index: printer.device_index ?? '?',
                      })}
                      printers={printer.behind_same_address}
                    />,
                  ] as [string, ReactNode],
                ]
              : []),
            [t('printers.column.host_name'), told('system_name', printer.host_name)],
            [t('printers.column.location'), printer.location],
            [t('printer.device_location'), told('location', printer.device_location)],
            [
              t('printer.hardware_address'),
              told(
                'hardware_address',
                printer.hardware_address ? <span className="mono">{printer.hardware_address}</span> : null,
              ),
            ],
            [t('printers.column.organization'), printer.organization_name],
            [t('external_ids.label'), <PrinterExternalIds printer={printer} />],
            [
              t('printer.uptime'),
              printer.uptime_seconds === null || printer.uptime_seconds === undefined
                ? null
                : told('uptime', format.duration(printer.uptime_seconds)),
            ],
            [t('printer.protocols'), protocolsOf(printer)],
            [
              t('printer.certificate'),
              certificate ? (
                <>
                  <span className="mono">
                    <Breakable text={certificate.sha256} />
                  </span>
                  {certificate.not_after && (
                    <span className="muted xsmall">
                      {' '}
                      {t(
                        new Date(certificate.not_after).getTime() < now()
                          ? 'printer.certificate_expired'
                          : 'printer.certificate_until',
                        { date: format.date(certificate.not_after) },
                      )}
                    </span>
                  )}
                </>
              ) : null,
            ],
            [t('printer.polling'), format.duration(printer.polling_interval_seconds)],
            [t('printers.column.discovered'), <When at={printer.discovered_at} />],
            [t('printer.status_date'), <When at={printer.observed_at} />],
            [t('printers.column.last_contact'), <When at={printer.last_contact_at} />],
            [t('printer.state_words'), told('status', printer.state_text)],
          ]}
        />
      </Panel>
      <Panel
        title={t('printer.inputs')}
        id="inputs"
        aside={<span className="muted xsmall">{originOf(printer, 'inputs')}</span>}
      >
        {printer.inputs.length === 0 ? (
          <p className="muted">{t('printer.no_inputs')}</p>
        ) : (
          <Facts
            items={printer.inputs.map((input) => [
              input.name,
              <span className="num">
                {[
                  input.media,
                  input.remaining_percent !== null && input.remaining_percent !== undefined
                    ? t('printer.filled', { percent: format.percent(input.remaining_percent) })
                    : null,
                ]
                  .filter(Boolean)
                  .join(' · ') || <span className="faint">–</span>}
                {isKept(input, printer) && (
                  <span className="muted">
                    {' '}
                    (<Age at={input.observed_at} />)
                  </span>
                )}
              </span>,
            ])}
          />
        )}
      </Panel>
    </div>
  )
}
