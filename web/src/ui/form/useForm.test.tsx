// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/preact'
import { describe, expect, it, vi } from 'vitest'
import { ApiError } from '../../api/problem.ts'
import { forgetDrafts, setDraftOwner } from './drafts.ts'
import { notSaved, useForm } from './useForm.ts'
import type { Stored } from './useForm.ts'

interface Values {
  [key: string]: unknown
  name: string
  address: { city: string }
}

const initial: Values = { name: '', address: { city: '' } }
const validate = (values: Values) => ({ name: values.name === '' ? 'missing' : undefined })

function start(submit: (values: Values) => Promise<void>, draft?: string) {
  return renderHook(() => useForm<Values>({ initial, validate, submit, draft }))
}

describe('a form', () => {
  it('checks a field when it is left, not before', () => {
    const { result } = start(vi.fn())
    expect(result.current.errorOf('name')).toBeUndefined()
    void act(() => result.current.touch('name'))
    expect(result.current.errorOf('name')).toBe('missing')
    void act(() => result.current.set('name', 'Anna'))
    expect(result.current.errorOf('name')).toBeUndefined()
  })

  it('sends nothing while something is wrong, and says what', async () => {
    const submit = vi.fn()
    const { result } = start(submit)
    await act(() => result.current.submit())
    expect(submit).not.toHaveBeenCalled()
    expect(result.current.summary).toEqual([{ name: 'name', message: 'missing' }])
  })

  it('names what breaks a limit in the order of the form, not behind or before the rest', async () => {
    const { result } = renderHook(() =>
      useForm<Values>({
        initial: { name: '', address: { city: 'Bergen op Zoom' } },
        validate,
        limits: { 'address.city': { maxLength: 5 } },
        submit: vi.fn(),
      }),
    )
    await act(() => result.current.submit())
    expect(result.current.summary.map(({ name }) => name)).toEqual(['name', 'address.city'])
  })

  it('puts the server’s complaints at their fields by JSON pointer', async () => {
    const { result } = start(() =>
      Promise.reject(
        new ApiError({
          title: 'Invalid',
          status: 422,
          code: 'invalid_fields',
          errors: [{ pointer: '/address/city', code: 'x', detail: 'unknown city' }],
        }),
      ),
    )
    void act(() => result.current.set('name', 'Anna'))
    await act(() => result.current.submit())
    expect(result.current.errorOf('address.city')).toBe('unknown city')
    expect(result.current.problem).toBeNull()
    void act(() => result.current.set('address.city', 'Kiel'))
    expect(result.current.errorOf('address.city')).toBeUndefined()
  })

  it('keeps what was typed when the server cannot be reached', async () => {
    const error = new ApiError({ title: '', status: 0, code: 'unreachable' })
    const { result } = start(() => Promise.reject(error))
    void act(() => result.current.set('name', 'Anna'))
    await act(() => result.current.submit())
    expect(result.current.problem).toBe(error)
    expect(result.current.values.name).toBe('Anna')
  })

  it('keeps what was typed, and its draft, when the form asks instead of saving', async () => {
    const first = renderHook(() =>
      useForm<Values>({ initial, validate, submit: () => Promise.resolve(notSaved), draft: 'asks' }),
    )
    void act(() => first.result.current.set('name', 'Anna'))
    await act(() => first.result.current.submit())
    expect(first.result.current.busy).toBe(false)
    first.unmount()
    expect(start(vi.fn(), 'asks').result.current.values.name).toBe('Anna')
  })

  it('takes a double click for one', async () => {
    let finish = () => {}
    const submit = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)))
    const { result } = start(submit)
    void act(() => result.current.set('name', 'Anna'))
    await act(async () => {
      const both = [result.current.submit(), result.current.submit()]
      finish()
      await Promise.all(both)
    })
    expect(submit).toHaveBeenCalledTimes(1)
  })

  it('brings back after a reload what was not saved, until it is', async () => {
    const first = start(vi.fn(), 'x')
    void act(() => first.result.current.set('address.city', 'Kiel'))
    first.unmount()
    const second = start(() => Promise.resolve(), 'x')
    expect(second.result.current.restored).toBe(true)
    expect(second.result.current.values.address.city).toBe('Kiel')
    void act(() => second.result.current.set('name', 'Anna'))
    await act(() => second.result.current.submit())
    second.unmount()
    expect(start(vi.fn(), 'x').result.current.restored).toBe(false)
  })
})

