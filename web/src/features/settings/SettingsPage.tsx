import { FormControlLabel, MenuItem, OutlinedInput, Radio, RadioGroup, Select } from '@mui/material'
import { Autocomplete, TextField } from '@mui/material'
import { useColorScheme } from '@mui/material/styles'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isLanguage, languages, switchLanguage } from '../../lib/i18n.ts'
import { now } from '../../lib/now.ts'
import { setPreferences, usePreferences } from '../../lib/preferences.ts'
import { browserTimeZone, useFormat } from '../../lib/useFormat.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Parts.tsx'
import { timeZones } from '../identity/UsersPage.tsx'
import styles from './settings.module.css'

/** What counts for oneself in this browser; each choice takes effect at once. */
export function SettingsPage() {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const preferences = usePreferences()
  const { mode, setMode } = useColorScheme()
  const zone = preferences.timeZone ?? browserTimeZone()
  return (
    <div className={styles.page}>
      <PageHead title={t('settings.title')} context={t('settings.context')} />
      <Panel>
        <Setting label={t('settings.language')}>
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
        <Setting label={t('settings.time_zone')} help={t('settings.time_zone_help', { now: format.dateTime(now()) })}>
          {(id) => (
            <Autocomplete
              id={id}
              disableClearable
              options={timeZones()}
              value={zone}
              onChange={(_event, value) => setPreferences({ timeZone: value })}
              renderInput={(params) => <TextField {...params} slotProps={{ ...params.slotProps, htmlInput: { ...params.slotProps.htmlInput, 'aria-labelledby': `${id}-label` } }} />}
            />
          )}
        </Setting>
        <Setting label={t('settings.theme')}>
          {(id) => (
            <RadioGroup row aria-labelledby={`${id}-label`} value={mode ?? 'system'} onChange={(_event, value) => setMode(value as 'system')}>
              {(['system', 'light', 'dark'] as const).map((value) => (
                <FormControlLabel key={value} value={value} control={<Radio size="small" />} label={t(`settings.theme_${value}`)} />
              ))}
            </RadioGroup>
          )}
        </Setting>
        <Setting label={t('settings.density')}>
          {(id) => (
            <RadioGroup row aria-labelledby={`${id}-label`} value={preferences.density} onChange={(_event, value) => setPreferences({ density: value as 'compact' })}>
              {(['comfortable', 'compact'] as const).map((value) => (
                <FormControlLabel key={value} value={value} control={<Radio size="small" />} label={t(`settings.density_${value}`)} />
              ))}
            </RadioGroup>
          )}
        </Setting>
      </Panel>
    </div>
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
