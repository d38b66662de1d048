import { useCallback, useMemo, useRef, useState } from 'react'
import { ApiError, pointerToName } from '../../api/problem.ts'
import { fieldFor, getAt, setAt } from './values.ts'
import type { Values } from './values.ts'

export type Errors = Record<string, string | undefined>

interface Options<V extends Values> {
  initial: V
  /** Messages by field name; an empty object means that all is well. */
  validate: (values: V) => Errors
  submit: (values: V) => Promise<void>
  /** Under this name what is typed survives a reload or a sign-in; leave it out for secrets. */
  draft?: string
}

export interface Form<V extends Values> {
  values: V
  get: (name: string) => unknown
  set: (name: string, value: unknown) => void
  /** The field was left: from now on its errors show. */
  touch: (name: string) => void
  errorOf: (name: string) => string | undefined
  /** Fields to name in the summary after a refused attempt, in the order of the form. */
  summary: Array<{ name: string; message: string }>
  /** What refused the attempt and belongs to no field. */
  problem: unknown
  busy: boolean
  changed: boolean
  restored: boolean
  discard: () => void
  replace: (values: V) => void
  submit: () => Promise<void>
}

const draftKey = (name: string) => `platen.draft.${name}`

function readDraft<V extends Values>(name: string | undefined): V | undefined {
  if (!name) return undefined
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(draftKey(name)) ?? 'null')
    return stored !== null && typeof stored === 'object' ? (stored as V) : undefined
  } catch {
    return undefined
  }
}

function writeDraft(name: string | undefined, values: Values | undefined): void {
  if (!name) return
  try {
    if (values) sessionStorage.setItem(draftKey(name), JSON.stringify(values))
    else sessionStorage.removeItem(draftKey(name))
  } catch {
    // Without storage the form still works; only a reload loses what was typed.
  }
}

export function useForm<V extends Values>(options: Options<V>): Form<V> {
  const { validate, submit: send, draft } = options
  const base = useRef(options.initial)
  const [restored, setRestored] = useState(() => readDraft<V>(draft) !== undefined)
  const [values, setValues] = useState<V>(() => readDraft<V>(draft) ?? options.initial)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<Errors>({})
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const running = useRef(false)

  const local = useMemo(() => validate(values), [validate, values])
  const all: Errors = { ...local, ...refused }
  const changed = JSON.stringify(values) !== JSON.stringify(base.current)

  const set = useCallback(
    (name: string, value: unknown) => {
      setValues((before) => {
        const next = setAt(before, name, value)
        writeDraft(draft, next)
        return next
      })
      setRefused((before) => Object.fromEntries(Object.entries(before).filter(([refused]) => refused !== name && !refused.startsWith('/'))))
    },
    [draft],
  )
  const touch = useCallback((name: string) => setTouched((before) => (before.has(name) ? before : new Set([...before, name]))), [])

  const replace = (next: V) => {
    base.current = next
    setValues(next)
    setRefused({})
    setProblem(null)
    setTried(false)
    setRestored(false)
    writeDraft(draft, undefined)
  }

  const submit = async () => {
    // A second click while the first is on its way is the same intention.
    if (running.current) return
    setTried(true)
    setProblem(null)
    if (Object.values(local).some((message) => message !== undefined)) return
    running.current = true
    setBusy(true)
    try {
      await send(values)
      writeDraft(draft, undefined)
    } catch (error) {
      const fields = error instanceof ApiError ? error.fields : []
      const known: Errors = {}
      // What belongs to no field of this form is said in the summary, under its pointer.
      for (const { pointer = '/', code, detail } of fields) known[fieldFor(values, pointerToName(pointer)) ?? pointer] ??= detail ?? code
      setRefused(known)
      if (fields.length === 0) setProblem(error)
    } finally {
      running.current = false
      setBusy(false)
    }
  }

  return {
    values,
    get: (name) => getAt(values, name),
    set,
    touch,
    errorOf: (name) => (tried || touched.has(name) || refused[name] !== undefined ? all[name] : undefined),
    summary: tried ? Object.entries(all).flatMap(([name, message]) => (message === undefined ? [] : [{ name, message }])) : [],
    problem,
    busy,
    changed,
    restored,
    discard: () => replace(base.current),
    replace,
    submit,
  }
}
