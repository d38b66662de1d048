import {
  Autocomplete,
  Button,
  FormControlLabel,
  MenuItem,
  OutlinedInput,
  Radio,
  RadioGroup,
  Select,
  TextField,
} from '@mui/material'
import { useColorScheme } from '@mui/material/styles'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { KeyRound } from 'lucide-react'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { withColon } from '../../lib/withColon.ts'
import { answer, api, body } from '../../api/client.ts'
import { ApiError } from '../../api/problem.ts'
import { isLanguage, languages, switchLanguage } from '../../lib/i18n.ts'
import { now } from '../../lib/now.ts'
import { setPreferences, usePreferences } from '../../lib/preferences.ts'
import { recentDays } from '../../lib/recent.ts'
import { useAllowed, useSession } from '../../lib/session.tsx'
import { browserTimeZone, timeZones, useFormat } from '../../lib/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Lines } from '../../ui/Loading.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem, ProblemLine } from '../../ui/Problem.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { SavedTick } from '../../ui/SavedTick.tsx'
import { CallAgain } from '../first_start/CallAgain.tsx'
import { secondFactorQuery } from '../identity/secondFactorApi.ts'
import { browserName } from './browserName.ts'
import styles from './settings.module.css'

/** What counts for oneself in this browser; each choice takes effect at once. */
export function SettingsPage() {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const preferences = usePreferences()
  const { mode, setMode } = useColorScheme()
  const keep = useProfileChange()
  const session = useSession()
  const mayStart = useAllowed('showFirstStart')
  const recentOnly = (keep.isPending ? keep.variables.recent_only : undefined) ?? session.user.recent_only
  const zone = preferences.timeZone ?? browserTimeZone()
  return (
    <div className={styles.page}>
      <PageHead title={t('settings.title')} context={t('settings.context')} />
      <Panel>
        <Setting label={t('common.language')}>
          {(id) => (
            <Select
              fullWidth
              labelId={`${id}-label`}
              value={i18n.language}
              input={<OutlinedInput />}
              onChange={(event) => {
                if (!isLanguage(event.target.value)) return
                setPreferences({ language: event.target.value })
                void switchLanguage(event.target.value)
                keep.mutate({ language: event.target.value })
              }}
            >
              {Object.entries(languages).map(([code, name]) => (
                <MenuItem key={code} value={code} lang={code}>
                  {name}
                </MenuItem>
              ))}
            </Select>
          )}
        </Setting>
        <Setting label={t('common.time_zone')} help={t('settings.time_zone_help', { now: format.dateTime(now()) })}>
          {(id) => (
            <Autocomplete
              id={id}
              disableClearable
              options={timeZones()}
              value={zone}
              onChange={(_event, value) => {
                setPreferences({ timeZone: value })
                keep.mutate({ time_zone: value })
              }}
              renderInput={(params) => (
                <TextField
                  {...params}
                  slotProps={{
                    ...params.slotProps,
                    htmlInput: { ...params.slotProps.htmlInput, 'aria-labelledby': `${id}-label` },
                  }}
                />
              )}
            />
          )}
        </Setting>
        <Setting label={t('settings.theme')}>
          {(id) => (
            <RadioGroup
              row
              aria-labelledby={`${id}-label`}
              value={mode ?? 'system'}
              onChange={(_event, value) => setMode(value as 'system')}
            >
              {(['system', 'light', 'dark'] as const).map((value) => (
                <FormControlLabel
                  key={value}
                  value={value}
                  control={<Radio size="small" />}
                  label={t(`settings.themes.${value}`)}
                />
              ))}
            </RadioGroup>
          )}
        </Setting>
        <Setting label={t('settings.density')}>
          {(id) => (
            <RadioGroup
              row
              aria-labelledby={`${id}-label`}
              value={preferences.density}
              onChange={(_event, value) => setPreferences({ density: value as 'compact' })}
            >
              {(['comfortable', 'compact'] as const).map((value) => (
                <FormControlLabel
                  key={value}
                  value={value}
                  control={<Radio size="small" />}
                  label={t(`settings.densities.${value}`)}
                />
              ))}
            </RadioGroup>
          )}
        </Setting>
        <Setting label={t('settings.recent')} help={t('settings.recent_help')}>
          {(id) => (
            <RadioGroup
              row
              aria-labelledby={`${id}-label`}
              value={recentOnly ? 'recent' : 'all'}
              onChange={(_event, value) => keep.mutate({ recent_only: value === 'recent' })}
            >
              <FormControlLabel value="all" control={<Radio size="small" />} label={t('settings.recent_all')} />
              <FormControlLabel
                value="recent"
                control={<Radio size="small" />}
                label={t('settings.recent_days', { count: recentDays })}
              />
            </RadioGroup>
          )}
        </Setting>
        {keep.isError && <ProblemLine error={keep.error} />}
      </Panel>
      <div className={styles.part}>
        <Panel title={t('settings.mails')} id="mails">
          <Mails />
        </Panel>
      </div>
      <div className={styles.part}>
        <Panel>
          <SecondFactor />
        </Panel>
      </div>
      <div className={styles.part}>
        <Panel
          title={t('settings.sessions')}
          id="sessions"
          aside={
            <Button variant="outlined" component={Link} to="/change-password" startIcon={<KeyRound size={15} />}>
              {t('settings.change_password')}
            </Button>
          }
        >
          <Sessions />
        </Panel>
      </div>
      {mayStart && (
        <div className={styles.part}>
          <Panel title={t('first_start.title')} id="first-start">
            <CallAgain />
          </Panel>
        </div>
      )}
    </div>
  )
}

