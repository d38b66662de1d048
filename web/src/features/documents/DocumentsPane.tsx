import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { Age } from '../../ui/Age.tsx'
import { PaneList } from '../../ui/PaneList.tsx'
import { DownloadName } from './DownloadName.tsx'
import { newestDocumentsQuery } from './documentsApi.ts'

/** The newest documents: on the home page. */
export default function DocumentsPane() {
  const { t } = useTranslation()
  const documents = useQuery(newestDocumentsQuery(useOrganizationId()))
  return (
    <PaneList
      query={documents}
      items={documents.data?.items}
      empty={t('documents.none_yet')}
      line={(document) => ({
        id: document.id,
        link: <DownloadName document={document} />,
        below: document.folder,
        state: null,
        aside: <Age at={document.uploaded_at} />,
      })}
    />
  )
}
