import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/problem.ts'
import { LinkButton } from './LinkButton.tsx'
import { PageHead } from './PageHead.tsx'
import { Crumb } from './Crumb.tsx'
import { Empty } from './Empty.tsx'
import { Problem } from './Problem.tsx'

/** Things with a list, by that list. */
const lists = {
  printer: '/printers',
  order: '/supply-orders',
  agent: '/agents',
  contact: '/contacts',
  task: '/tasks',
  user: '/users',
  site: '/sites',
  organization: '/organizations',
} as const
const titles = {
  printer: 'printers.title',
  order: 'orders.title',
  agent: 'agents.title',
  contact: 'contacts.title',
  task: 'tasks.title',
  user: 'users.title',
  site: 'sites.title',
  organization: 'organizations.title',
} as const

export type Thing = keyof typeof lists

/** What an address would be of, by its first part; undefined for everything else. */
export function thingAt(path: string): Thing | undefined {
  return (Object.keys(lists) as Thing[]).find((thing) => path.startsWith(`${lists[thing]}/`))
}

/** A thing that does not exist, or not for this reader: what it is that is not there, and the way to its list. */
export function NotThere({ what, detail }: { what: Thing; detail?: string }) {
  const { t } = useTranslation()
  const list = t(titles[what])
  return (
    <>
      <PageHead
        title={t(`problem.gone.${what}`)}
        above={
          <Crumb to={lists[what]} here={t('problem.not_found')}>
            {list}
          </Crumb>
        }
      />
      <Empty
        title={detail ?? t('problem.not_found_detail')}
        action={
          <LinkButton variant="contained" to={lists[what]}>
            {t('problem.to_list', { list })}
          </LinkButton>
        }
      />
    </>
  )
}

/** In place of the page of one thing: that it is not there, or what kept it from being read. */
export function ThingProblem({ what, error, onRetry }: { what: Thing; error: unknown; onRetry: () => void }) {
  // An address that cannot be of any thing is refused, not looked up.
  const gone = error instanceof ApiError && (error.status === 404 || error.status === 400)
  return gone ? <NotThere what={what} /> : <Problem error={error} onRetry={onRetry} />
}
