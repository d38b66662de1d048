import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { auditActions, auditTypes } from './auditActions.ts'
import { changesOf } from './auditChanges.ts'
import { auditList, momentOf } from './auditSearch.ts'

const source = readFileSync(new URL('../../../../server/platform/audit/actions.hpp', import.meta.url), 'utf8')

it('knows every action that the server writes (IDN-5)', () => {
  const written = [...source.matchAll(/ = "([a-z_]+\.[a-z_]+)"/g)].map(([, action]) => action)
  // The one that no row of the list is about: it is written by its name.
  expect([...auditActions]).toEqual([...written, 'session.locked_out'].sort())
})

it('shows what is different, field by field (IDN-5)', () => {
  expect(
    changesOf(
      { name: 'Mill', version: 1, address: { city: 'Oslo', country: 'NO' }, roles: ['viewer'] },
      { name: 'Mill', version: 2, address: { city: 'Bergen', country: 'NO' }, roles: ['viewer', 'warehouse'] },
    ),
  ).toEqual([
    { field: 'version', before: '1', after: '2' },
    { field: 'address · city', before: 'Oslo', after: 'Bergen' },
    { field: 'roles', before: 'viewer', after: 'viewer, warehouse' },
  ])
  expect(changesOf(null, { state: 'new', note: null })).toEqual([{ field: 'state', before: undefined, after: 'new' }])
})

it('asks for whole days and for nothing that is no filter (IDN-5)', () => {
  const search = auditList.read({
    from: '2026-11-02',
    to: '2026-11-02',
    type: 'printer',
    action: 'nothing',
    by: 'olga',
  })
  expect(search).toEqual({ from: '2026-11-02', to: '2026-11-02', type: ['printer'], by: 'olga' })
  const { since, until, object_type, actor_name } = auditList.filters(search)
  expect(Date.parse(until ?? '') - Date.parse(since ?? '')).toBe(24 * 3600_000)
  expect({ object_type, actor_name }).toEqual({ object_type: ['printer'], actor_name: 'olga' })
  expect(momentOf(undefined)).toBeUndefined()
  expect(auditList.read({ from: 'yesterday', to: '2026-13-45' })).toEqual({})
  expect(auditTypes).toContain('user')
})
