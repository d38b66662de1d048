/** One address, range, block or host name a line; commas part them too. */
export function toLines(entries: string[]): string {
  return entries.join('\n')
}

export function fromLines(text: string): string[] {
  return text
    .split(/[\n,;]+/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}

const octet = '(25[0-5]|2[0-4]\\d|1?\\d?\\d)'
const ipv4 = new RegExp(`^${octet}(\\.${octet}){3}$`)
const host = /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$/i

function number(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
}

/** 10.0.0.5, 10.0.0.1-10.0.0.99, 10.0.0.1-99, 10.0.0.0/24, printer.example.com, each with an optional port (`:1161`), IPv6 addresses and blocks. */
export function isSearchEntry(entry: string): boolean {
  // An SNMP port of its own follows what is neither an IPv6 address nor a name with a colon.
  const port = /^([^:]+):(\d{1,5})$/.exec(entry)
  if (port) return Number(port[2]) >= 1 && Number(port[2]) <= 65_535 && isSearchEntry(port[1] ?? '')
  const [block = '', bits, more] = entry.split('/')
  if (more !== undefined) return false
  if (block.includes(':'))
    return /^[0-9a-f:.]+$/i.test(block) && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= 128))
  if (bits !== undefined) return ipv4.test(block) && /^\d+$/.test(bits) && Number(bits) <= 32
  const [from = '', to] = entry.split(/\s*-\s*(?=\d)/)
  if (to !== undefined && ipv4.test(from)) {
    if (ipv4.test(to)) return number(from) <= number(to)
    return /^\d+$/.test(to) && Number(to) <= 255 && Number(to) >= Number(from.split('.')[3])
  }
  if (/^[\d.]+$/.test(entry)) return ipv4.test(entry)
  return host.test(entry)
}

export function badEntries(text: string): string[] {
  return fromLines(text).filter((entry) => !isSearchEntry(entry))
}
