// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen, waitFor } from '@testing-library/preact'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { frameTexts } from '../../app/texts.ts'
import { startI18n } from '../../lib/i18n.ts'
import { ComboInput, SearchInput, SelectInput } from './Choosers.tsx'
import { FormActions, FormView, TextInput } from './Fields.tsx'
import { useForm } from './useForm.ts'

await startI18n(frameTexts)
afterEach(cleanup)

interface Values {
  [key: string]: unknown
  email: string
  zone: string
  language: string
  site: string
}

function Example({
  initial = {},
  send = vi.fn(),
  load,
}: {
  initial?: Partial<Values>
  send?: (values: Values) => Promise<void>
  load?: (search: string | undefined) => Promise<Array<{ value: string; label: string }>>
}) {
  const form = useForm<Values>({
    initial: { email: '', zone: 'UTC', language: 'en', site: '', ...initial },
    validate: () => ({}),
    submit: send,
  })
  return (
    <FormView
      form={form}
      labels={{ email: 'E-mail', zone: 'Zone', language: 'Language', site: 'Site' }}
      label="Example"
    >
      <TextInput name="email" label="E-mail" />
      <ComboInput
        name="zone"
        label="Zone"
        options={['UTC', 'Europe/Berlin', 'Europe/Bern'].map((zone) => ({ value: zone, label: zone }))}
      />
      <SelectInput name="language" label="Language" options={[{ value: 'en', label: 'English' }]} />
      {load && <SearchInput name="site" label="Site" of={['sites']} load={load} />}
      <FormActions submit="Send" />
    </FormView>
  )
}

const show = (element: React.ReactElement) =>
  render(<QueryClientProvider client={new QueryClient()}>{element}</QueryClientProvider>)

describe('a combobox', { timeout: 30_000 }, () => {
  it('keeps the letters that are typed while a field above it is checked', async () => {
    const user = userEvent.setup()
    const { rerender } = render(<Example />)
    const zone = screen.getByRole<HTMLInputElement>('combobox', { name: 'Zone' })
    await user.click(screen.getByRole('textbox', { name: 'E-mail' }))
    await user.clear(zone)
    await user.type(zone, 'Eu')
    // The form renders again, with new option objects, as it does when a field is left.
    rerender(<Example />)
    await user.type(zone, 'rope/Berl')
    rerender(<Example />)
    expect(zone.value).toBe('Europe/Berl')
    await user.click(screen.getByRole('option', { name: 'Europe/Berlin' }))
    expect(zone.value).toBe('Europe/Berlin')
  })

  it('shows what is stored though it is no longer offered: nothing is sent that is not shown', async () => {
    const send = vi.fn(() => Promise.resolve())
    render(<Example initial={{ zone: 'Asia/Calcutta', language: 'fr' }} send={send} />)
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Zone' }).value).toBe('Asia/Calcutta')
    expect(screen.getByText('fr')).toBeTruthy()
  })

  it('finds while one types what only the server has all of', async () => {
    const user = userEvent.setup()
    const load = vi.fn((search: string | undefined) =>
      Promise.resolve(search === 'kiel' ? [{ value: '7', label: 'Kiel' }] : [{ value: '1', label: 'Aachen' }]),
    )
    const send = vi.fn(() => Promise.resolve())
    show(<Example load={load} send={send} />)
    const site = screen.getByRole<HTMLInputElement>('combobox', { name: 'Site' })
    await user.type(site, 'kiel')
    await user.click(await screen.findByRole('option', { name: 'Kiel' }, { timeout: 10_000 }))
    expect(site.value).toBe('Kiel')
    await user.click(screen.getByRole('button', { name: 'Send' }))
    await waitFor(() => expect(send).toHaveBeenCalledWith(expect.objectContaining({ site: '7' }), ''))
    expect(site.value).toBe('Kiel')
  })
})
