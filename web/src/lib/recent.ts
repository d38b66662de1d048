import type { Session } from '../api/types.ts'

/** So far back lists of orders and requests go for who chose so (PRT-2). */
export const recentDays = 90

/** The first day of such a list, in UTC; undefined for who wants to see all. */
export const recentSince = (session: Pick<Session, 'user'>, now: number = Date.now()): string | undefined =>
  session.user.recent_only ? new Date(now - recentDays * 86_400_000).toISOString().slice(0, 10) : undefined
