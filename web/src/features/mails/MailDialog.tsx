import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { languageName } from '../../lib/i18n.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Breakable } from '../../ui/Breakable.tsx'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { CopyText } from '../../ui/copy/CopyText.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Lines } from '../../ui/Loading.tsx'
import { Note } from '../../ui/Note.tsx'
import { ProblemLine } from '../../ui/Problem.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { toast } from '../../ui/Toasts.tsx'
import styles from '../../ui/SendingLog.module.css'
import { giveUp, mailQuery, sendAgain } from './mailsApi.ts'
import type { Mail, MailDetail } from './mailWords.ts'
import { attemptTones, mailTones } from './mailWords.ts'

/** One mail: its text, each attempt, and what the mail servers said. */
export function MailDialog({ mail, onClose }: { mail: Mail; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const mayManage = useAllowed('sendMailAgain')
  const detail = useQuery(mailQuery(organizationId, mail.id))
  const now = detail.data ?? mail
  const done = async (words: string) => {
    onClose()
    await queryClient.invalidateQueries({ queryKey: ['mails'] })
    toast(words)
  }
  const send = useMutation({
    mutationFn: () => sendAgain(organizationId, mail.id),
    onSuccess: () => done(t('mails.resent', { count: 1 })),
  })
  const stop = useMutation({
    mutationFn: () => giveUp(organizationId, mail.id),
    onSuccess: () => done(t('mails.given_up')),
  })
  return (
    <Dialog open onClose={onClose} maxWidth="md" fullWidth aria-labelledby="mail-title">
      <DialogTitle id="mail-title" className="break">
        {mail.subject}
      </DialogTitle>
      <DialogContent className="stack">
        <MailFacts mail={now} detail={detail.data} />
        {detail.isPending && <Lines count={4} />}
        {detail.isError && <ProblemLine error={detail.error} onRetry={() => void detail.refetch()} />}
        {detail.data && <Attempts log={detail.data.log} />}
        {detail.data && (
          <>
            <h3>{t('mails.text')}</h3>
            {detail.data.text ? (
              <pre className={styles.text}>{detail.data.text}</pre>
            ) : (
              <p className="muted">{t('mails.secret')}</p>
            )}
          </>
        )}
        {mayManage && now.state !== 'queued' && !now.sendable && <Note>{t('mails.text_gone')}</Note>}
        {(send.error ?? stop.error) && <ProblemLine error={send.error ?? stop.error} />}
      </DialogContent>
      <DialogActions>
        {mayManage && now.state === 'queued' && (
          <BusyButton variant="outlined" busy={stop.isPending} onClick={() => stop.mutate()}>
            {t('mails.give_up')}
          </BusyButton>
        )}
        {mayManage && now.state !== 'queued' && now.sendable && (
          <BusyButton variant="outlined" busy={send.isPending} onClick={() => send.mutate()}>
            {t('mails.send_again')}
          </BusyButton>
        )}
        <Button variant="contained" onClick={onClose}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function MailFacts({ mail, detail }: { mail: Mail; detail: MailDetail | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Facts
      columns={2}
      items={[
        [
          t('mails.column.state'),
          <StatusWord tone={mailTones[mail.state]}>{t(`mails.state.${mail.state}`)}</StatusWord>,
        ],
        [t('mails.column.recipient'), <Breakable text={mail.to_address} />],
        [t('mails.column.kind'), t(`mails.kind.${mail.kind as 'test'}`, { defaultValue: mail.kind })],
        [t('mails.column.about'), <About mail={mail} />],
        [t('mails.column.created'), format.dateTime(mail.created_at)],
        [t('mails.sent_at'), mail.sent_at && format.dateTime(mail.sent_at)],
        [t('mails.failed_at'), mail.failed_at && format.dateTime(mail.failed_at)],
        [t('mails.next_attempt'), mail.next_attempt_at && format.dateTime(mail.next_attempt_at)],
        [t('mails.language'), detail && languageName(detail.language)],
        [t('mails.message_id'), detail && <CopyText text={detail.message_id} mono />],
      ]}
    />
  )
}

function About({ mail }: { mail: Mail }) {
  const { t } = useTranslation()
  if (!mail.object_id) return null
  if (mail.object_type === 'supply_order')
    return (
      <Link to="/supply-orders/$orderId" params={{ orderId: mail.object_id }}>
        {t('mails.show_order')}
      </Link>
    )
  if (mail.object_type === 'service_request')
    return (
      <Link to="/service-requests/$requestId" params={{ requestId: mail.object_id }}>
        {t('mails.show_request')}
      </Link>
    )
  if (mail.object_type === 'printer')
    return (
      <Link to="/printers/$printerId" params={{ printerId: mail.object_id }}>
        {t('mails.show_printer')}
      </Link>
    )
  return null
}

function Attempts({ log }: { log: MailDetail['log'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <>
      <h3>{t('mails.column.attempts')}</h3>
      {log.length === 0 ? (
        <p className="muted">{t('mails.no_attempts')}</p>
      ) : (
        <ul className={styles.attempts}>
          {log.map((attempt) => (
            <li key={attempt.at + attempt.outcome}>
              <div className="row wrap">
                <StatusWord tone={attemptTones[attempt.outcome]}>{t(`mails.outcome.${attempt.outcome}`)}</StatusWord>
                <span className="muted">
                  {format.dateTime(attempt.at)}
                  {attempt.outcome !== 'bounced' &&
                    ` · ${t('mails.duration', { duration: format.number(attempt.duration_ms) })}`}
                </span>
              </div>
              {attempt.answer !== '' && (
                <p className="mono">
                  <Breakable text={attempt.answer} />
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
