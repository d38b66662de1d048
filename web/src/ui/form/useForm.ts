import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, pointerToName } from '../../api/problem.ts'
import { clearDraft, readDraft, tellTyped, writeDraft } from './drafts.ts'
import { breachOf } from './limits.ts'
import type { Limit, Limits } from './limits.ts'
import { differing, fieldFor, getAt, merged, namesOf, setAt } from './values.ts'
import type { Values } from './values.ts'

export type Errors = Record<string, string | undefined>

/** Values with the version (ETag) in which they were read. */
export interface Stored<V extends Values> {
  values: V
  etag: string
}

/** What `submit` answers when the person is asked instead: what was typed, and its draft, stay. */
export const notSaved = Symbol('not saved')

interface Options<V extends Values> {
  initial: V
  /** Messages by field name; an empty object means that all is well. */
  validate: (values: V) => Errors
  /** What the fields take, by their names: checked here, and shown to the inputs. From `api/limits.ts`, never written by hand. */
  limits?: Limits
  /**
   * `etag` is the version to name in If-Match: the one that the person saw, whatever was read since. What it answers is
   * what is stored now, where the form stays on the page.
   */
  submit: (values: V, etag: string) => Promise<void | typeof notSaved | Stored<V>>
  /** Under this name what is typed survives leaving the page, a reload and a sign-in; left out where all is secret. */
  draft?: string | undefined
  /** Fields that never go into the draft. */
  secret?: readonly string[]
  /** The version of `initial`, for a form that changes something that is stored. */
  etag?: string | undefined
  /** Reads what is stored now, when the server says that someone else changed it meanwhile (412). */
  reread?: () => Promise<Stored<V>>
  /** Closing the tab asks: what was typed cannot be kept. */
  asks?: boolean
}

export interface Form<V extends Values> {
  values: V
  get: (name: string) => unknown
  set: (name: string, value: unknown) => void
  /** The field was left: from now on its errors show. */
  touch: (name: string) => void
  errorOf: (name: string) => string | undefined
  limitOf: (name: string) => Limit | undefined
  /** Fields to name in the summary after a refused attempt, in the order of the form. */
  summary: Array<{ name: string; message: string }>
  /** What refused the attempt and belongs to no field. */
  problem: unknown
  busy: boolean
  changed: boolean
  restored: boolean
  /** What is typed is kept until it is saved or discarded. */
  kept: boolean
  /** Of the restored values the secrets are missing. */
  secretsMissing: boolean
  /** Someone else saved meanwhile: their values, until one is saved or taken. */
  conflict: Conflict<V> | null
  discard: () => void
  submit: () => Promise<void>
}

export interface Conflict<V extends Values> {
  theirs: V
  /** The fields that differ. */
  names: string[]
  takeTheirs: () => void
  /** Absent when there is nothing that only they changed. */
  keepBoth: (() => void) | undefined
}

interface Start<V extends Values> {
  values: V
  /** What the form was filled from. */
  origin: V
  originEtag: string | undefined
  restored: boolean
  secretsMissing: boolean
  theirs: V | null
  other: string | undefined
}

/** Values with the version in which they were read; a new thing has none. */
interface Version<V extends Values> {
  values: V
  etag: string | undefined
}

const same = (one: Values, other: Values) => JSON.stringify(one) === JSON.stringify(other)

/** The stored values, or the draft; a draft of an older version starts with the comparison. */
function opening<V extends Values>({ initial, draft, etag, secret = [] }: Options<V>): Start<V> {
  const kept = readDraft<V>(draft)
  const plain: Start<V> = {
    values: initial,
    origin: initial,
    originEtag: etag,
    restored: false,
    secretsMissing: false,
    theirs: null,
    other: undefined,
  }
  if (!kept) return plain
  // A field that is new since then starts as it is stored.
  const values = secret.reduce((all, name) => setAt(all, name, getAt(initial, name)), {
    ...initial,
    ...kept.draft.values,
  })
  if (same(values, initial) && !kept.draft.secrets) {
    clearDraft(draft, kept.key)
    return plain
  }
  const older = etag !== undefined && kept.draft.etag !== etag
  return {
    values,
    origin: older ? kept.draft.origin : initial,
    originEtag: kept.draft.etag,
    restored: true,
    secretsMissing: kept.draft.secrets,
    theirs: older ? initial : null,
    other: kept.key,
  }
}

