import { describe, expect, it } from 'vitest'
import { filesOf } from './files.ts'
import { colors } from '../src/ui/tokens.ts'
import type { ColorName } from '../src/ui/tokens.ts'

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

const grounds: ColorName[] = ['canvas', 'surface', 'raised', 'sunken', 'hover', 'selected']
const texts: ColorName[] = ['text', 'textMuted', 'textFaint', 'accent', 'ok', 'warning', 'error', 'neutral']
const soft: Array<[ColorName, ColorName]> = [
  ['ok', 'okSoft'],
  ['warning', 'warningSoft'],
  ['error', 'errorSoft'],
  ['neutral', 'neutralSoft'],
  ['accent', 'accentSoft'],
  ['text', 'warningSoft'],
  ['text', 'accentSoft'],
  ['text', 'neutralSoft'],
  ['textMuted', 'warningSoft'],
  ['onAccent', 'accentFill'],
  ['onAccent', 'accentFillHover'],
]

describe.each(Object.entries(colors))('colours of the %s theme (PRT-5)', (_name, scheme) => {
  it.each([...texts.flatMap((text) => grounds.map((ground): [ColorName, ColorName] => [text, ground])), ...soft])(
    '%s on %s can be read: 4.5:1',
    (text, ground) => {
      expect(contrast(scheme[text], scheme[ground])).toBeGreaterThanOrEqual(4.5)
    },
  )

  it.each(['surface', 'canvas', 'raised'] as const)('edges of controls and bars are seen on %s: 3:1', (ground) => {
    expect(contrast(scheme.control, scheme[ground])).toBeGreaterThanOrEqual(3)
    expect(contrast(scheme.barEdge, scheme[ground])).toBeGreaterThanOrEqual(3)
    expect(contrast(scheme.focus, scheme[ground])).toBeGreaterThanOrEqual(3)
  })
})

it('no file but the tokens names a colour', () => {
  const found = filesOf('.tsx', '.ts', '.css')
    .filter(({ name }) => name !== 'ui/tokens.ts')
    .flatMap(({ name, text }) =>
      (text.match(/#[0-9a-f]{6}\b|#[0-9a-f]{3}\b(?![\w-])|\brgba?\(/gi) ?? []).map((color) => `${name}: ${color}`),
    )
  expect(found).toEqual([])
})
