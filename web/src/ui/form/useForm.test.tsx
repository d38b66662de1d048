// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { ApiError } from '../../api/problem.ts'
import { useForm } from './useForm.ts'

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
    act(() => result.current.touch('name'))
    expect(result.current.errorOf('name')).toBe('missing')
    act(() => result.current.set('name', 'Anna'))
    expect(result.current.errorOf('name')).toBeUndefined()
  })

  it('sends nothing while something is wrong, and says what', async () => {
    const submit = vi.fn()
    const { result } = start(submit)
    await act(() => result.current.submit())
    expect(submit).not.toHaveBeenCalled()
    expect(result.current.summary).toEqual([{ name: 'name', message: 'missing' }])
  })

  it('puts the server’s complaints at their fields by JSON pointer', async () => {
    const { result } = start(() => Promise.reject(new ApiError({ title: 'Invalid', status: 422, code: 'invalid_fields', errors: [{ pointer: '/address/city', code: 'x', detail: 'unknown city' }] })))
    act(() => result.current.set('name', 'Anna'))
    await act(() => result.current.submit())
    expect(result.current.errorOf('address.city')).toBe('unknown city')
    expect(result.current.problem).toBeNull()
    act(() => result.current.set('address.city', 'Kiel'))
    expect(result.current.errorOf('address.city')).toBeUndefined()
  })

  it('keeps what was typed when the server cannot be reached', async () => {
    const error = new ApiError({ title: '', status: 0, code: 'unreachable' })
    const { result } = start(() => Promise.reject(error))
    act(() => result.current.set('name', 'Anna'))
    await act(() => result.current.submit())
    expect(result.current.problem).toBe(error)
    expect(result.current.values.name).toBe('Anna')
  })

  it('takes a double click for one', async () => {
    let finish = () => {}
    const submit = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)))
    const { result } = start(submit)
    act(() => result.current.set('name', 'Anna'))
    await act(async () => {
      const both = [result.current.submit(), result.current.submit()]
      finish()
      await Promise.all(both)
    })
    expect(submit).toHaveBeenCalledTimes(1)
  })

  it('brings back after a reload what was not saved, until it is', async () => {
    const first = start(vi.fn(), 'x')
    act(() => first.result.current.set('address.city', 'Kiel'))
    first.unmount()
    const second = start(() => Promise.resolve(), 'x')
    expect(second.result.current.restored).toBe(true)
    expect(second.result.current.values.address.city).toBe('Kiel')
    act(() => second.result.current.set('name', 'Anna'))
    await act(() => second.result.current.submit())
    second.unmount()
    expect(start(vi.fn(), 'x').result.current.restored).toBe(false)
  })
})

describe('a refusal of the server', () => {
  const refuse = (...pointers: string[]) => new ApiError({ title: 'x', status: 422, code: 'invalid_fields', errors: pointers.map((pointer) => ({ pointer, code: 'bad', detail: `bad ${pointer}` })) })
  const start = async (pointer: string) => {
    const { result } = renderHook(() =>
      useForm({ initial: { include: '', roles: ['viewer'], address: { city: '' } }, validate: () => ({}), submit: () => Promise.reject(refuse(pointer)) }),
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

  it.each(['/contact_id', '/address', '/address/country'])('%s, which the form does not have, is said in the summary until something changes', async (pointer) => {
    const result = await start(pointer)
    expect(result.current.summary).toEqual([{ name: pointer, message: `bad ${pointer}` }])
    act(() => result.current.set('include', 'x'))
    expect(result.current.summary).toEqual([])
  })
})
