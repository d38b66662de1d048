// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { SavedTick } from './SavedTick.tsx'

afterEach(cleanup)

const tick = () => screen.getByRole<HTMLInputElement>('checkbox', { name: 'At once' })

describe('a tick that is saved as it is set', () => {
  it('stands as it was set from the click on, and is sent once', async () => {
    let saved: () => void = () => undefined
    const save = vi.fn(() => new Promise<void>((resolve) => (saved = resolve)))
    const { rerender } = render(<SavedTick label="At once" checked={false} save={save} />)
    fireEvent.click(tick())
    expect(tick().checked).toBe(true)
    fireEvent.click(tick())
    expect(tick().checked).toBe(true)
    expect(save.mock.calls).toEqual([[true]])
    rerender(<SavedTick label="At once" checked save={save} />)
    await act(async () => {
      saved()
      await Promise.resolve()
    })
    fireEvent.click(tick())
    expect(tick().checked).toBe(false)
    expect(save.mock.calls).toEqual([[true], [false]])
  })

  it('goes back where it is refused', async () => {
    render(<SavedTick label="At once" checked={false} save={() => Promise.reject(new Error('no'))} />)
    fireEvent.click(tick())
    expect(tick().checked).toBe(true)
    await waitFor(() => expect(tick().checked).toBe(false))
  })
})
