import { useParams } from '@tanstack/react-router'

/** What the page is about, by its address: `printerId` of `/printers/$printerId`. */
export function usePathId(name: string): string {
  return useParams({ strict: false, select: (ids: Record<string, string | undefined>) => ids[name] ?? '' })
}
