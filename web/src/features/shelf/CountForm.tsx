import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/useFormat.ts'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import type { CountValues } from './counts.ts'
import { countedLines, emptyCount, fieldOf, isCount } from './counts.ts'
import type { CountedLine, ShelfLine } from './shelfApi.ts'

interface Props {
  lines: ShelfLine[]
  label: string
  /** Where what was typed is kept; absent: it is asked before it is lost. */
  draft?: string
  save: (lines: CountedLine[]) => Promise<void>
  onCancel?: () => void
}

/** One number for each supply; what is left empty stays as the book has it. */
export function CountForm({ lines, label, draft, save, onCancel }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const several = new Set(lines.map((line) => line.printer_id)).size > 1
  const labels = Object.fromEntries(
    lines.map((line) => [
      fieldOf(line),
      [line.supply_description || t('supply.unnamed'), several && `${line.printer_name} ${line.printer_serial_number}`]
        .filter(Boolean)
        .join(', '),
    ]),
  )
  const validate = useMemo(
    () => (values: CountValues) => {
      const nothing = Object.values(values).every((typed) => typed.trim() === '')
      return Object.fromEntries(
        Object.entries(values).map(([name, typed], index) => [
          name,
          typed.trim() === ''
            ? nothing && index === 0
              ? t('form.required')
              : undefined
            : isCount(typed)
              ? undefined
              : t('shelf.problem.whole_number'),
        ]),
      )
    },
    [t],
  )
  const form = useForm<CountValues>({
    initial: emptyCount(lines),
    validate,
    draft,
    asks: draft === undefined,
    submit: async (values) => save(countedLines(lines, values)),
  })
  return (
    <FormView form={form} labels={labels} label={label}>
      {lines.map((line, index) => (
        <TextInput
          key={fieldOf(line)}
          name={fieldOf(line)}
          label={labels[fieldOf(line)] ?? ''}
          autoFocus={index === 0}
          help={
            line.counted_at
              ? t('shelf.counted_last', {
                  time: format.dateTime(line.counted_at),
                  name: line.counted_by,
                  shelf: format.number(line.shelf),
                })
              : t('shelf.book_says', { shelf: format.number(line.shelf) })
          }
        />
      ))}
      <FormActions submit={t('shelf.save_count')} onCancel={onCancel} />
    </FormView>
  )
}
