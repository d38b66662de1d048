import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import styles from './mpsExpress.module.css'
import type { EligibilityState, Enrolled } from './mpsExpressApi.ts'
import { StepHead } from './StepHead.tsx'

type Reason = EligibilityState | 'printer_unknown'

/** How many printers were added, and which were not, with the reason (MPX-3, MPX-5). */
export function AddedResult({ added }: { added: Enrolled }) {
  const { t } = useTranslation()
  const count = added.enrollment.printers
  const { refused, refused_count, state } = added
  return (
    <div className={`stack ${styles.page}`}>
      <StepHead title={t('mps_express.added.title')} />
      <div role="status">
        <StatusWord tone="ok">{t('mps_express.added.count', { count })}</StatusWord>
      </div>
      <p>{t(state === 'managed' ? 'mps_express.added.managed' : 'mps_express.added.pending', { count })}</p>
      {refused_count > 0 && (
        <Panel title={t('mps_express.added.refused', { count: refused_count })} id="refused">
          <ul className={styles.refused}>
            {refused.map((one) => (
              <li key={one.printer_id}>
                {one.reason === 'printer_unknown' ? (
                  <span className="muted">{t('mps_express.added.nameless')}</span>
                ) : (
                  <Link to="/printers/$printerId" params={{ printerId: one.printer_id }}>
                    {one.name || t('mps_express.added.nameless')}
                  </Link>
                )}
                <span className="muted">{t(`mps_express.state.${one.reason as Reason}`)}</span>
              </li>
            ))}
          </ul>
          {refused_count > refused.length && (
            <p className="muted">{t('mps_express.added.more', { count: refused_count - refused.length })}</p>
          )}
        </Panel>
      )}
      <Note>{t('mps_express.terms.no_way_back_detail')}</Note>
      <div className={styles.actions}>
        <LinkButton variant="outlined" to="/mps-express">
          {t('mps_express.added.to_requests')}
        </LinkButton>
        <LinkButton variant="contained" to="/printers" search={{ view: 'managed' }}>
          {t('mps_express.to_printers')}
        </LinkButton>
      </div>
    </div>
  )
}
