import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { limits } from '../../api/limits.ts'
import { now } from '../../lib/now.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { usePathId } from '../../lib/usePathId.ts'
import { useWord } from '../../lib/useWord.ts'
import { Crumb } from '../../ui/Crumb.tsx'
import { ChoiceInput, FormActions, FormView, RequiredNote, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { PageLoading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem } from '../../ui/Problem.tsx'
import styles from './meterReads.module.css'
import type { PrinterMeters } from './meterReadsApi.ts'
import { newestMetersQuery, submitRead } from './meterReadsApi.ts'
import type { ReadValues } from './readForm.ts'
import { emptyRead, readBody, wrongRead } from './readForm.ts'

/** The second step: what the printer displays (MTR-1). */
export function EnterMetersPage() {
  const { t } = useTranslation()
  const printerId = usePathId('printerId')
  const newest = useQuery({
    ...newestMetersQuery(useOrganizationId(), printerId),
    refetchOnWindowFocus: false,
    gcTime: 0,
  })
  if (newest.isPending) return <PageLoading />
  if (newest.isError) return <Problem error={newest.error} onRetry={() => void newest.refetch()} />
  const printer = newest.data
  const title = t('meter_reads.enter')
  return (
    <div className={styles.narrow}>
      <PageHead
        title={title}
        above={
          <Crumb to="/meter-reads/submit" here={title}>
            {t('nav.submit_meter_reads')}
          </Crumb>
        }
        context={[`${printer.manufacturer} ${printer.model}`, printer.serial_number, printer.location]
          .filter(Boolean)
          .join(' · ')}
      />
      <Panel>
        <EnterMeters key={printer.printer_id} printer={printer} />
      </Panel>
    </div>
  )
}

function EnterMeters({ printer }: { printer: PrinterMeters }) {
  const { t } = useTranslation()
  const format = useFormat()
  const word = useWord()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const [key] = useState(newIdempotencyKey)
  const today = new Date(now()).toISOString().slice(0, 10)
  const { meters } = printer
  const kind = (place: number) => word(`meter.kind.${meters[place]?.kind ?? ''}`)
  const labels = {
    ...Object.fromEntries(
      meters.flatMap((_meter, place) => [
        [`meters.${place}.value`, kind(place)],
        [`meters.${place}.unchanged`, t('meter_reads.unchanged_for', { kind: kind(place) })],
      ]),
    ),
    read_on: t('meter_reads.field.read_on'),
    description: t('meter_reads.field.description'),
  }
  const previous = (place: number) => {
    const meter = meters[place]
    if (!meter || typeof meter.value !== 'number' || !meter.read_at) return t('meter_reads.help.first')
    return t(meter.by_hand ? 'meter_reads.help.previous_by' : 'meter_reads.help.previous', {
      value: format.number(meter.value),
      time: format.dateTime(meter.read_at),
      name: meter.read_by,
    })
  }
  const form = useForm<ReadValues>({
    limits: { description: limits.MeterReadInput.description },
    initial: emptyRead(meters),
    validate: (values) =>
      Object.fromEntries(
        Object.entries(wrongRead(meters, values, today)).map(([name, problem]) => {
          const place = Number(name.split('.')[1])
          return [
            name,
            problem === 'required'
              ? t('form.required')
              : t(`meter_reads.problem.${problem}`, { previous: format.number(meters[place]?.value ?? 0) }),
          ]
        }),
      ),
    draft: `meter_read.${printer.printer_id}`,
    submit: async (values) => {
      const made = await submitRead(organizationId, printer.printer_id, readBody(meters, values, today), key)
      await queryClient.invalidateQueries({ queryKey: ['meter-reads'] })
      await queryClient.invalidateQueries({ queryKey: ['printers'] })
      void navigate({ to: '/meter-reads/$meterReadId', params: { meterReadId: made.id } })
    },
  })
  return (
    <FormView form={form} labels={labels} label={t('meter_reads.enter')}>
      <RequiredNote />
      {meters.map((meter, place) => {
        const unchanged = (form.values.meters[place]?.unchanged.length ?? 0) > 0
        return (
          <div key={meter.kind} className="stack">
            <TextInput
              name={`meters.${place}.value`}
              label={kind(place)}
              help={previous(place)}
              required={!unchanged}
              readOnlyBecause={unchanged ? t('meter_reads.help.unchanged') : undefined}
            />
            {typeof meter.value === 'number' && (
              <ChoiceInput
                name={`meters.${place}.unchanged`}
                label={t('meter_reads.unchanged_for', { kind: kind(place) })}
                options={[{ value: 'unchanged', label: t('meter_reads.unchanged') }]}
              />
            )}
          </div>
        )
      })}
      <TextInput name="read_on" type="date" label={labels.read_on} help={t('meter_reads.help.read_on')} />
      <TextInput name="description" label={labels.description} rows={2} />
      <FormActions submit={t('meter_reads.submit')} onCancel={() => void navigate({ to: '/meter-reads/submit' })} />
    </FormView>
  )
}
