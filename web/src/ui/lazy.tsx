import type { ComponentType } from 'react'
import { use, useEffect, useState } from 'react'
import { chunk, ChunkError, untilLoaded } from '../lib/chunks.ts'
import type { Texts } from '../lib/texts.ts'
import { ensureTexts } from '../lib/texts.ts'

type Component = ComponentType<never>

/**
 * The component of a route with the texts that it and its parts say; those of the frame are always there. `preload` never
 * fails: what could not be fetched is thrown when the page renders.
 */
export function lazyPage<N extends string>(
  load: () => Promise<Record<N, Component>>,
  name: N,
  texts: readonly Texts[],
) {
  const file = chunk(async () => {
    const [loaded] = await Promise.all([load(), ensureTexts(texts)])
    return loaded[name] as ComponentType
  })
  let failed: Error | undefined
  let waiting: Promise<void> | undefined
  const preload = () => {
    waiting ??= file
      .ensure()
      .then(
        () => void (failed = undefined),
        (error: unknown) => void (failed = error instanceof Error ? error : new ChunkError(false, error)),
      )
      .finally(() => (waiting = undefined))
    return waiting
  }
  function Page() {
    const Loaded = file.value()
    if (Loaded) return <Loaded />
    if (failed !== undefined) throw failed
    use(preload())
    return null
  }
  return Object.assign(Page, { preload, ensure: file.ensure, loaded: file.loaded })
}

export type LazyPage = ReturnType<typeof lazyPage>

/**
 * A part of a page: until it is here its `Waiting` is shown, and it is fetched again by itself. `texts` are those
 * that its page does not say.
 */
export function lazyPart<P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
  Waiting: ComponentType<{ failed: ChunkError | null }>,
  texts: readonly Texts[] = [],
) {
  const file = chunk(async () => {
    const [loaded] = await Promise.all([load(), ensureTexts(texts)])
    return loaded.default
  })
  return function Part(props: P) {
    const [, setTries] = useState(0)
    const [failed, setFailed] = useState<ChunkError | null>(null)
    const Loaded = file.value()
    useEffect(() => {
      if (file.loaded()) return undefined
      const stop = new AbortController()
      void untilLoaded(file.ensure, stop.signal, setFailed).then(
        () => stop.signal.aborted || setTries((before) => before + 1),
      )
      return () => stop.abort()
    }, [])
    return Loaded ? <Loaded {...props} /> : <Waiting failed={failed} />
  }
}
