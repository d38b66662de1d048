import { describe, expect, it } from 'vitest'
import { originOf, protocolsOf } from './origins.ts'

describe('who told what', () => {
  it('says SNMP of a printer without origins, and of its values nothing', () => {
    expect(protocolsOf({ origins: [] })).toBe('SNMP')
    expect(originOf({ origins: [] }, 'firmware')).toBeNull()
  })

  it('names both protocols of a value that both told', () => {
    const printer = {
      origins: [
        { protocol: 'snmp' as const, values: ['model' as const, 'supplies' as const] },
        { protocol: 'ipps' as const, values: ['firmware' as const, 'supplies' as const] },
      ],
    }
    expect(protocolsOf(printer)).toBe('SNMP, IPPS')
    expect(originOf(printer, 'model')).toBe('SNMP')
    expect(originOf(printer, 'firmware')).toBe('IPPS')
    expect(originOf(printer, 'supplies')).toBe('SNMP, IPPS')
    expect(originOf(printer, 'location')).toBeNull()
  })
})
