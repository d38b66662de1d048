// What features show on pages of other features. The frame fills the context from its list of features, so that a page
// shows panes of features that it does not know.
import { createContext, use, useMemo } from 'react'
import type { Pane } from './feature.ts'
import { allows } from './roles.ts'
import { useSession } from './session.tsx'

export const AllPanes = createContext<readonly Pane[]>([])

/** The panes of one page that the person may see, in their order. */
export function usePanes<Page extends Pane['page']>(page: Page): Array<Extract<Pane, { page: Page }>> {
  const panes = use(AllPanes)
  const { roles } = useSession()
  return useMemo(
    () =>
      panes
        .filter((pane): pane is Extract<Pane, { page: Page }> => pane.page === page)
        .filter(({ operation }) => operation === undefined || allows(roles, operation))
        .sort((a, b) => a.order - b.order),
    [panes, page, roles],
  )
}
