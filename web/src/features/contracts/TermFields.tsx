import { Button } from '@mui/material'
import { RotateCcw } from 'lucide-react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/useFormat.ts'
import { SelectInput } from '../../ui/form/Choosers.tsx'
import { ChoiceInput, Fieldset, TextInput, useField, Wide } from '../../ui/form/Fields.tsx'
import type { EffectiveTerms } from './contractsApi.ts'
import styles from './contracts.module.css'
import type { NumberTerm } from './termValues.ts'
import { consolidations, numberTerms, weekdays } from './termValues.ts'

type Term = keyof EffectiveTerms['sources']

/** What counts, in words. */
export function termText(t: TFunction, list: (words: string[]) => string, terms: EffectiveTerms, name: Term): string {
  if (name === 'consolidation') return t(`contracts.consolidation.${terms.consolidation}`)
  if (name === 'delivery_days')
    return terms.delivery_days.length === 0
      ? t('contracts.every_day')
      : list(terms.delivery_days.map((day) => t(`contracts.weekday.${day}`)))
  return name === 'high_volume_cartridges'
    ? t('contracts.cartridges', { count: terms[name] })
    : t('contracts.days', { count: terms[name] })
}

export function useTermLabels(): Record<string, string> {
  const { t } = useTranslation()
  return {
    ...Object.fromEntries(numberTerms.map((name) => [name, t(`contracts.term.${name}`)])),
    consolidation: t('contracts.term.consolidation'),
    delivery_days: t('contracts.term.delivery_days'),
  }
}

/** What one level says; each field shows what counts without it, where that comes from, and takes it back. */
export function TermFields({ inherited }: { inherited: EffectiveTerms }) {
  const { t } = useTranslation()
  const labels = useTermLabels()
  return (
    <Fieldset legend={t('contracts.part.terms')} help={t('contracts.help.terms')}>
      {numberTerms.map((name) => (
        <div key={name}>
          <TextInput
            name={name}
            label={labels[name] ?? name}
            placeholder={String(inherited[name])}
            help={<Inherited name={name} inherited={inherited} />}
          />
          <BackToInherited name={name} label={labels[name] ?? name} />
        </div>
      ))}
      <div>
        <SelectInput
          name="consolidation"
          label={labels.consolidation ?? ''}
          help={<Inherited name="consolidation" inherited={inherited} />}
          options={[
            { value: '', label: t('contracts.inherit') },
            ...consolidations.map((way) => ({ value: way, label: t(`contracts.consolidation.${way}`) })),
          ]}
        />
        <BackToInherited name="consolidation" label={labels.consolidation ?? ''} />
      </div>
      <Wide>
        <ChoiceInput
          name="delivery_days"
          label={labels.delivery_days ?? ''}
          help={<Inherited name="delivery_days" inherited={inherited} />}
          options={weekdays.map((day) => ({ value: day, label: t(`contracts.weekday.${day}`) }))}
        />
        <BackToInherited name="delivery_days" label={labels.delivery_days ?? ''} />
      </Wide>
    </Fieldset>
  )
}

function Inherited({
  name,
  inherited,
}: {
  name: NumberTerm | 'consolidation' | 'delivery_days'
  inherited: EffectiveTerms
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const { value } = useField(name)
  const said = Array.isArray(value) ? value.length > 0 : value !== ''
  const words = {
    value: termText(t, format.list, inherited, name),
    source: t(`contracts.source.${inherited.sources[name]}`),
  }
  return <>{t(said ? 'contracts.instead_of' : 'contracts.counts', words)}</>
}

function BackToInherited({ name, label }: { name: string; label: string }) {
  const { t } = useTranslation()
  const { form, value } = useField(name)
  const said = Array.isArray(value) ? value.length > 0 : value !== ''
  if (!said) return null
  return (
    <Button
      size="small"
      className={styles.back}
      startIcon={<RotateCcw size={14} />}
      aria-label={t('contracts.back_to_inherited_of', { label })}
      onClick={() => form.set(name, Array.isArray(value) ? [] : '')}
    >
      {t('contracts.back_to_inherited')}
    </Button>
  )
}
