import { useMediaQuery } from '@mui/material'

/** Whether rows stand as cards, as on a phone; the same width as in the style sheets. */
export const useNarrow = (): boolean => useMediaQuery('(max-width: 899px)', { noSsr: true })
