import { Menu as MuiMenu, Popover as MuiPopover } from '@mui/material'
import type { MenuProps, PopoverProps } from '@mui/material'
import { useState } from 'react'

/** Whether it is open, or was once: then it stays, so that it can go as it came. */
function useOpened(open: boolean): boolean {
  const [opened, setOpened] = useState(open)
  if (open && !opened) setOpened(true)
  return opened || open
}

/** MUI's menu from the first time that it is opened. A closed one is drawn at every change of what is around it, for nothing. */
export function Menu(props: MenuProps) {
  return useOpened(props.open) ? <MuiMenu {...props} /> : null
}

/** MUI's popover in the same way. */
export function Popover(props: PopoverProps) {
  return useOpened(props.open) ? <MuiPopover {...props} /> : null
}
