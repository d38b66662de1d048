// A link to a page that does not exist does not compile, nor one that says what the page does not read: the types of the
// routes come through from each feature to the router. `tsc` is the test; an error that is missing is one.
import { Link } from '@tanstack/react-router'
import { expect, it } from 'vitest'

const links = [
  () => <Link to="/printers" search={{ contact_id: '1' }} />,
  // @ts-expect-error -- no feature has this page
  () => <Link to="/nowhere" />,
  // @ts-expect-error -- the list of printers does not read it
  () => <Link to="/printers" search={{ nonsense: '1' }} />,
  // @ts-expect-error -- ids are texts
  () => <Link to="/printers" search={{ contact_id: 1 }} />,
  // @ts-expect-error -- another page's id
  () => <Link to="/printers/$printerId" params={{ agentId: '1' }} />,
]

it('are checked by type', () => {
  expect(links.length).toBe(5)
})
