// @vitest-environment jsdom
import { render, screen } from '@testing-library/preact'
import { expect, it } from 'vitest'
import { QrCode } from './QrCode.tsx'

it('draws its text as squares with a name for those who cannot see it (IDN-4)', () => {
  render(<QrCode text="otpauth://totp/Platen:ann@bakery.example?secret=GEZDGNBV" label="QR code" />)
  const code = screen.getByRole('img', { name: 'QR code' })
  const [, , width = 0, height = 1] = (code.getAttribute('viewBox') ?? '').split(' ').map(Number)
  expect(width).toBe(height)
  // The three corners that a camera looks for, behind the quiet zone.
  const path = code.querySelector('path')?.getAttribute('d') ?? ''
  for (const [x, y] of [
    [4, 4],
    [width - 5, 4],
    [4, width - 5],
  ])
    expect(path).toContain(`M${x} ${y}h1v1h-1z`)
  expect(path).not.toContain('M3 3h')
})
