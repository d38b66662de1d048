// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen } from '@testing-library/preact'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { frameTexts } from '../../app/texts.ts'
import { startI18n } from '../../lib/i18n.ts'
import { ensureTexts } from '../../lib/texts.ts'
import { usersTexts } from '../users/texts.ts'
import { NewApiKeyDialog } from './NewApiKeyDialog.tsx'
import { apiKeysTexts } from './texts.ts'

await startI18n(frameTexts)
await ensureTexts([apiKeysTexts, usersTexts])

vi.mock('../../lib/session.tsx', () => ({
  useOrganization: () => ({ id: 'o', name: 'Bakery', tier: 'child' }),
  useOrganizationId: () => 'o',
}))
vi.mock('../organizations/OrganizationField.tsx', () => ({ OrganizationLine: () => null }))

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const scopes = () =>
  new Response(JSON.stringify({ items: [{ name: 'see_fleet', reads_only: true, roles: ['viewer'] }] }), {
    headers: { 'content-type': 'application/json' },
  })
function show() {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <NewApiKeyDialog onMade={vi.fn()} onClose={vi.fn()} />
    </QueryClientProvider>,
  )
}

describe('what a new API key may do (IDN-4)', () => {
  it('is said to be on its way, and nothing is sent before it is there', async () => {
    const fetched = vi.fn(() => new Promise<Response>(() => undefined))
    vi.stubGlobal('fetch', fetched)
    show()
    expect((await screen.findByRole('status')).textContent).toContain('Loading the permissions')
    expect(screen.queryByLabelText(/What it may do/)).toBeNull()
    await userEvent.type(screen.getByLabelText(/^Name/), 'Reader')
    await userEvent.click(screen.getByRole('checkbox', { name: 'Viewer' }))
    await userEvent.click(screen.getByRole('button', { name: 'New API key' }))
    await screen.findByText(/not known yet/)
    expect(fetched).toHaveBeenCalledTimes(1)
  })

  it('is asked for again where it did not come', async () => {
    let answer = () => Promise.resolve(new Response('{}', { status: 500 }))
    vi.stubGlobal('fetch', () => answer())
    show()
    await screen.findByRole('alert')
    expect(screen.queryByLabelText(/What it may do/)).toBeNull()
    answer = () => Promise.resolve(scopes())
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await screen.findByLabelText(/What it may do/)
    expect(screen.queryByRole('alert')).toBeNull()
  })
})
