import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/useFormat.ts'
import { Facts } from '../../ui/Facts.tsx'
import type { EffectiveTerms } from './contractsApi.ts'
import { termText, useTermLabels } from './TermFields.tsx'

const terms = [
  'trigger_days',
  'coverage_days',
  'join_days',
  'first_notice_days',
  'high_volume_cartridges',
  'consolidation',
  'delivery_days',
] as const

/** What counts, and where each comes from. */
export function TermFacts({ effective }: { effective: EffectiveTerms }) {
  const { t } = useTranslation()
  const format = useFormat()
  const labels = useTermLabels()
  return (
    <Facts
      items={terms.map((name) => [
        labels[name] ?? name,
        t('contracts.value_from', {
          value: termText(t, format.list, effective, name),
          source: t(`contracts.source.${effective.sources[name]}`),
        }),
      ])}
    />
  )
}
