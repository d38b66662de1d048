import type { ItemOf } from '../../api/types.ts'

export type RefusedReading = ItemOf<'/api/v1/agents/{agent_id}/refused-readings'>

/** As many of the newest are looked at. */
export const mostSetAside = 100

const known = [
  'identity_twice',
  'printer_of_another_site',
  'serial_number_twice',
  'beyond_bounds',
  'not_a_printer',
] as const
export type Code = (typeof known)[number] | 'other'

export interface Cause {
  key: string
  code: Code
  count: number
  newest: string
  /** Of two machines with one identity. */
  addresses: { other?: string; address?: string }
}

const addressesOf = (reading: RefusedReading): Cause['addresses'] => {
  const fields: unknown = reading.fields
  const first: unknown = Array.isArray(fields) ? fields[0] : undefined
  const args = (first as { args?: Record<string, unknown> } | undefined)?.args ?? {}
  const text = (name: string) => (typeof args[name] === 'string' && args[name] !== '' ? args[name] : '?')
  return { other: text('other'), address: text('address') }
}

/** Why readings were set aside, the newest first; two machines once for each pair of addresses. */
export function causesOf(readings: readonly RefusedReading[]): Cause[] {
  const causes = new Map<string, Cause>()
  for (const reading of readings) {
    const code = known.find((one) => one === reading.code) ?? 'other'
    const addresses = code === 'identity_twice' ? addressesOf(reading) : {}
    const key = [code, addresses.other, addresses.address].join(' ')
    const cause = causes.get(key)
    if (cause === undefined) causes.set(key, { key, code, count: 1, newest: reading.received_at, addresses })
    else {
      cause.count += 1
      if (reading.received_at > cause.newest) cause.newest = reading.received_at
    }
  }
  return [...causes.values()]
}
