import { describe, expect, it } from 'vitest'
import { deskBody, deskValues, nextRow, withoutRow, wrongDesk } from './deskFields.ts'
import type { DeskSettings } from './requestsApi.ts'

const desk: DeskSettings = {
  services: [
    { key: 'field_service', name: '', hidden: false, target_hours: 8 },
    { key: 'own_1', name: 'Training', hidden: true },
  ],
  categories: [{ name: 'Scanning & Faxing', applications: ['RightFax', 'iXware'] }],
  severities: [{ severity: 1, name: '', target_hours: 4 }],
  incident_rules: [{ severity: 'critical', alert_group: 'marker', minutes: 30 }],
  organization_id: '00000000-0000-7000-8000-000000000001',
  own: true,
  version: 1,
}

describe('the settings of the service desk', () => {
  it('come back from the form as they went in', () => {
    const { services, categories, severities, incident_rules } = desk
    expect(deskBody(deskValues(desk), 'new')).toEqual({ services, categories, severities, incident_rules })
  })

  it('get a service with the key that is given', () => {
    const { services } = deskBody({ ...deskValues(desk), new_service: ' Moving day ' }, 'own_2')
    expect(services.at(-1)).toEqual({ key: 'own_2', name: 'Moving day', hidden: false })
  })

  it('say what is wrong by field', () => {
    const values = deskValues(desk)
    values.services = { ...values.services, own_1: { name: ' ', hours: '0' } }
    values.categories = { row0: { name: '', applications: ' \n' } }
    values.rules = { row0: { severity: 'critical', group: '', minutes: '-1', hours: 'x' } }
    expect(wrongDesk(values)).toEqual({
      'services.own_1.hours': 'hours',
      'services.own_1.name': 'missing',
      'categories.row0.name': 'missing',
      'categories.row0.applications': 'missing',
      'rules.row0.minutes': 'minutes',
      'rules.row0.hours': 'hours',
    })
  })

  it('name a new row as no other one', () => {
    expect(nextRow({})).toBe('row0')
    expect(nextRow({ row0: 1, row4: 1 })).toBe('row5')
    expect(withoutRow({ row0: 1, row4: 2 }, 'row0')).toEqual({ row4: 2 })
  })
})
