import { describe, expect, it } from 'vitest'
import { pieces } from './breakable.ts'

const words = [
  'ada.lovelace@meridian-managed-print.example',
  'x@y.no',
  'warehouse@lakeside-university.example',
  '00340434161094042557',
  '1Z999AA10123456784',
  '75289602C6A92',
  'SO-000155',
  'e-STUDIO305CS',
  'e-STUDIO2010AC-LP',
  'a1234567890123456789012345678901234567890',
  'averylongnamewithoutanydot@averylonghostnamewithoutanydot.example',
]

describe('long words in narrow places', () => {
  it.each(words)('%s stays the same word', (word) => expect(pieces(word).join('')).toBe(word))
  it.each(words)('%s leaves no letter alone', (word) => {
    for (const piece of pieces(word)) expect(piece.length).toBeGreaterThanOrEqual(Math.min(3, word.length))
  })
  it.each(words)('%s has parts that fit a narrow column', (word) => {
    for (const piece of pieces(word)) expect(piece.length).toBeLessThanOrEqual(12)
  })
  it('an e-mail address goes on behind its @ and before its dots', () => {
    expect(pieces('ada.lovelace@platen.example')).toEqual(['ada', '.lovelace@', 'platen', '.example'])
  })
  it('a serial number goes on in its middle', () => {
    expect(pieces('75289602C6A92')).toEqual(['7528960', '2C6A92'])
  })
  it('words of letters are left alone', () => {
    expect(pieces('Verbrauchsmaterialbestellungen')).toEqual(['Verbrauchsmaterialbestellungen'])
  })
})
