import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError } from '../api/problem.ts'

interface Options {
  /** The version that the person saw. */
  etag: string
  remove: (etag: string) => Promise<unknown>
  /** The version that is stored now. */
  reread: () => Promise<string>
  onDone: () => Promise<void> | void
}

/** Deletes what the person saw. If someone else changed it meanwhile (412) the dialog says so, and the next click counts for what is stored now. */
export function useDelete({ etag, remove, reread, onDone }: Options) {
  const [seen, setSeen] = useState(etag)
  return useMutation({
    mutationFn: async () => {
      try {
        await remove(seen)
      } catch (error) {
        if (error instanceof ApiError && error.status === 412) setSeen(await reread())
        throw error
      }
    },
    onSuccess: onDone,
  })
}

/** The ETag of a row of a list. */
export const etagOf = ({ version }: { version: number }): string => `"${version}"`
