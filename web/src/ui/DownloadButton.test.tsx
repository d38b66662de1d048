// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen, waitFor } from '@testing-library/preact'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { onSessionExpired } from '../api/client.ts'
import { frameTexts } from '../app/texts.ts'
import { startI18n } from '../lib/i18n.ts'
import { DownloadButton, DownloadLink } from './DownloadButton.tsx'
import { Toasts } from './Toasts.tsx'

await startI18n(frameTexts)

const saved: Array<{ name: string; text: Promise<string> }> = []
let blobs: Blob[] = []
beforeEach(() => {
  saved.length = 0
  blobs = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => `blob:${String(blobs.push(blob as Blob) - 1)}`)
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, text: blobs[Number(this.href.split(':')[1])]?.text() ?? Promise.resolve('') })
  })
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  onSessionExpired(undefined)
})

const problem = (status: number, code: string, title: string) =>
  new Response(JSON.stringify({ title, status, code, detail: 'What to do.' }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  })
const file = () =>
  new Response('at,actor\r\n', { headers: { 'content-disposition': `attachment; filename="audit-events.csv"` } })

async function press(...answers: Response[]): Promise<ReturnType<typeof vi.fn>> {
  const fetched = vi.fn((request: Request) =>
    request.url.endsWith('/export?x=1') ? Promise.resolve(answers.shift()) : Promise.reject(new Error(request.url)),
  )
  vi.stubGlobal('fetch', fetched)
  render(
    <QueryClientProvider client={new QueryClient()}>
      <DownloadButton url="/api/v1/audit-events/export?x=1">Export</DownloadButton>
      <Toasts />
    </QueryClientProvider>,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Export' }))
  return fetched
}

describe('a file that the server writes (IDN-5, PRT-1)', () => {
  it('is saved under the server’s name', async () => {
    await press(file())
    await waitFor(() => expect(saved.map(({ name }) => name)).toEqual(['audit-events.csv']))
    expect(await saved[0]?.text).toBe('at,actor\r\n')
  })

  it.each([
    [403, 'forbidden', /^Not allowed: What to do\./],
    [429, 'too_many_requests', /^Title 429: What to do\./],
    [500, 'internal', /^Title 500: What to do\./],
  ])('that is refused (%i) is told on the page, which stays', async (status, code, words) => {
    await press(problem(status, code, `Title ${String(status)}`))
    await screen.findByText(words)
    expect(saved).toEqual([])
  })

  it('is told to be missing when the server cannot be reached', async () => {
    const fetched = await press()
    fetched.mockRejectedValue(new TypeError('offline'))
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')))
    await userEvent.click(screen.getByRole('button', { name: 'Export' }))
    await screen.findAllByText(/^The server cannot be reached/)
    expect(saved).toEqual([])
  })

  it('comes once the person has signed in again, where the session had ended', async () => {
    let signedIn: () => void = () => undefined
    onSessionExpired(() => new Promise((resolve) => (signedIn = resolve)))
    await press(problem(401, 'unauthenticated', 'Sign in'), file())
    expect(saved).toEqual([])
    signedIn()
    await waitFor(() => expect(saved).toHaveLength(1))
  })
})

describe('a link to such a file (CON-4)', () => {
  it('leaves nobody on a page of JSON either', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(problem(403, 'forbidden', 'No')))
    render(
      <QueryClientProvider client={new QueryClient()}>
        <DownloadLink url="/api/v1/contact-imports/sample">Sample</DownloadLink>
        <Toasts />
      </QueryClientProvider>,
    )
    const link = screen.getByRole('link', { name: 'Sample' })
    const left = vi.fn<(prevented: boolean) => void>()
    window.addEventListener(
      'click',
      (event) => {
        left(event.defaultPrevented)
      },
      { once: true },
    )
    link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
    expect(left).toHaveBeenCalledWith(true)
    await screen.findAllByText(/^Not allowed: What to do\./)
    expect(saved).toEqual([])
  })
})

describe('every file of the portal', () => {
  const sources = import.meta.glob<string>('../**/*.{ts,tsx}', { eager: true, query: '?raw', import: 'default' })
  it('is asked for so that a refusal leaves nobody on a page of JSON', () => {
    const leaving = Object.entries(sources)
      .filter(([path]) => !path.includes('.test.'))
      .flatMap(([path, text]) =>
        [
          ...text.matchAll(
            /(?:location\.(?:assign|replace)\(|location(?:\.href)? = |window\.open\(|href=\{?)[^\n]*(?:[eE]xport|FileUrl|\/api\/v1)[^\n]*/g,
          ),
        ].map(([line]) => `${path}: ${line}`),
      )
    expect(leaving).toEqual([])
  })
})