describe('a refusal of the server', () => {
  const refuse = (...pointers: string[]) =>
    new ApiError({
      title: 'x',
      status: 422,
      code: 'invalid_fields',
      errors: pointers.map((pointer) => ({ pointer, code: 'bad', detail: `bad ${pointer}` })),
    })
  const start = async (pointer: string) => {
    const { result } = renderHook(() =>
      useForm({
        initial: { include: '', roles: ['viewer'], address: { city: '' } },
        validate: () => ({}),
        submit: () => Promise.reject(refuse(pointer)),
      }),
    )
    await act(() => result.current.submit())
    return result
  }

  it.each([
    ['/address/city', 'address.city'],
    ['/roles/0', 'roles'],
    ['/search/include/3', 'include'],
  ])('%s marks the field %s', async (pointer, name) => {
    const result = await start(pointer)
    expect(result.current.errorOf(name)).toBe(`bad ${pointer}`)
    expect(result.current.summary).toEqual([{ name, message: `bad ${pointer}` }])
  })

  it.each(['/contact_id', '/address', '/address/country'])(
    '%s, which the form does not have, is said in the summary until something changes',
    async (pointer) => {
      const result = await start(pointer)
      expect(result.current.summary).toEqual([{ name: pointer, message: `bad ${pointer}` }])
      void act(() => result.current.set('include', 'x'))
      expect(result.current.summary).toEqual([])
    },
  )
})

describe('a form over something that is stored', () => {
  const stored: Values = { name: 'Nord', address: { city: 'Kiel' } }
  const theirs: Values = { name: 'Nord', address: { city: 'Bremen' } }
  const stale = new ApiError({ title: 'Somebody else changed this', status: 412, code: 'stale' })
  const start = (
    etag: string,
    initial: Values,
    submit: (values: Values, etag: string) => Promise<void | Stored<Values>>,
    draft = 's',
  ) =>
    renderHook(
      (props: { etag: string; initial: Values }) =>
        useForm<Values>({
          ...props,
          validate,
          submit,
          draft,
          reread: () => Promise.resolve({ values: theirs, etag: '"2"' }),
        }),
      { initialProps: { etag, initial } },
    )

  it('follows what is stored until something is typed, then keeps the version that it was filled from (U10)', async () => {
    const submit = vi.fn(() => Promise.resolve())
    const { result, rerender } = start('"0"', initial, submit)
    rerender({ etag: '"1"', initial: stored })
    expect(result.current.values).toEqual(stored)
    void act(() => result.current.set('name', 'Süd'))
    rerender({ etag: '"2"', initial: theirs })
    expect(result.current.values).toEqual({ name: 'Süd', address: { city: 'Kiel' } })
    await act(() => result.current.submit())
    expect(submit).toHaveBeenCalledWith({ name: 'Süd', address: { city: 'Kiel' } }, '"1"')
  })

  it('does not go back to a version that a slow answer brings after saving', async () => {
    const { result, rerender } = start('"1"', stored, (values) => Promise.resolve({ values, etag: '"2"' }))
    void act(() => result.current.set('name', 'Süd'))
    await act(() => result.current.submit())
    rerender({ etag: '"1"', initial: { ...stored } })
    expect(result.current.values.name).toBe('Süd')
    expect(result.current.changed).toBe(false)
  })

  it('shows both versions after a 412, and saves over the one that was shown only', async () => {
    const submit = vi.fn((_values: Values, etag: string) =>
      etag === '"2"' ? Promise.resolve() : Promise.reject(stale),
    )
    const { result } = start('"1"', stored, submit)
    void act(() => result.current.set('name', 'Süd'))
    await act(() => result.current.submit())
    expect(result.current.problem).toBeNull()
    expect(result.current.conflict?.names).toEqual(['name', 'address.city'])
    expect(result.current.values.name).toBe('Süd')
    await act(() => result.current.submit())
    expect(submit).toHaveBeenLastCalledWith({ name: 'Süd', address: { city: 'Kiel' } }, '"2"')
    expect(result.current.conflict).toBeNull()
  })

  it('can keep both changes, or take theirs', async () => {
    const { result } = start('"1"', stored, () => Promise.reject(stale))
    void act(() => result.current.set('name', 'Süd'))
    await act(() => result.current.submit())
    void act(() => result.current.conflict?.keepBoth?.())
    expect(result.current.values).toEqual({ name: 'Süd', address: { city: 'Bremen' } })
    expect(result.current.conflict?.keepBoth).toBeUndefined()
    void act(() => result.current.conflict?.takeTheirs())
    expect(result.current.values).toEqual(theirs)
    expect(result.current.conflict).toBeNull()
    expect(result.current.changed).toBe(false)
  })

  it('starts with the comparison when its draft is older than what is stored', async () => {
    const first = start('"1"', stored, vi.fn())
    void act(() => first.result.current.set('name', 'Süd'))
    first.unmount()
    const submit = vi.fn(() => Promise.resolve())
    const { result } = start('"2"', theirs, submit)
    expect(result.current.restored).toBe(true)
    expect(result.current.values).toEqual({ name: 'Süd', address: { city: 'Kiel' } })
    expect(result.current.conflict?.names).toEqual(['name', 'address.city'])
    void act(() => result.current.conflict?.keepBoth?.())
    await act(() => result.current.submit())
    expect(submit).toHaveBeenCalledWith({ name: 'Süd', address: { city: 'Bremen' } }, '"2"')
  })
})

