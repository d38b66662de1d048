import { Button, IconButton } from '@mui/material'
import type { ButtonProps, IconButtonProps } from '@mui/material'
import type { MouseEvent } from 'react'

interface Waiting {
  /** It is being done, or cannot be done now: a click does nothing, and the focus stays where it is. */
  busy: boolean
}

const quiet = (busy: boolean, onClick: ((event: MouseEvent<HTMLButtonElement>) => void) | undefined) => ({
  'aria-disabled': busy || undefined,
  onClick: (event: MouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault()
    else onClick?.(event)
  },
})

/**
 * A button that waits for what it started. `disabled` would throw the focus of the keyboard to the start of the page,
 * so it says `aria-disabled` and ignores the click.
 */
export function BusyButton({ busy, onClick, ...props }: Waiting & Omit<ButtonProps, 'disabled'>) {
  return <Button {...props} {...quiet(busy, onClick)} />
}

export function BusyIconButton({ busy, onClick, ...props }: Waiting & Omit<IconButtonProps, 'disabled'>) {
  return <IconButton {...props} {...quiet(busy, onClick)} />
}
