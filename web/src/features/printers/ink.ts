export type InkColor = 'black' | 'cyan' | 'magenta' | 'yellow' | 'other'

/** The colour a bar is drawn in; photo and light variants keep their family, everything else is gray. */
export function inkOf(colorant: string | null | undefined): InkColor {
  const name = (colorant ?? '').toLowerCase()
  if (name.includes('black')) return 'black'
  if (name.includes('cyan')) return 'cyan'
  if (name.includes('magenta')) return 'magenta'
  if (name.includes('yellow')) return 'yellow'
  return 'other'
}
