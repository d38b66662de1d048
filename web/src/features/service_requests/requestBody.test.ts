import { describe, expect, it } from 'vitest'
import { emptyRequest, requestBody } from './requestBody.ts'
import { clockOf } from './requestWords.ts'

describe('a request as it is sent (SRV-4)', () => {
  const typed = {
    ...emptyRequest,
    description: 'Jams',
    error_code: '13.2',
    item: 'Staples',
    quantity: '3',
    severity: '2',
    new_location: 'Room 7',
    wanted_on: '2026-12-01',
  }

  it('has what its service asks for, and nothing that was typed for another one', () => {
    expect(requestBody({ ...typed, service: 'field_service' }, 'p')).toMatchObject({
      printer_id: 'p',
      error_code: '13.2',
      item: '',
      new_location: '',
    })
    expect(requestBody({ ...typed, service: 'non_standard_supply' }, 'p')).toMatchObject({
      item: 'Staples',
      quantity: 3,
      error_code: '',
    })
    expect(requestBody({ ...typed, service: 'own_training' }, undefined)).not.toHaveProperty('printer_id')
    expect(requestBody({ ...typed, service: 'field_service' }, 'p')).not.toHaveProperty('severity')
    expect(requestBody({ ...typed, service: 'application_support' }, undefined)).toMatchObject({ severity: 2 })
    expect(requestBody({ ...typed, service: 'equipment_move' }, 'p')).toMatchObject({ wanted_on: '2026-12-01' })
  })
})

describe('the service-level clock (SRV-6)', () => {
  const due = '2026-11-21T12:00:00Z'
  const at = (text: string) => Date.parse(text)

  it('runs until the request is due, and says afterwards whether that was kept', () => {
    expect(clockOf({ due_at: null, closed_at: null }, at(due))).toBeNull()
    expect(clockOf({ due_at: due, closed_at: null }, at(due))).toBe('running')
    expect(clockOf({ due_at: due, closed_at: null }, at(due) + 1)).toBe('overdue')
    expect(clockOf({ due_at: due, closed_at: '2026-11-21T11:00:00Z' }, at(due) + 99)).toBe('kept')
    expect(clockOf({ due_at: due, closed_at: '2026-11-21T13:00:00Z' }, 0)).toBe('missed')
  })
})
