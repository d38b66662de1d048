import { useState } from 'react'
import { nothingSelected } from './columns.ts'
import type { Selection } from './columns.ts'

/** What is selected among the rows of `of`; nothing as soon as that names other rows. */
export function useSelection(of: string): [Selection, (selection: Selection) => void] {
  const [chosen, setChosen] = useState({ of, selection: nothingSelected })
  if (chosen.of !== of) setChosen({ of, selection: nothingSelected })
  return [
    chosen.of === of ? chosen.selection : nothingSelected,
    (selection) => setChosen((before) => ({ of: before.of, selection })),
  ]
}
