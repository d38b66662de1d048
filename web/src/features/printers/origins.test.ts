import assert from 'node:assert/strict'
import { test } from 'node:test'
import { originOf, protocolsOf } from './origins.ts'

test('a printer without origins was read by SNMP, and its values need no source', () => {
  assert.equal(protocolsOf({ origins: [] }), 'SNMP')
  assert.equal(originOf({ origins: [] }, 'firmware'), null)
})

test('each value says who told it, and one that both told says both', () => {
  const printer = {
    origins: [
      { protocol: 'snmp' as const, values: ['model' as const, 'supplies' as const] },
      { protocol: 'ipps' as const, values: ['firmware' as const, 'supplies' as const] },
    ],
  }
  assert.equal(protocolsOf(printer), 'SNMP, IPPS')
  assert.equal(originOf(printer, 'model'), 'SNMP')
  assert.equal(originOf(printer, 'firmware'), 'IPPS')
  assert.equal(originOf(printer, 'supplies'), 'SNMP, IPPS')
  assert.equal(originOf(printer, 'location'), null)
})
