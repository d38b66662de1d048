import { useTranslation } from 'react-i18next'
import { useNow } from '../../lib/now.ts'
import { useFormat } from '../../lib/useFormat.ts'
import type { Tone } from '../../ui/StatusWord.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { ServiceRequest } from './requestsApi.ts'
import { clockOf } from './requestWords.ts'

// What is under way is no "running": nothing here spins.
const tones: Record<ServiceRequest['state'], Tone> = {
  new: 'waiting',
  in_progress: 'info',
  completed: 'ok',
  cancelled: 'off',
}

export function RequestState({ state, pill = false }: { state: ServiceRequest['state']; pill?: boolean }) {
  const { t } = useTranslation()
  return (
    <StatusWord tone={tones[state]} pill={pill}>
      {t(`service_requests.state.${state}`)}
    </StatusWord>
  )
}

/** The service-level clock: until when it is to be completed, and how that stands (SRV-6). */
export function RequestClock({ request }: { request: Pick<ServiceRequest, 'due_at' | 'closed_at'> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const clock = clockOf(request, now)
  if (clock === null || !request.due_at) return <span className="faint">–</span>
  const tone: Record<typeof clock, Tone> = { running: 'waiting', overdue: 'error', kept: 'ok', missed: 'warning' }
  return (
    <StatusWord tone={tone[clock]} title={format.dateTime(request.due_at)}>
      {t(`service_requests.clock.${clock}`, { when: format.relative(request.due_at, now) })}
    </StatusWord>
  )
}
