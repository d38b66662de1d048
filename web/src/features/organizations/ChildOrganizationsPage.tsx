import { useTranslation } from 'react-i18next'
import { OrganizationFrame } from './OrganizationFrame.tsx'
import { OrganizationsTable } from './OrganizationsTable.tsx'
import styles from './organizations.module.css'

/** What is below one organization: the tab "Child organizations" of the guides (ORG-2). */
export function ChildOrganizationsPage() {
  const { t } = useTranslation()
  return (
    <OrganizationFrame>
      {(organization) => (
        <OrganizationsTable
          parent={organization}
          label={organization.tier === 'operator' ? t('organizations.menu.parents') : t('organizations.menu.children')}
          empty={t('organizations.no_children')}
          emptyDetail={t('organizations.no_children_detail', { name: organization.name })}
        >
          {(add) => <div className={styles.add}>{add}</div>}
        </OrganizationsTable>
      )}
    </OrganizationFrame>
  )
}
