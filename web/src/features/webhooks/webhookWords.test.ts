import { expect, it } from 'vitest'
import type { Webhook } from './webhookWords.ts'
import { inputOf, stateOf, switched, valuesOf } from './webhookWords.ts'

const webhook = {
  id: '1',
  organization_id: '2',
  organization_name: 'Mill',
  url: 'https://erp.example.com/',
  description: 'ERP',
  event_types: ['order.created'],
  child_organizations: true,
  enabled: true,
  queued: 0,
  failed: 0,
  created_by: 'ada@mill.example',
  version: 1,
  created_at: '2026-11-21T10:00:00Z',
  updated_at: '2026-11-21T10:00:00Z',
} as Webhook

it('says how an endpoint is', () => {
  expect(stateOf(webhook)).toBe('ok')
  expect(stateOf({ ...webhook, failing_since: '2026-11-21T10:00:00Z' })).toBe('failing')
  expect(stateOf({ ...webhook, enabled: false })).toBe('disabled')
  expect(stateOf({ ...webhook, enabled: false, disabled_reason: 'failing' })).toBe('disabled_by_itself')
})

it('sends what the form holds, and nothing chosen where all types are wanted', () => {
  expect(inputOf(valuesOf(webhook), true)).toEqual({
    url: 'https://erp.example.com/',
    description: 'ERP',
    event_types: ['order.created'],
    child_organizations: true,
    enabled: true,
  })
  expect(inputOf({ ...valuesOf(webhook), which: 'all', url: ' https://x.example ' }, true)).toMatchObject({
    url: 'https://x.example',
    event_types: [],
  })
  expect(switched(webhook, false)).toMatchObject({ event_types: ['order.created'], enabled: false })
  expect(inputOf(valuesOf(null), true)).toEqual({
    url: '',
    description: '',
    event_types: [],
    child_organizations: false,
    enabled: true,
  })
})
