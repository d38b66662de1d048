import { Button, LinearProgress } from '@mui/material'
import { useRouter } from '@tanstack/react-router'
import { Unplug } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import toasts from '../ui/Toasts.module.css'
import { getHeld, letGo, onHeld } from './heldBack.ts'
import styles from './HeldBack.module.css'

/** Says why the page that was asked for does not come, while the one before stays. */
export function HeldBack() {
  const { t } = useTranslation()
  const router = useRouter()
  const held = useSyncExternalStore(onHeld, getHeld)
  if (held?.why === 'loading') return <LinearProgress className={styles.loading} aria-label={t('app.loading')} />
  return (
    <div className={toasts.list} role="status">
      {held && (
        <div className={toasts.toast} data-tone="problem">
          <Unplug size={16} aria-hidden />
          <span className={toasts.text}>{t(`app.held.${held.why}`)}</span>
          {held.why === 'ready' && (
            <Button size="small" onClick={() => router.history.push(held.href)}>
              {t('app.held.open')}
            </Button>
          )}
          {held.why === 'gone' && (
            <Button size="small" onClick={() => window.location.assign(held.href)}>
              {t('app.held.reload')}
            </Button>
          )}
          <Button size="small" onClick={letGo}>
            {t('app.held.stay')}
          </Button>
        </div>
      )}
    </div>
  )
}
