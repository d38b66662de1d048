import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/problem.ts'
import type { Thing } from '../lib/feature.ts'
import { LinkButton } from './LinkButton.tsx'
import { PageHead } from './PageHead.tsx'
import { Crumb } from './Crumb.tsx'
import { Empty } from './Empty.tsx'
import { Problem } from './Problem.tsx'

/** A thing that does not exist, or not for this reader: what it is that is not there, and the way to its list. */
export function NotThere({ thing, detail }: { thing: Thing; detail?: string }) {
  const { t } = useTranslation()
  const list = t(thing.title)
  return (
    <>
      <PageHead
        title={t(thing.gone)}
        above={
          <Crumb to={thing.list} here={t('problem.not_found')}>
            {list}
          </Crumb>
        }
      />
      <Empty
        title={detail ?? t('problem.not_found_detail')}
        action={
          <LinkButton variant="contained" to={thing.list}>
            {t('problem.to_list', { list })}
          </LinkButton>
        }
      />
    </>
  )
}

/** In place of the page of one thing: that it is not there, or what kept it from being read. */
export function ThingProblem({ thing, error, onRetry }: { thing: Thing; error: unknown; onRetry: () => void }) {
  // An address that cannot be of any thing is refused, not looked up.
  const gone = error instanceof ApiError && (error.status === 404 || error.status === 400)
  return gone ? <NotThere thing={thing} /> : <Problem error={error} onRetry={onRetry} />
}
