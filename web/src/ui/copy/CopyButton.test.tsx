// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, expect, it, vi } from 'vitest'
import { frameTexts } from '../../app/texts.ts'
import { startI18n } from '../../lib/i18n.ts'
import { Tips } from '../tip/Tip.tsx'
// What finds a tip's place comes with the first one; it is here before the words go.
import '../tip/TipPlace.tsx'
import { CopyButton } from './CopyButton.tsx'

await startI18n(frameTexts)
afterEach(() => {
  cleanup()
  Reflect.deleteProperty(navigator, 'clipboard')
})

function press(clipboard: unknown) {
  Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true })
  render(
    <>
      <CopyButton text="SO-1" />
      <Tips />
    </>,
  )
  fireEvent.click(screen.getByRole('button', { name: 'Copy SO-1' }))
}

it('copies, and says so', async () => {
  const writeText = vi.fn(() => Promise.resolve())
  press({ writeText })
  await screen.findByText('Copied')
  expect(writeText).toHaveBeenCalledWith('SO-1')
})

it('says what to do where the browser has no clipboard', async () => {
  press(undefined)
  await screen.findByText('The browser does not allow it: select the text instead.')
})
