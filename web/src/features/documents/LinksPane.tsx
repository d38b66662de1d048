import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { PaneList } from '../../ui/PaneList.tsx'
import { linksQuery } from './documentsApi.ts'
import { OutsideLink } from './OutsideLink.tsx'

/** The first links: on the home page. */
export default function LinksPane() {
  const { t } = useTranslation()
  const links = useQuery(linksQuery(useOrganizationId(), {}))
  return (
    <PaneList
      query={links}
      items={links.data?.items}
      empty={t('documents.no_links_yet')}
      line={(link) => ({
        id: link.id,
        link: <OutsideLink link={link} />,
        below: link.description,
        state: null,
        aside: null,
      })}
    />
  )
}
