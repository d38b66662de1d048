import { Button, Dialog, DialogActions, DialogContent, DialogTitle, FormControlLabel, Switch } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { setPreferences, usePreferences } from '../lib/preferences.ts'
import styles from './Shortcuts.module.css'

/** The keys that do something, and the switch that takes those of a single character away (WCAG 2.1.4). */
export default function Shortcuts({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { letterKeys } = usePreferences()
  // Each way is the keys that are held together.
  const groups: Array<{ title: string; keys: Array<{ what: string; ways: string[][] }> }> = [
    {
      title: t('shortcuts.everywhere'),
      keys: [
        { what: t('shortcuts.search'), ways: [['/'], [t('shortcuts.ctrl'), 'K']] },
        { what: t('shortcuts.help'), ways: [['?']] },
        { what: t('shortcuts.close'), ways: [[t('shortcuts.escape')]] },
      ],
    },
    {
      title: t('shortcuts.lists'),
      keys: [
        { what: t('shortcuts.rows'), ways: [['↓'], ['↑'], ['j'], ['k']] },
        { what: t('shortcuts.within'), ways: [['→'], ['←']] },
        { what: t('shortcuts.choose'), ways: [[t('shortcuts.space')], ['x']] },
        {
          what: t('shortcuts.range'),
          ways: [
            [t('shortcuts.shift'), '↓'],
            [t('shortcuts.shift'), '↑'],
          ],
        },
        { what: t('shortcuts.open'), ways: [[t('shortcuts.enter')]] },
        {
          what: t('shortcuts.width'),
          ways: [
            [t('shortcuts.shift'), '←'],
            [t('shortcuts.shift'), '→'],
          ],
        },
      ],
    },
    {
      title: t('shortcuts.records'),
      keys: [{ what: t('shortcuts.neighbours'), ways: [['n'], ['p']] }],
    },
  ]
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="shortcuts-title">
      <DialogTitle id="shortcuts-title">{t('shortcuts.title')}</DialogTitle>
      <DialogContent>
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className={styles.group}>{group.title}</h3>
            <dl className={styles.keys}>
              {group.keys.map(({ what, ways }) => (
                <div key={what}>
                  <dt>{what}</dt>
                  <dd>
                    {ways.map((way, at) => (
                      <span key={way.join()}>
                        {at > 0 && <span className="muted small"> {t('shortcuts.or')} </span>}
                        {way.map((key) => (
                          <kbd key={key}>{key}</kbd>
                        ))}
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <FormControlLabel
          control={
            <Switch
              size="small"
              checked={letterKeys}
              onChange={(event) => setPreferences({ letterKeys: event.target.checked })}
            />
          }
          label={t('shortcuts.letters')}
        />
        <p className="muted small">{t('shortcuts.letters_help')}</p>
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" onClick={onClose}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
