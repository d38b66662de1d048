import { useTranslation } from 'react-i18next'
import { PageHead } from '../../ui/PageHead.tsx'
import { OrganizationsTable } from './OrganizationsTable.tsx'

/** Account management: the organizations below one's own (ORG-2). */
export function OrganizationsPage() {
  const { t } = useTranslation()
  return (
    <OrganizationsTable
      label={t('organizations.title')}
      empty={t('organizations.empty')}
      emptyDetail={t('organizations.empty_detail')}
    >
      {(add) => <PageHead title={t('organizations.title')} context={t('organizations.context')} primary={add} />}
    </OrganizationsTable>
  )
}
