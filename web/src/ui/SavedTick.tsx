import { Checkbox, FormControlLabel } from '@mui/material'
import { useState } from 'react'

/** A tick that is saved as it is set: it stands as one has set it from the click on, until the server has said what it is. */
export function SavedTick({
  label,
  checked,
  save,
}: {
  label: string
  checked: boolean
  /** Ends when `checked` is what is stored now. A refusal is shown by whoever uses this. */
  save: (checked: boolean) => Promise<unknown>
}) {
  const [asked, setAsked] = useState<boolean>()
  const set = (wanted: boolean) => {
    setAsked(wanted)
    const done = () => setAsked(undefined)
    save(wanted).then(done, done)
  }
  // A second click while the first is on its way is the same intention.
  return (
    <FormControlLabel
      control={
        <Checkbox
          checked={asked ?? checked}
          onChange={(event) => set(event.target.checked)}
          onClick={(event) => asked !== undefined && event.preventDefault()}
        />
      }
      label={label}
    />
  )
}
