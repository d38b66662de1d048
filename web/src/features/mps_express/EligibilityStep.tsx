import { Button, ButtonGroup } from '@mui/material'
import { useMutation, useQuery } from '@tanstack/react-query'
import { ArrowRight, Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../api/types.ts'
import { saveFile } from '../../lib/saveFile.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { Lines } from '../../ui/Loading.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem, ProblemLine } from '../../ui/Problem.tsx'
import type { Chosen } from './chosen.ts'
import { EligibilityState } from './EligibilityState.tsx'
import styles from './mpsExpress.module.css'
import { eligibilityQuery, whyNot } from './mpsExpressApi.ts'
import { StepHead } from './StepHead.tsx'

/** Printer eligibility status: how many of the chosen printers are in which state, and what to do about it (MPX-2, MPX-3). */
export function EligibilityStep({
  chosen,
  organization,
  onContinue,
}: {
  chosen: Chosen
  organization: Session['organization']
  onContinue: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const eligibility = useQuery(eligibilityQuery(chosen))
  const download = useMutation({
    mutationFn: async (format: 'csv' | 'xlsx') =>
      saveFile(`mps-express-why-not.${format}`, await whyNot(chosen, format)),
  })
  if (eligibility.isPending)
    return (
      <Panel>
        <Lines count={9} />
      </Panel>
    )
  if (eligibility.isError) return <Problem error={eligibility.error} onRetry={() => void eligibility.refetch()} />
  const { total, unknown, counts } = eligibility.data
  const eligible = counts.find(({ state }) => state === 'eligible')?.count ?? 0
  return (
    <div className={`stack ${styles.page}`}>
      <StepHead title={t('mps_express.eligibility.title')} first />
      <p role="status">
        {t('mps_express.eligibility.summary', {
          count: total,
          total: format.number(total),
          eligible,
          number: format.number(eligible),
        })}
      </p>
      {unknown > 0 && <Note tone="warning">{t('mps_express.eligibility.unknown', { count: unknown })}</Note>}
      <ul className={styles.states}>
        {counts.map(({ state, count }) => (
          <li key={state}>
            <EligibilityState chosen={chosen} organization={organization} state={state} count={count} />
          </li>
        ))}
      </ul>
      <Note>{t('mps_express.eligibility.only_eligible')}</Note>
      {download.isError && <ProblemLine error={download.error} />}
      <div className={styles.actions}>
        {total > eligible && (
          <ButtonGroup variant="outlined">
            <BusyButton
              startIcon={<Download size={16} />}
              busy={download.isPending}
              onClick={() => download.mutate('csv')}
            >
              {t('mps_express.eligibility.why_not')}
            </BusyButton>
            <BusyButton
              aria-label={t('common.export_xlsx')}
              busy={download.isPending}
              onClick={() => download.mutate('xlsx')}
            >
              {t('common.xlsx')}
            </BusyButton>
          </ButtonGroup>
        )}
        {eligible > 0 && (
          <Button variant="contained" endIcon={<ArrowRight size={16} />} onClick={onContinue}>
            {t('mps_express.eligibility.continue')}
          </Button>
        )}
      </div>
    </div>
  )
}
