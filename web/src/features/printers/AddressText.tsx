import { ExternalLink } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { CopyText } from '../../ui/copy/CopyText.tsx'
import styles from './printers.module.css'

/**
 * The printer's IP address, to copy, and the way to the page that the printer itself serves there. That page opens where
 * this browser can reach the printer's network; it learns nothing of this one.
 */
export function AddressText({ address }: { address: string }) {
  const { t } = useTranslation()
  return (
    <>
      <CopyText text={address} mono />
      {/^[0-9a-f.:]+$/i.test(address) && (
        <a
          href={`http://${address.includes(':') ? `[${address}]` : address}/`}
          target="_blank"
          rel="noopener noreferrer"
          className={styles.ownPage}
          aria-label={t('printer.own_page', { address })}
        >
          <ExternalLink size={14} aria-hidden />
        </a>
      )}
    </>
  )
}
