import { Button } from '@mui/material'
import { createLink } from '@tanstack/react-router'

/** A link that looks like a button; where it leads and with what is checked by type, as with `Link`. */
export const LinkButton = createLink(Button)
