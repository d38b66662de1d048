export interface MeterValue {
  kind: string
  value: number
  unit?: string | null
}

export interface MeterPoint {
  observed_at: string
  meters: MeterValue[]
}

/** The month that a time falls into, "2026-03", in the reader's time zone. */
export function monthOf(iso: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit' }).formatToParts(
    new Date(iso),
  )
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}`
}

/**
 * What a meter counted month by month: the sum of its rises, each in the month of the later reading. A fall (a
 * replaced board, a reset) counts nothing; it is never a negative volume.
 */
export function monthlyVolumes(
  points: MeterPoint[],
  kind: string,
  timeZone: string,
): Array<{ month: string; pages: number }> {
  const volumes = new Map<string, number>()
  let last: number | undefined
  for (const point of [...points].sort((a, b) => Date.parse(a.observed_at) - Date.parse(b.observed_at))) {
    const value = point.meters.find((meter) => meter.kind === kind)?.value
    if (value === undefined) continue
    const month = monthOf(point.observed_at, timeZone)
    if (!volumes.has(month)) volumes.set(month, 0)
    if (last !== undefined && value > last) volumes.set(month, (volumes.get(month) ?? 0) + value - last)
    last = value
  }
  const months = [...volumes.keys()]
  const [first, latest] = [months[0], months.at(-1)]
  if (first === undefined || latest === undefined) return []
  // A month without a reading is shown as one without pages, not left out.
  const all: Array<{ month: string; pages: number }> = []
  for (let month = first; month <= latest; month = nextMonth(month)) all.push({ month, pages: volumes.get(month) ?? 0 })
  return all
}

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}
