// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen, waitFor, within } from '@testing-library/preact'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api, body, onSessionExpired } from '../../api/client.ts'
import { frameTexts } from '../../app/texts.ts'
import { startI18n } from '../../lib/i18n.ts'
import { ensureTexts } from '../../lib/texts.ts'
import { ProviderCallbackPage } from './ProviderCallbackPage.tsx'
import { tellSignedIn } from './providers.ts'
import { SessionDialog } from './SessionDialog.tsx'
import { SignInForm } from './SignInForm.tsx'
import { identityTexts } from './texts.ts'

await startI18n(frameTexts)
await ensureTexts([identityTexts])

const home = '01900000-0000-7000-8000-000000000001'
const other = '01900000-0000-7000-8000-000000000002'
const ann = { id: 'ann', email: 'ann@both.example' }
const session = (id: string) => ({ user: { ...ann, id }, organization: { id: home, name: 'Bakery', tier: 'child' } })

vi.mock('../../lib/session.tsx', () => ({
  useSession: () => ({ user: ann, organization: { id: home, name: 'Bakery', tier: 'child' } }),
}))
vi.mock('@tanstack/react-router', () => ({
  Link: ({ to, children }: { to: string; children: ReactNode }) => <a href={to}>{children}</a>,
  useNavigate: () => vi.fn(),
  useRouter: () => ({ history: { replace: vi.fn() } }),
}))

const json = (status: number, value: unknown) =>
  new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } })

// The server: what it answers by method and path, and what it was sent.
let answers: Record<string, () => Response> = {}
let sent: Array<{ to: string; body: unknown }> = []
const assign = vi.fn()
beforeEach(() => {
  sent = []
  assign.mockReset()
  vi.stubGlobal('fetch', async (request: Request) => {
    const to = `${request.method} ${new URL(request.url).pathname}`
    const text = await request.text()
    sent.push({ to, body: text === '' ? undefined : JSON.parse(text) })
    return answers[to]?.() ?? json(404, { title: to, status: 404, code: 'not_found' })
  })
  vi.stubGlobal('location', Object.assign(new URL('http://localhost/contacts?page=2'), { assign }))
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  onSessionExpired(undefined)
  sessionStorage.clear()
})
const show = (of: ReactNode) => render(<QueryClientProvider client={new QueryClient()}>{of}</QueryClientProvider>)
const bodies = (to: string) => sent.filter((one) => one.to === to).map((one) => one.body)

