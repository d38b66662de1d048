import { describe, expect, it } from 'vitest'
import { externalIdsBreach, externalIdsOf, externalIdsText } from './externalIds.ts'

describe('external ids as they are typed (API-2)', () => {
  it('come back as they were', () => {
    const ids = [
      { system: 'CRM', id: 'a:b' },
      { system: 'SAP', id: '4711' },
    ]
    expect(externalIdsText(ids)).toBe('CRM: a:b\nSAP: 4711')
    expect(externalIdsOf(externalIdsText(ids))).toEqual(ids)
    expect(externalIdsText(undefined)).toBe('')
  })
  it('lose spaces and empty lines', () => {
    expect(externalIdsOf('  SAP :  4711 \n\n  ')).toEqual([{ system: 'SAP', id: '4711' }])
  })
  it.each([
    ['4711', 'form'],
    ['SAP:', 'form'],
    [': 4711', 'form'],
    [`${'s'.repeat(51)}: 1`, 'too_long'],
    [`SAP: ${'1'.repeat(101)}`, 'too_long'],
    ['SAP: 1\nsap: 1', 'twice'],
    [Array.from({ length: 21 }, (_, at) => `SAP: ${at}`).join('\n'), 'too_many'],
    ['SAP: 1\nCRM: 1', undefined],
    ['', undefined],
  ])('%s is %s', (typed, breach) => {
    expect(externalIdsBreach(typed)).toBe(breach)
  })
})
