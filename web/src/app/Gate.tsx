import { Outlet, useMatches } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/problem.ts'
import { allows } from '../lib/roles.ts'
import { LinkButton } from '../ui/LinkButton.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { Empty } from '../ui/Empty.tsx'
import { PageLoading } from '../ui/Loading.tsx'
import { Problem } from '../ui/Problem.tsx'
import { useActing, useSession } from '../lib/session.tsx'

/** The page, or why it does not open: not one's organization, or nothing that one's roles are for (ORG-5, ORG-6). */
export function Gate() {
  const { t } = useTranslation()
  const session = useSession()
  const acting = useActing()
  const { operation, up } = useMatches({ select: (matches) => matches.at(-1)?.staticData }) ?? {}
  if (acting.isError) {
    if (!(acting.error instanceof ApiError) || acting.error.status !== 404)
      return <Problem error={acting.error} onRetry={() => void acting.refetch()} />
    return (
      <Refused title={t('problem.no_acting')} detail={t('problem.no_acting_detail')}>
        <LinkButton variant="contained" to="/" search={{ org: undefined }}>
          {t('problem.back_home', { name: session.organization.name })}
        </LinkButton>
      </Refused>
    )
  }
  if (acting.organization === undefined) return <PageLoading />
  if (operation !== undefined && !allows(session.roles, operation)) {
    return (
      <Refused title={t('problem.may_not')} detail={t('problem.may_not_detail')}>
        <LinkButton variant="contained" to={up?.to ?? '/'}>
          {up ? t('problem.back_home', { name: t(up.label) }) : t('problem.to_home')}
        </LinkButton>
      </Refused>
    )
  }
  return <Outlet />
}

function Refused({ title, detail, children }: { title: string; detail: string; children: ReactNode }) {
  return (
    <div data-page="forbidden">
      <PageHead title={title} help={false} />
      <Empty title={detail} action={children} />
    </div>
  )
}