describe('a draft', () => {
  it('holds no secret, and says that one is missing', () => {
    const withSecret = () =>
      renderHook(() =>
        useForm<Values>({ initial: { ...initial, key: '' }, validate, submit: vi.fn(), draft: 'k', secret: ['key'] }),
      )
    const first = withSecret()
    void act(() => first.result.current.set('key', 'hunter2'))
    void act(() => first.result.current.set('name', 'Anna'))
    expect(JSON.stringify({ ...localStorage })).not.toContain('hunter2')
    first.unmount()
    const second = withSecret()
    expect(second.result.current.values).toMatchObject({ name: 'Anna', key: '' })
    expect(second.result.current.secretsMissing).toBe(true)
  })

  it('is gone when what was typed is taken back', () => {
    const first = start(vi.fn(), 'x')
    void act(() => first.result.current.set('name', 'Anna'))
    void act(() => first.result.current.set('name', ''))
    first.unmount()
    expect(start(vi.fn(), 'x').result.current.restored).toBe(false)
  })

  it('belongs to one person, and to one tab as long as that has one of its own', () => {
    setDraftOwner('anna')
    const one = start(vi.fn(), 'x')
    void act(() => one.result.current.set('name', 'of the first tab'))
    one.unmount()
    sessionStorage.setItem('platen.tab', 'second')
    const other = start(vi.fn(), 'x')
    expect(other.result.current.values.name).toBe('of the first tab')
    void act(() => other.result.current.set('name', 'of the second tab'))
    other.unmount()
    expect(start(vi.fn(), 'x').result.current.values.name).toBe('of the second tab')
    setDraftOwner('berta')
    expect(start(vi.fn(), 'x').result.current.restored).toBe(false)
    setDraftOwner('anna')
    forgetDrafts()
    expect(start(vi.fn(), 'x').result.current.restored).toBe(false)
    setDraftOwner('')
  })

  it('asks before the tab is closed where it cannot be kept', () => {
    const { result } = renderHook(() => useForm<Values>({ initial, validate, submit: vi.fn(), asks: true }))
    const closes = () => window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
    expect(closes()).toBe(true)
    void act(() => result.current.set('name', 'Anna'))
    expect(closes()).toBe(false)
  })
})
