import { describe, expect, it } from 'vitest'
import { replenishmentExport, replenishmentList } from './replenishmentSearch.ts'

const site = '0192f0c1-2222-7333-8444-555566667777'

describe('supplies status', () => {
  it('is searched and filtered, and so is its file (ASR-10)', () => {
    const search = replenishmentList.read({ search: 'bergen', site_id: site, below_days: '14', page: '3', cursor: 'x' })
    expect(replenishmentList.filters(search)).toEqual({ search: 'bergen', site_id: site, below_days: 14 })
    const url = new URL(replenishmentExport('org', search), 'http://portal')
    expect(url.pathname).toBe('/api/v1/replenishment/supplies/export')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      organization_id: 'org',
      heads: 'names',
      search: 'bergen',
      site_id: site,
      below_days: '14',
    })
  })
})