describe('a session that has ended (IDN-3, IDN-4)', () => {
  // The session has ended for whatever is asked, until `answers` says otherwise.
  const begin = async () => {
    let ended = true
    answers = {
      'GET /api/v1/contacts': () =>
        ended ? json(401, { title: 'x', status: 401, code: 'unauthenticated' }) : json(200, { items: [] }),
      'GET /api/v1/sign-in-providers': () =>
        json(200, {
          items: [
            { organization_id: home, organization_name: 'Bakery' },
            { organization_id: other, organization_name: 'Operator' },
          ],
        }),
      'GET /api/v1/session': () => json(401, { title: 'x', status: 401, code: 'unauthenticated' }),
    }
    show(<SessionDialog />)
    const waiting = body(api.GET('/api/v1/contacts'))
    const dialog = await screen.findByRole('dialog', { name: 'Sign in again' })
    return { waiting, dialog, renew: () => (ended = false) }
  }

  it('is begun again by the provider of one’s own organization, in a window of its own', async () => {
    const { waiting, dialog, renew } = await begin()
    const button = await within(dialog).findByRole('button', { name: /Bakery/ })
    expect(within(dialog).queryByRole('button', { name: /Operator/ })).toBeNull()
    answers['POST /api/v1/provider-sign-ins'] = () => json(201, { authorization_url: 'https://id.example/a' })
    const opened = { location: { replace: vi.fn() }, sessionStorage: { setItem: vi.fn() }, close: vi.fn() }
    vi.stubGlobal(
      'open',
      vi.fn(() => opened),
    )
    await userEvent.click(button)
    await waitFor(() => expect(opened.location.replace).toHaveBeenCalledWith('https://id.example/a'))
    expect(bodies('POST /api/v1/provider-sign-ins')).toEqual([{ organization_id: home }])
    expect(assign).not.toHaveBeenCalled()

    // Told too early, it stays.
    tellSignedIn()
    await waitFor(() => expect(bodies('GET /api/v1/session')).toHaveLength(1))
    expect(screen.getByRole('dialog')).toBeTruthy()
    answers['GET /api/v1/session'] = () => json(200, session('ann'))
    renew()
    tellSignedIn()
    expect(await waiting).toEqual({ items: [] })
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('goes by the page itself where the browser lets no window open, and comes back to it', async () => {
    const { dialog } = await begin()
    answers['POST /api/v1/provider-sign-ins'] = () => json(201, { authorization_url: 'https://id.example/a' })
    vi.stubGlobal(
      'open',
      vi.fn(() => null),
    )
    await userEvent.click(await within(dialog).findByRole('button', { name: /Bakery/ }))
    await waitFor(() => expect(assign).toHaveBeenCalledWith('https://id.example/a'))
    expect(sessionStorage.getItem('platen.provider_next')).toBe('/contacts?page=2')
  })

  it('leaves the page when somebody else has come, also one with the same address', async () => {
    const { dialog } = await begin()
    answers['POST /api/v1/session'] = () => json(201, session('ann-of-another-organization'))
    await userEvent.type(within(dialog).getByLabelText(/^Password/), 'secret')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Sign in' }))
    await waitFor(() => expect(assign).toHaveBeenCalledWith('/'))
    expect(bodies('POST /api/v1/session')).toEqual([{ email: ann.email, password: 'secret', organization_id: home }])
  })
})

describe('one password for several accounts (IDN-3)', () => {
  it('asks which one, and then for its code', async () => {
    answers = {
      'POST /api/v1/session': () =>
        json(401, {
          title: 'Which account?',
          status: 401,
          code: 'account_choice_needed',
          errors: [
            { pointer: '/organization_id', code: 'account_choice', title: 'Bakery', detail: '', choice: home },
            { pointer: '/organization_id', code: 'account_choice', title: 'Northwind', detail: '', choice: other },
          ],
        }),
    }
    const done = vi.fn()
    show(<SignInForm onDone={done} />)
    await userEvent.type(screen.getByLabelText(/^E-mail/), ann.email)
    await userEvent.type(screen.getByLabelText(/^Password/), 'secret')
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    await userEvent.click(await screen.findByRole('combobox', { name: /Account/ }))
    await userEvent.click(screen.getByRole('option', { name: 'Northwind' }))
    answers['POST /api/v1/session'] = () => json(401, { title: 'x', status: 401, code: 'second_factor_needed' })
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    await userEvent.type(await screen.findByLabelText(/^Code/), '123456')
    answers['POST /api/v1/session'] = () => json(201, session('ann'))
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    await waitFor(() => expect(done).toHaveBeenCalledOnce())
    expect(bodies('POST /api/v1/session')).toEqual([
      { email: ann.email, password: 'secret' },
      { email: ann.email, password: 'secret', organization_id: other },
      { email: ann.email, password: 'secret', code: '123456', organization_id: other },
    ])
  })
})

describe('the page that a provider sends back to (IDN-4)', () => {
  const at = (query: string) =>
    vi.stubGlobal('location', Object.assign(new URL(`http://localhost/sign-in/callback${query}`), { assign }))

  it.each(['', '?code=x', '?state=y', '?code=&state='])(
    'says what happened when it is opened by hand (%s)',
    async (query) => {
      at(query)
      show(<ProviderCallbackPage />)
      await screen.findByRole('heading', { name: 'There is nothing to finish here' })
      expect(screen.getByRole('link', { name: 'Back to sign-in' }).getAttribute('href')).toBe('/sign-in')
      expect(sent).toEqual([])
    },
  )

  it('says that the provider is slow, not that our server is gone', async () => {
    at('?code=x&state=y')
    answers = {
      'POST /api/v1/provider-sign-ins/completions': () =>
        json(503, {
          title: 'The identity provider does not answer',
          status: 503,
          code: 'provider_unreachable',
          detail: 'Later.',
        }),
    }
    show(<ProviderCallbackPage />)
    await screen.findByText('The identity provider does not answer')
  })

  it('closes the window that was opened on top of another page', async () => {
    at('?code=x&state=y')
    sessionStorage.setItem('platen.provider_window', 'yes')
    answers = { 'POST /api/v1/provider-sign-ins/completions': () => json(201, session('ann')) }
    const close = vi.fn()
    vi.stubGlobal('close', close)
    show(<ProviderCallbackPage />)
    await screen.findByRole('heading', { name: 'You are signed in' })
    expect(close).toHaveBeenCalledOnce()
  })
})