export function useForm<V extends Values>(options: Options<V>): Form<V> {
  const { validate, submit: send, draft, initial, etag, reread, asks = false } = options
  const [secret] = useState(() => options.secret ?? [])
  const [start] = useState(() => opening(options))
  const [values, setValues] = useState<V>(start.values)
  const [restored, setRestored] = useState(start.restored)
  const [secretsMissing, setSecretsMissing] = useState(start.secretsMissing)
  const [theirs, setTheirs] = useState<V | null>(start.theirs)
  // What the form was filled from, for the draft; and what is stored as far as this form knows, for If-Match.
  const [origin, setOrigin] = useState<Version<V>>({ values: start.origin, etag: start.originEtag })
  const [stored, setStored] = useState<Version<V>>({ values: initial, etag })
  const [past, setPast] = useState<ReadonlySet<string | undefined>>(new Set())
  const other = useRef(start.other)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<Errors>({})
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const running = useRef(false)
  const [self] = useState(() => Symbol('form'))

  const { t } = useTranslation()
  const limits = options.limits
  const local = useMemo(() => {
    const broken: Errors = {}
    for (const [name, limit] of Object.entries(limits ?? {})) {
      const typed = getAt(values, name)
      const breach = limit && typeof typed === 'string' ? breachOf(limit, typed) : undefined
      if (breach) broken[name] = t(`form.${breach}`, { most: limit?.maxLength, least: limit?.minLength })
    }
    const own = validate(values)
    if (Object.keys(broken).length === 0) return own
    // The summary names fields in the order of the form, which is that of its values.
    const order = namesOf(values)
    const all = Object.entries({ ...broken, ...Object.fromEntries(Object.entries(own).filter(([, text]) => text)) })
    return Object.fromEntries(all.sort(([one], [other]) => order.indexOf(one) - order.indexOf(other)))
  }, [validate, values, limits, t])
  const all: Errors = { ...local, ...refused }
  const changed = !same(values, stored.values)
  const secretTyped = secret.some((name) => getAt(values, name) !== getAt(stored.values, name))

  const forget = useCallback(() => {
    clearDraft(draft, other.current)
    other.current = undefined
  }, [draft])

  const follow = (next: Version<V>) => {
    if (stored.etag !== next.etag) setPast(new Set([...past, stored.etag]))
    setStored(next)
  }

  const fill = (next: V, version: string | undefined) => {
    const filled = { values: next, etag: version }
    follow(filled)
    setOrigin(filled)
    setValues(next)
    setTheirs(null)
    setRefused({})
    setProblem(null)
    setTried(false)
    setRestored(false)
    setSecretsMissing(false)
  }

  // An untouched form follows what is stored; one that was typed into keeps the version that it was filled from.
  const isNews = etag !== undefined && etag !== stored.etag && !past.has(etag)
  if (isNews && !changed && theirs === null && !busy) fill(initial, etag)

  useEffect(() => {
    tellTyped(self, changed)
    return () => tellTyped(self, false)
  }, [self, changed, values])

  const mustAsk = changed && (asks || secretTyped)
  useEffect(() => {
    if (!mustAsk) return undefined
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [mustAsk])

  const keep = useCallback(
    (next: V, from: Version<V>) => {
      const plain = (from: V) => secret.reduce((each, name) => setAt(each, name, ''), from)
      const typed = secret.some((name) => getAt(next, name) !== getAt(stored.values, name))
      if (same(next, stored.values)) forget()
      else
        writeDraft(draft, {
          values: plain(next),
          origin: plain(from.values),
          etag: from.etag,
          secrets: typed,
        })
    },
    [draft, secret, forget, stored],
  )

  const set = useCallback(
    (name: string, value: unknown) => {
      setValues((before) => {
        const next = setAt(before, name, value)
        keep(next, origin)
        return next
      })
      setRefused((before) =>
        Object.fromEntries(Object.entries(before).filter(([refused]) => refused !== name && !refused.startsWith('/'))),
      )
    },
    [keep, origin],
  )
  const touch = useCallback(
    (name: string) => setTouched((before) => (before.has(name) ? before : new Set([...before, name]))),
    [],
  )

  const replace = (next: V) => {
    fill(next, stored.etag)
    forget()
  }

  /** Someone else saved: what they stored becomes the version to save over, once it has been shown. */
  const compare = async (read: () => Promise<Stored<V>>) => {
    const fresh = await read()
    follow(fresh)
    setTheirs(fresh.values)
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
      const saved = await send(values, stored.etag ?? '')
      if (saved === notSaved) return
      forget()
      setTheirs(null)
      if (saved) fill(saved.values, saved.etag)
      tellTyped(self, false)
    } catch (error) {
      if (reread && error instanceof ApiError && error.status === 412) {
        await compare(reread).catch(setProblem)
      } else {
        const fields = error instanceof ApiError ? error.fields : []
        const known: Errors = {}
        // What belongs to no field of this form is said in the summary, under its pointer.
        for (const { pointer = '/', code, detail } of fields)
          known[fieldFor(values, pointerToName(pointer)) ?? pointer] ??= detail ?? code
        setRefused(known)
        if (fields.length === 0) setProblem(error)
      }
    } finally {
      running.current = false
      setBusy(false)
    }
  }

  const keepBoth = () => {
    if (theirs === null) return
    const both = merged(origin.values, values, theirs)
    setOrigin(stored)
    setValues(both)
    keep(both, stored)
  }
  const names = theirs === null ? [] : differing(values, theirs).filter((name) => !secret.includes(name))
  const changedHere = theirs === null ? [] : differing(origin.values, values)
  const onlyTheirs = names.some((name) => !changedHere.includes(name))

  return {
    values,
    get: (name) => getAt(values, name),
    set,
    touch,
    limitOf: (name) => limits?.[name],
    errorOf: (name) => (tried || touched.has(name) || refused[name] !== undefined ? all[name] : undefined),
    summary: tried
      ? Object.entries(all).flatMap(([name, message]) => (message === undefined ? [] : [{ name, message }]))
      : [],
    problem,
    busy,
    changed,
    restored,
    kept: draft !== undefined,
    secretsMissing,
    conflict:
      theirs === null
        ? null
        : { theirs, names, takeTheirs: () => replace(theirs), keepBoth: onlyTheirs ? keepBoth : undefined },
    discard: () => replace(stored.values),
    submit,
  }
}
