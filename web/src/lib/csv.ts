import { saveFile } from './saveFile.ts'

/** RFC 4180 text of a table; cells that a spreadsheet would run as a formula get a leading apostrophe, and so do those that have one already. */
export function toCsv(header: string[], rows: Array<Array<string | number | null>>): string {
  const cell = (value: string | number | null): string => {
    if (value === null) return ''
    const raw = typeof value === 'number' ? String(value) : /^'*[=+\-@＝＋－＠\t\r\n]/.test(value) ? `'${value}` : value
    return /[",\r\n]/.test(raw) ? `"${raw.replaceAll('"', '""')}"` : raw
  }
  return [header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n'
}

export function downloadText(fileName: string, text: string, type = 'text/csv;charset=utf-8'): void {
  // The byte order mark makes Excel read UTF-8.
  saveFile(fileName, new Blob(['\ufeff', text], { type }))
}
