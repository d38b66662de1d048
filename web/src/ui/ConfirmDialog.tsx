import { Checkbox, Dialog, DialogActions, DialogContent, DialogTitle, FormControlLabel } from '@mui/material'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from './BusyButton.tsx'
import { ProblemLine } from './Problem.tsx'

interface Props {
  title: string
  children: ReactNode
  /** What cannot be undone is confirmed by ticking this sentence. */
  sentence?: string
  confirm: string
  danger?: boolean
  busy?: boolean
  error?: unknown
  /** Something other than the sentence is still missing. */
  blocked?: boolean
  onConfirm: () => void
  onClose: () => void
}

/** Mount it when it opens; it starts unticked each time. */
export function ConfirmDialog({
  title,
  children,
  sentence,
  confirm,
  danger = false,
  busy = false,
  error,
  blocked = false,
  onConfirm,
  onClose,
}: Props) {
  const { t } = useTranslation()
  const [agreed, setAgreed] = useState(false)
  return (
    <Dialog open onClose={busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="confirm-title">
      <DialogTitle id="confirm-title">{title}</DialogTitle>
      <DialogContent className="stack">
        <div>{children}</div>
        {sentence && (
          <FormControlLabel
            control={<Checkbox checked={agreed} onChange={(event) => setAgreed(event.target.checked)} />}
            label={sentence}
          />
        )}
        {error !== undefined && error !== null && <ProblemLine error={error} />}
      </DialogContent>
      <DialogActions>
        <BusyButton variant="outlined" onClick={onClose} busy={busy}>
          {t('common.cancel')}
        </BusyButton>
        <BusyButton
          variant="contained"
          color={danger ? 'error' : 'primary'}
          busy={busy || blocked || (sentence !== undefined && !agreed)}
          onClick={onConfirm}
        >
          {confirm}
        </BusyButton>
      </DialogActions>
    </Dialog>
  )
}
