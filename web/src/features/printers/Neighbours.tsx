import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Printer } from '../../api/types.ts'
import { Breakable } from '../../ui/Breakable.tsx'

/** Other printers that have an address or a serial number in common with one, with the way to each (AGT-3). */
export function Neighbours({ intro, printers }: { intro: string; printers: Printer['same_serial_number'] }) {
  const { t } = useTranslation()
  return (
    <>
      {intro}
      <ul>
        {printers.map((other) => (
          <li key={other.id}>
            <Link to="/printers/$printerId" params={{ printerId: other.id }}>
              <Breakable text={[other.manufacturer, other.model].filter(Boolean).join(' ') || t('printer.unnamed')} />
            </Link>{' '}
            <span className="muted small">
              <Breakable
                text={[
                  other.serial_number,
                  other.address,
                  other.device_index !== null && other.device_index !== undefined
                    ? t('printer.device_index', { index: other.device_index })
                    : null,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              />
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
