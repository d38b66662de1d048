import { useTranslation } from 'react-i18next'
import type { Printer } from '../../api/types.ts'
import { useWord } from '../../lib/useWord.ts'
import { Panel } from '../../ui/Panel.tsx'

/** What the printer can do, as it reports it. */
export function PrinterFeatures({ printer }: { printer: Printer }) {
  const { t } = useTranslation()
  const word = useWord()
  return (
    <Panel title={t('printer.tab.features')} id="features">
      {printer.features.length === 0 ? (
        <p className="muted">{t('printer.no_features')}</p>
      ) : (
        <ul className="stack" style={{ gap: 6 }}>
          {printer.features.map((feature) => (
            <li key={feature}>{word(`printer.feature.${feature}`)}</li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
