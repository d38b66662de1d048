import { expect, it } from 'vitest'
import { filesOf } from './files.ts'

/**
 * Files of the server are saved by ui/DownloadButton.tsx. Going to their address instead leaves the person on the refusal
 * (session ended, not allowed, too often), as JSON: where a page goes to is a page, or what is named here.
 */
const pages = /^(?:'\/(?!api\/)[^']*'|authorization_url|held\.href|href)$/
const goes = [/\blocation\.(?:assign|replace)\(([^()]*(?:\([^()]*\))?[^()]*)\)/g, /\blocation\.href = ([^\n;]+)/g]
const links = [/^\s+download(?:=.*)?$/m, /\bhref=(?:"|\{`?)\/api\//, /\bwindow\.open\(['`]\/api\//]

const wrong = (text: string): string[] => [
  ...goes.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, to = '']) => to.trim()).filter((to) => !pages.test(to)),
  ),
  ...links.flatMap((pattern) => pattern.exec(text)?.[0].trim() ?? []),
]

it('the check sees a file that is gone to', () => {
  expect(wrong('onClick={() => window.location.assign(contactsExport(organizationId, search))}')).toHaveLength(1)
  expect(wrong("window.location.assign('/api/v1/x/export')")).toHaveLength(1)
  expect(wrong('location.href = exportUrl(a)')).toHaveLength(1)
  expect(wrong('<a\n  href={fileUrl}\n  download\n>')).toHaveLength(1)
  expect(wrong('<a href="/api/v1/contacts/export">')).toHaveLength(1)
  expect(wrong("window.location.assign('/settings')")).toEqual([])
})

it('no page goes to the address of a file (IDN-3)', () => {
  expect(filesOf('.ts', '.tsx').flatMap(({ name, text }) => wrong(text).map((to) => `${name}: ${to}`))).toEqual([])
})