interface ProfileChange {
  language?: string
  time_zone?: string
  recent_only?: boolean
  mail_alerts?: boolean
  mail_approvals?: boolean
  mail_reports?: boolean
}

/** Whom the server reports to: who looks after customers, else the operator's administrators. */
const getsReports: readonly string[] = [
  'operator_administrator',
  'customer_operations_specialist',
  'operator_service_desk',
]

/** Language and time zone also go into the profile, where mails and other browsers read them. */
function useProfileChange() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (change: ProfileChange) => {
      const { data, etag } = await answer(api.GET('/api/v1/profile'))
      const { first_name, last_name, language, time_zone } = data
      await body(
        api.PUT('/api/v1/profile', {
          params: { header: { 'If-Match': etag ?? '' } },
          body: { first_name, last_name, language, time_zone, ...change },
        }),
      )
    },
    // One choice is changed on top of what is stored now, so someone else's change in between is no conflict.
    retry: (count, error) => error instanceof ApiError && error.status === 412 && count < 3,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['session'] })
      await queryClient.invalidateQueries({ queryKey: ['profile'] })
    },
  })
}

/** Which mails one gets, of those that one could do without (PRT-2). */
function Mails() {
  const { t } = useTranslation()
  const keep = useProfileChange()
  const profile = useQuery({
    queryKey: ['profile'],
    queryFn: ({ signal }) => body(api.GET('/api/v1/profile', { signal })),
  })
  const approves = useAllowed('approveSupplyOrder')
  const { roles } = useSession()
  if (profile.isPending) return <Lines count={3} />
  if (profile.isError) return <Problem error={profile.error} onRetry={() => void profile.refetch()} />
  const kinds = [
    'mail_alerts' as const,
    ...(approves ? (['mail_approvals'] as const) : []),
    ...(roles.some((role) => getsReports.includes(role)) ? (['mail_reports'] as const) : []),
  ]
  return (
    <>
      <p className="muted small">{t('settings.mails_help')}</p>
      {kinds.map((kind) => (
        <div key={kind}>
          <SavedTick
            label={t(`settings.${kind}`)}
            checked={profile.data[kind] ?? true}
            save={(checked) => keep.mutateAsync({ [kind]: checked })}
          />
        </div>
      ))}
      {keep.isError && <ProblemLine error={keep.error} />}
    </>
  )
}

/** Whether signing in asks for a code (IDN-4). */
function SecondFactor() {
  const { t } = useTranslation()
  const factor = useQuery(secondFactorQuery)
  if (factor.isPending) return <Lines count={1} />
  if (factor.isError) return <Problem error={factor.error} onRetry={() => void factor.refetch()} />
  return (
    <div className={styles.session}>
      <div>
        <div className={styles.label}>{t('settings.second_factor')}</div>
        <div className="muted small">{t('settings.second_factor_help')}</div>
        <StatusWord tone={factor.data.enabled ? 'ok' : 'off'}>
          {factor.data.enabled ? t('settings.factor_on') : t('settings.factor_off')}
        </StatusWord>
      </div>
      <Button
        variant="outlined"
        component={Link}
        to="/second-factor"
        aria-label={withColon(t, t('settings.second_factor'), t('settings.manage'))}
      >
        {t('settings.manage')}
      </Button>
    </div>
  )
}

/** Where one is signed in; each can be ended, and all others at once (IDN-3). */
function Sessions() {
  const { t } = useTranslation()
  const format = useFormat()
  const queryClient = useQueryClient()
  const sessions = useQuery({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => body(api.GET('/api/v1/sessions', { signal })),
  })
  const end = useMutation({
    mutationFn: (session_id: string) =>
      body(api.DELETE('/api/v1/sessions/{session_id}', { params: { path: { session_id } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['sessions'] }),
  })
  const endOthers = useMutation({
    mutationFn: () => body(api.DELETE('/api/v1/sessions')),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['sessions'] }),
  })
  if (sessions.isPending) return <Lines count={3} />
  if (sessions.isError) return <Problem error={sessions.error} onRetry={() => void sessions.refetch()} />
  return (
    <ul>
      {sessions.data.items.map((session) => (
        <li key={session.id} className={styles.session}>
          <div>
            <div className="break">
              {browserName(session.user_agent) ?? t('settings.unknown_browser')} ·{' '}
              <span className="mono">{session.address}</span>
            </div>
            <div className="muted small">
              {t('settings.last_seen')} <Age at={session.last_seen_at} /> · {t('settings.signed_in')}{' '}
              {format.dateTime(session.created_at)} · {t('settings.ends')} {format.dateTime(session.expires_at)}
            </div>
            {session.method === 'provider' && <div className="muted small">{t('settings.by_provider')}</div>}
          </div>
          {session.current ? (
            <StatusWord tone="ok">{t('settings.this_session')}</StatusWord>
          ) : (
            <BusyButton variant="outlined" busy={end.isPending} onClick={() => end.mutate(session.id)}>
              {t('settings.end_session')}
            </BusyButton>
          )}
        </li>
      ))}
      {sessions.data.items.length > 1 && (
        <li className={styles.session}>
          <BusyButton variant="outlined" busy={endOthers.isPending} onClick={() => endOthers.mutate()}>
            {t('settings.end_others')}
          </BusyButton>
        </li>
      )}
      {(end.error ?? endOthers.error) && <ProblemLine error={end.error ?? endOthers.error} />}
    </ul>
  )
}

function Setting({ label, help, children }: { label: string; help?: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className={styles.setting}>
      <div>
        <div id={`${id}-label`} className={styles.label}>
          {label}
        </div>
        {help && <div className="muted small">{help}</div>}
      </div>
      <div>{children(id)}</div>
    </div>
  )
}
