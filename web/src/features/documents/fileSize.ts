const units = ['byte', 'kilobyte', 'megabyte'] as const

/** "512 byte", "1.4 MB": octets in the unit that is read most easily. */
export function fileSize(octets: number, language: string): string {
  const step = Math.min(units.length - 1, octets < 1_000 ? 0 : octets < 1_000_000 ? 1 : 2)
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: step === 2 ? 1 : 0,
  }).format(octets / 1_000 ** step)
}
