// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest'

const fresh = async () => {
  vi.resetModules()
  return import('./chosen.ts')
}

describe('the printers that are to be added (MPX-1)', () => {
  beforeEach(() => sessionStorage.clear())

  it('survive a reload', async () => {
    ;(await fresh()).keepChosen('mine', ['a', 'b'])
    expect((await fresh()).readChosen('mine')?.printer_ids).toEqual(['a', 'b'])
  })

  it('can be all of an organization', async () => {
    ;(await fresh()).keepChosen('mine', null)
    expect((await fresh()).readChosen('mine')).toMatchObject({ printer_ids: null })
  })

  it('are nothing in another organization', async () => {
    const { keepChosen, readChosen } = await fresh()
    keepChosen('mine', ['a'])
    expect(readChosen('other')).toBeNull()
    expect(readChosen('mine')).not.toBeNull()
  })

  it('are forgotten once they are added', async () => {
    const { keepChosen, forgetChosen } = await fresh()
    keepChosen('mine', ['a'])
    forgetChosen()
    expect((await fresh()).readChosen('mine')).toBeNull()
  })

  it.each(['{', '7', '"x"', '{"organization_id":"mine"}', '{"organization_id":"mine","key":"k","printer_ids":[1]}'])(
    'are none where the tab holds something else: %s',
    async (stored) => {
      sessionStorage.setItem('platen.mps_express.chosen', stored)
      expect((await fresh()).readChosen('mine')).toBeNull()
    },
  )
})
