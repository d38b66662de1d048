import { Button } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Navigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import { endSession, sessionQuery } from '../../lib/session.tsx'
import { downloadText } from '../../lib/csv.ts'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { CopyText } from '../../ui/copy/CopyText.tsx'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { Lines } from '../../ui/Loading.tsx'
import { Problem, ProblemLine } from '../../ui/Problem.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { OpenPage } from './OpenPage.tsx'
import { QrCode } from './QrCode.tsx'
import {
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  replaceRecoveryCodes,
  secondFactorQuery,
} from './secondFactorApi.ts'

/** One's own second factor: set up, confirmed by a first code, recovery codes, off again (IDN-4). */
export function SecondFactorPage() {
  const { t } = useTranslation()
  const session = useQuery(sessionQuery)
  const factor = useQuery({ ...secondFactorQuery, enabled: session.data?.must_change_password === false })
  const [codes, setCodes] = useState<string[] | null>(null)
  const [turnedOff, setTurnedOff] = useState(false)
  if (session.isError) return <Navigate to="/sign-in" replace />
  if (session.data?.must_change_password) return <Navigate to="/change-password" replace />
  const forced = session.data?.must_set_up_second_factor === true
  if (codes) return <Codes codes={codes} />
  return (
    <OpenPage
      title={t('identity.second_factor')}
      lead={forced ? t('identity.factor_forced') : t('identity.factor_lead')}
    >
      {factor.isError ? (
        <Problem error={factor.error} onRetry={() => void factor.refetch()} />
      ) : factor.data === undefined ? (
        <Lines count={6} />
      ) : factor.data.enabled ? (
        <Manage
          left={factor.data.recovery_codes_left}
          required={factor.data.required}
          onCodes={setCodes}
          onTurnedOff={() => setTurnedOff(true)}
        />
      ) : (
        <>
          {turnedOff && <OtherSessions />}
          <SetUp onCodes={setCodes} />
        </>
      )}
      {forced ? (
        <SignOut />
      ) : (
        <p style={{ marginTop: 16 }}>
          <Link to="/settings">{t('identity.back_to_settings')}</Link>
        </p>
      )}
    </OpenPage>
  )
}

function SignOut() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  return (
    <Button
      onClick={() =>
        void endSession().finally(() => {
          queryClient.clear()
          window.location.assign('/sign-in')
        })
      }
    >
      {t('nav.sign_out')}
    </Button>
  )
}

/** After a factor was changed: whoever came in before still is (ASVS 5.0, 7.4.3). */
function OtherSessions() {
  const { t } = useTranslation()
  const end = useMutation({ mutationFn: () => body(api.DELETE('/api/v1/sessions')) })
  if (end.isSuccess) return <StatusWord tone="ok">{t('identity.end_others_done')}</StatusWord>
  return (
    <div className="stack">
      <p>{t('identity.others_go_on')}</p>
      {end.isError && <ProblemLine error={end.error} />}
      <BusyButton variant="outlined" busy={end.isPending} onClick={() => end.mutate()}>
        {t('identity.end_others')}
      </BusyButton>
    </div>
  )
}

function SetUp({ onCodes }: { onCodes: (codes: string[]) => void }) {
  const [secret, setSecret] = useState<{ secret: string; uri: string } | null>(null)
  return secret ? <Confirm secret={secret} onCodes={onCodes} /> : <Begin onSecret={setSecret} />
}

function Begin({ onSecret }: { onSecret: (secret: { secret: string; uri: string }) => void }) {
  const { t } = useTranslation()
  const labels = { current_password: t('identity.current_password') }
  const validate = useMemo(
    () => (values: { current_password: string }) => ({
      current_password: values.current_password === '' ? t('form.required') : undefined,
    }),
    [t],
  )
  const form = useForm({
    initial: { current_password: '' },
    validate,
    submit: async (values) => onSecret(await beginSecondFactor(values.current_password)),
  })
  return (
    <FormView form={form} labels={labels} label={t('identity.second_factor')}>
      <TextInput
        name="current_password"
        label={labels.current_password}
        type="password"
        autoComplete="current-password"
        required
        autoFocus
        maxLength={128}
      />
      <FormActions submit={t('identity.factor_begin')} />
    </FormView>
  )
}

