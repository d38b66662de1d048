import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { usePathId } from '../../lib/usePathId.ts'
import { useWord } from '../../lib/useWord.ts'
import { Age, When } from '../../ui/Age.tsx'
import { Crumb } from '../../ui/Crumb.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Lines, PageLoading } from '../../ui/Loading.tsx'
import { Note } from '../../ui/Note.tsx'
import { ThingProblem } from '../../ui/NotThere.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { meterRead } from './feature.ts'
import styles from './meterReads.module.css'
import { meterReadQuery, newestMetersQuery } from './meterReadsApi.ts'
import { WithdrawDialog } from './WithdrawDialog.tsx'

/** What was submitted, what seems unlikely about it, and the newest values of the printer (MTR-1). */
export function MeterReadPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const word = useWord()
  const id = usePathId('meterReadId')
  const maySubmit = useAllowed('submitMeterRead')
  const mayWithdraw = useAllowed('withdrawMeterRead')
  const mayChange = useAllowed('recordMeterChange')
  const [withdrawing, setWithdrawing] = useState(false)
  const found = useQuery(meterReadQuery(useOrganizationId(), id))
  if (found.isPending) return <PageLoading />
  if (found.isError) return <ThingProblem thing={meterRead} error={found.error} onRetry={() => void found.refetch()} />
  const read = found.data
  const kind = (name: string) => word(`meter.kind.${name}`)
  const title = `${read.printer_manufacturer} ${read.printer_model}`
  return (
    <div className={styles.narrow}>
      <PageHead
        title={title}
        above={
          <Crumb
            to="/meter-reads"
            here={title}
            of={{ list: '/api/v1/meter-reads', id: read.id, page: '/meter-reads/$meterReadId', param: 'meterReadId' }}
          >
            {t('nav.meter_reads')}
          </Crumb>
        }
        context={
          <>
            <Link to="/printers/$printerId" params={{ printerId: read.printer_id }}>
              <span className="mono">{read.printer_serial_number || title}</span>
            </Link>{' '}
            · {t(`meter_reads.source.${read.source}`)} · <Age at={read.read_at} />
          </>
        }
        primary={
          maySubmit && (
            <LinkButton variant="contained" to="/meter-reads/submit">
              {t('meter_reads.next_printer')}
            </LinkButton>
          )
        }
      >
        {mayWithdraw && !read.withdrawn_at && (read.source !== 'change' || mayChange) && (
          <ActionMenu
            label={t('meter_reads.more')}
            actions={[
              {
                id: 'withdraw',
                label: t('meter_reads.withdraw'),
                icon: <Undo2 size={16} />,
                onClick: () => setWithdrawing(true),
              },
            ]}
          />
        )}
      </PageHead>
      <div className="stack">
        {read.withdrawn_at && (
          <Note tone="warning">
            {t('meter_reads.withdrawn_note', { name: read.withdrawn_by })} <Age at={read.withdrawn_at} />
          </Note>
        )}
        {!read.withdrawn_at &&
          read.hints.map((hint) => (
            <Note key={`${hint.code} ${hint.kind}`} tone="warning">
              {t(`meter_reads.hint.${hint.code as 'far_above_usual'}`, {
                kind: kind(hint.kind),
                added: format.number(hint.added),
                expected: format.number(hint.expected),
              })}
            </Note>
          ))}
        <Panel title={t('meter_reads.submitted')} id="submitted">
          <Facts
            columns={2}
            items={[
              ...read.meters.map((meter): [string, string] => [
                kind(meter.kind),
                typeof meter.ended === 'number'
                  ? t('meter_reads.value.changed', {
                      ended: format.number(meter.ended),
                      value: format.number(meter.value),
                    })
                  : typeof meter.previous === 'number'
                    ? t('meter_reads.value.added', {
                        value: format.number(meter.value),
                        added: format.number(meter.value - meter.previous),
                      })
                    : format.number(meter.value),
              ]),
              [t('meter_reads.column.read_at'), <When at={read.read_at} />],
              [t('meter_reads.column.by'), read.submitted_by],
              [t('meter_reads.column.submitted'), <When at={read.submitted_at} />],
              ...(read.reason
                ? [[t('meter_reads.field.reason'), t(`meter_reads.reason.${read.reason}`)] as [string, string]]
                : []),
              [t('meter_reads.field.description'), read.description],
            ]}
          />
        </Panel>
        <Newest printerId={read.printer_id} />
      </div>
      {withdrawing && <WithdrawDialog read={read} onClose={() => setWithdrawing(false)} />}
    </div>
  )
}

function Newest({ printerId }: { printerId: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const word = useWord()
  const newest = useQuery(newestMetersQuery(useOrganizationId(), printerId))
  return (
    <Panel title={t('meter_reads.newest')} id="newest">
      {newest.isPending ? (
        <Lines count={3} />
      ) : newest.isError ? (
        <Problem error={newest.error} onRetry={() => void newest.refetch()} />
      ) : (
        <Facts
          columns={2}
          items={newest.data.meters.map((meter) => [
            word(`meter.kind.${meter.kind}`),
            typeof meter.value === 'number' && meter.read_at ? (
              <span className="num">
                {format.number(meter.value)}{' '}
                <span className="muted">
                  ({meter.by_hand ? t('meter_reads.by_hand', { name: meter.read_by }) : t('meter_reads.by_agent')},{' '}
                  <Age at={meter.read_at} />)
                </span>
              </span>
            ) : null,
          ])}
        />
      )}
    </Panel>
  )
}
