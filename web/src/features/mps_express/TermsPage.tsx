import { Button } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { FileCheck2, FilePlus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganization, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { When } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Lines } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem } from '../../ui/Problem.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import styles from './mpsExpress.module.css'
import type { Acceptance } from './mpsExpressApi.ts'
import { acceptancesQuery, programmeQuery, termsQuery } from './mpsExpressApi.ts'
import { acceptancesList } from './mpsExpressSearch.ts'
import { PublishTermsDialog } from './PublishTermsDialog.tsx'
import { Sections } from './Sections.tsx'

/** The terms of service as they are now, and who accepted which version when (MPX-4). */
export function TermsPage() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const several = useOrganization()?.tier !== 'child'
  const mayPublish = useAllowed('publishMpsExpressTerms')
  const list = useListState(acceptancesList)
  const acceptances = useListQuery(list, acceptancesQuery(organizationId, list.search))
  const [publishing, setPublishing] = useState(false)
  const columns = useMemo(
    (): Array<Column<Acceptance>> => [
      {
        id: 'accepted_by',
        sort: 'accepted_by',
        header: t('mps_express.column.accepted_by'),
        width: 280,
        cell: (acceptance) => <Breakable text={acceptance.accepted_by} />,
      },
      ...(several
        ? [
            {
              id: 'organization',
              sort: 'organization_name',
              header: t('mps_express.column.for_organization'),
              width: 240,
              cell: (acceptance: Acceptance) => acceptance.organization_name,
            },
          ]
        : []),
      {
        id: 'terms_version',
        sort: 'terms_version',
        header: t('mps_express.column.terms_version'),
        width: 120,
        align: 'end',
        cell: (acceptance) => acceptance.terms_version,
      },
      {
        id: 'accepted_at',
        header: t('mps_express.column.accepted_at'),
        width: 280,
        sort: 'accepted_at',
        cell: (acceptance) => <When at={acceptance.accepted_at} />,
      },
    ],
    [t, several],
  )
  return (
    <>
      <PageHead
        title={t('mps_express.terms.title')}
        context={t('mps_express.terms.context')}
        primary={
          mayPublish && (
            <Button variant="contained" startIcon={<FilePlus size={16} />} onClick={() => setPublishing(true)}>
              {t('mps_express.terms.publish')}
            </Button>
          )
        }
      />
      <Sections />
      <div className="stack">
        <CurrentTerms organizationId={organizationId} />
        <ListTable
          id="mps-express.acceptances"
          label={t('mps_express.terms.acceptances')}
          columns={columns}
          rowId={(acceptance) => acceptance.id}
          rowName={(acceptance) => acceptance.accepted_by}
          list={list}
          query={acceptances}
          defaultSort="-accepted_at"
          toolbar={<strong>{t('mps_express.terms.acceptances')}</strong>}
          empty={
            <Empty icon={<FileCheck2 size={22} />} title={t('mps_express.terms.nobody')}>
              {t('mps_express.terms.nobody_detail')}
            </Empty>
          }
        />
      </div>
      {publishing && <PublishTermsDialog onClose={() => setPublishing(false)} />}
    </>
  )
}

function CurrentTerms({ organizationId }: { organizationId: string }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const programme = useQuery(programmeQuery(organizationId))
  const version = programme.data?.data.terms_version ?? 0
  const terms = useQuery(termsQuery(organizationId, i18n.language, version))
  for (const query of [programme, terms])
    if (query.isError) return <Problem error={query.error} onRetry={() => void query.refetch()} />
  if (programme.data && version === 0)
    return (
      <Panel>
        <Empty title={t('mps_express.terms.none')}>{t('mps_express.terms.none_detail')}</Empty>
      </Panel>
    )
  return (
    <Panel
      title={t('mps_express.terms.version', { version })}
      id="terms"
      aside={
        terms.data && (
          <span className="muted small">
            {t('mps_express.terms.published', { date: format.date(terms.data.published_at) })}
          </span>
        )
      }
    >
      {terms.data ? (
        <div className={styles.terms} lang={terms.data.language} role="region" aria-labelledby="terms" tabIndex={0}>
          {terms.data.text}
        </div>
      ) : (
        <Lines count={6} />
      )}
    </Panel>
  )
}