function Confirm({ secret, onCodes }: { secret: { secret: string; uri: string }; onCodes: (codes: string[]) => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const labels = { code: t('identity.code') }
  const validate = useMemo(
    () => (values: { code: string }) => ({ code: values.code.trim() === '' ? t('form.required') : undefined }),
    [t],
  )
  const form = useForm({
    initial: { code: '' },
    validate,
    submit: async (values) => {
      const made = await confirmSecondFactor(values.code.trim())
      void queryClient.invalidateQueries({ queryKey: ['second-factor'] })
      onCodes(made.recovery_codes)
    },
  })
  return (
    <div className="stack">
      <p>{t('identity.factor_scan')}</p>
      <QrCode text={secret.uri} label={t('identity.factor_qr')} />
      <p className="muted">{t('identity.factor_type')}</p>
      <CopyText text={secret.secret.replace(/(.{4})(?=.)/g, '$1 ')} label={t('identity.factor_secret')} mono block />
      <FormView form={form} labels={labels} label={t('identity.second_factor')}>
        <TextInput
          name="code"
          label={labels.code}
          autoComplete="one-time-code"
          required
          mono
          maxLength={32}
          help={t('identity.factor_code_help')}
        />
        <FormActions submit={t('identity.factor_on')} />
      </FormView>
    </div>
  )
}

/** The only time that they can be read. */
function Codes({ codes }: { codes: string[] }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  return (
    <OpenPage title={t('identity.recovery_codes')} lead={t('identity.recovery_lead')}>
      <div className="stack">
        <CopyText text={codes.join('\n')} label={t('identity.recovery_codes')} mono block />
        <Button
          variant="outlined"
          onClick={() =>
            downloadText('platen-recovery-codes.txt', codes.join('\r\n') + '\r\n', 'text/plain;charset=utf-8')
          }
        >
          {t('identity.recovery_download')}
        </Button>
        <OtherSessions />
        <Button
          variant="contained"
          onClick={() =>
            void queryClient
              .invalidateQueries({ queryKey: ['session'] })
              .then(() => window.location.assign('/settings'))
          }
        >
          {t('identity.recovery_kept')}
        </Button>
      </div>
    </OpenPage>
  )
}

function Manage({
  left,
  required,
  onCodes,
  onTurnedOff,
}: {
  left: number
  required: boolean
  onCodes: (codes: string[]) => void
  onTurnedOff: () => void
}) {
  const { t } = useTranslation()
  const [doing, setDoing] = useState<'codes' | 'off' | null>(null)
  return (
    <div className="stack">
      <StatusWord tone="ok">{t('identity.factor_is_on')}</StatusWord>
      <p>{t('identity.recovery_left', { count: left })}</p>
      {doing ? (
        <Prove key={doing} doing={doing} onCodes={onCodes} onTurnedOff={onTurnedOff} onClose={() => setDoing(null)} />
      ) : (
        <>
          <Button variant="outlined" onClick={() => setDoing('codes')}>
            {t('identity.recovery_new')}
          </Button>
          {required ? (
            <p className="muted">{t('identity.factor_required')}</p>
          ) : (
            <Button variant="outlined" color="error" onClick={() => setDoing('off')}>
              {t('identity.factor_off')}
            </Button>
          )}
        </>
      )}
    </div>
  )
}

function Prove({
  doing,
  onCodes,
  onTurnedOff,
  onClose,
}: {
  doing: 'codes' | 'off'
  onCodes: (codes: string[]) => void
  onTurnedOff: () => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const labels = { current_password: t('identity.current_password'), code: t('identity.code') }
  const validate = useMemo(
    () => (values: { current_password: string; code: string }) => ({
      current_password: values.current_password === '' ? t('form.required') : undefined,
      code: values.code.trim() === '' ? t('form.required') : undefined,
    }),
    [t],
  )
  const form = useForm({
    initial: { current_password: '', code: '' },
    validate,
    submit: async (values) => {
      const proof = { current_password: values.current_password, code: values.code.trim() }
      if (doing === 'codes') {
        const made = await replaceRecoveryCodes(proof)
        onCodes(made.recovery_codes)
        return
      }
      await removeSecondFactor(proof)
      toast(t('identity.factor_is_off'))
      onTurnedOff()
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['second-factor'] })
    },
  })
  const word = doing === 'codes' ? t('identity.recovery_new') : t('identity.factor_off')
  return (
    <FormView form={form} labels={labels} label={word}>
      <TextInput
        name="current_password"
        label={labels.current_password}
        type="password"
        autoComplete="current-password"
        required
        autoFocus
        maxLength={128}
      />
      <TextInput
        name="code"
        label={labels.code}
        autoComplete="one-time-code"
        required
        mono
        maxLength={32}
        help={t('identity.code_help')}
      />
      <FormActions submit={word} onCancel={onClose} />
    </FormView>
  )
}
