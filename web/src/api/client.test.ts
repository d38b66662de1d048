// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { answer, api, body, onReachability, onSessionExpired } from './client.ts'
import { ApiError, pointerToName } from './problem.ts'

const json = (status: number, value: unknown, headers: Record<string, string> = {}) => new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json', ...headers } })

afterEach(() => {
  vi.unstubAllGlobals()
  onSessionExpired(undefined)
})

describe('a call', () => {
  it('gives the body and the ETag', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(json(200, { id: '1' }, { etag: '"7"' })))
    const { data, etag } = await answer(api.GET('/api/v1/contacts/{contact_id}', { params: { path: { contact_id: '1' } } }))
    expect(data.id).toBe('1')
    expect(etag).toBe('"7"')
  })

  it.each(['"7-kX2f_-a"', '"7"', 'W/"7-kX2f"'])('gives the version alone: what was only read beside it is nobody’s change (%s)', async (header) => {
    vi.stubGlobal('fetch', () => Promise.resolve(json(200, { id: '1' }, { etag: header })))
    const { etag } = await answer(api.GET('/api/v1/contacts/{contact_id}', { params: { path: { contact_id: '1' } } }))
    expect(etag).toBe('"7"')
  })

  it('throws the problem with its code, fields and request id', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(json(422, { title: 'Invalid', status: 422, code: 'invalid_fields', request_id: 'r1', errors: [{ pointer: '/email', code: 'invalid_email' }] })))
    const error = await body(api.GET('/api/v1/contacts')).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ status: 422, code: 'invalid_fields', requestId: 'r1', fields: [{ pointer: '/email', code: 'invalid_email' }] })
  })

  it('says that the server cannot be reached, and that it can again', async () => {
    const told: boolean[] = []
    const stop = onReachability((reachable) => told.push(reachable))
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    await expect(body(api.GET('/api/v1/contacts'))).rejects.toMatchObject({ unreachable: true, status: 0 })
    vi.stubGlobal('fetch', () => Promise.resolve(json(200, { items: [] })))
    await body(api.GET('/api/v1/contacts'))
    stop()
    expect(told).toEqual([false, true])
  })

  it('waits for a new sign-in when the session has ended, then repeats what was sent', async () => {
    const sent: string[] = []
    let signedIn = false
    vi.stubGlobal('fetch', async (request: Request) => {
      sent.push(await request.clone().text())
      return signedIn ? json(201, { id: '1' }) : json(401, { title: 'Sign in', status: 401, code: 'unauthenticated' })
    })
    onSessionExpired(() => {
      signedIn = true
      return Promise.resolve()
    })
    const created = await body(api.POST('/api/v1/sites', { params: { header: { 'Idempotency-Key': 'k' } }, body: { name: 'Nord' } as never }))
    expect(created.id).toBe('1')
    expect(sent).toEqual(['{"name":"Nord"}', '{"name":"Nord"}'])
  })

  it('does not ask to sign in again when the sign-in itself is refused', async () => {
    const asked = vi.fn(() => Promise.resolve())
    onSessionExpired(asked)
    vi.stubGlobal('fetch', () => Promise.resolve(json(401, { title: 'No', status: 401, code: 'sign_in_failed' })))
    await expect(body(api.POST('/api/v1/session', { body: { email: 'a', password: 'b' } }))).rejects.toMatchObject({ code: 'sign_in_failed' })
    expect(asked).not.toHaveBeenCalled()
  })
})

it('turns JSON pointers into field names', () => {
  expect(pointerToName('/address/postal_code')).toBe('address.postal_code')
  expect(pointerToName('/a~1b/c~0d')).toBe('a/b.c~d')
})
