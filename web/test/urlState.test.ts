// What a page keeps in its URL is not what the API takes: the only way from one to the other is a list's definition.
import { describe, expect, it } from 'vitest'
import { filesOf } from './files.ts'

const files = filesOf('.ts', '.tsx')
/** Who may read the URL as it is: the reader of lists, the organization acted in, the pages with a value of their own. */
const readers = [
  'lib/listState.ts',
  'lib/session.tsx',
  'features/catalog/ImportItemsPage.tsx',
  'features/catalog/NewItemPage.tsx',
  'features/contacts/ImportContactsPage.tsx',
  'features/contacts/NewContactPage.tsx',
  'features/economics/ReportPage.tsx',
  'features/help/HelpPage.tsx',
  'features/identity/SignInPage.tsx',
  'features/mps_express/AddPage.tsx',
  'features/meter_reads/ImportReadsPage.tsx',
  'features/orders/ImportStepsPage.tsx',
  'features/orders/NewOrderPage.tsx',
  'features/reachability/DevicePage.tsx',
  'features/printers/PrinterPage.tsx',
  'features/service_requests/NewRequestPage.tsx',
]

describe('the state of a page and the calls of the API', () => {
  it('meet in a definition only: nothing is spread into the query of a call', () => {
    const spreads = files.flatMap(({ name, text }) =>
      [...text.matchAll(/query(?:: | = )\{[^}]*\.\.\.(?!\w+List\.query\()[^}]*\}/g)].map(
        ([match]) => `${name}: ${match}`,
      ),
    )
    expect(spreads).toEqual([])
    expect(files.some(({ text }) => text.includes('List.query('))).toBe(true)
  })

  it('are read in one place', () => {
    expect(
      files.filter(({ name, text }) => /useSearch\(/.test(text) && !readers.includes(name)).map(({ name }) => name),
    ).toEqual([])
  })

  it('is what a link says: its keys are checked by type', () => {
    expect(
      files
        // The frame, and what leads on to a record of any kind, know no page of their own.
        .filter(({ text }) => /search=\{[^\n]* as never\}/.test(text))
        .filter(({ name }) => !['app/router.tsx', 'ui/neighbours/Neighbours.tsx'].includes(name))
        .map(({ name }) => name),
    ).toEqual([])
  })
})
