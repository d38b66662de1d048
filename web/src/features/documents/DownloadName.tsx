import { useOrganizationId } from '../../lib/session.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { useDownloadLink } from '../../ui/DownloadButton.tsx'
import type { SharedDocument } from './documentsApi.ts'
import { contentUrl } from './documentsApi.ts'

/** A document by its name; a click saves its newest version. */
export function DownloadName({ document }: { document: Pick<SharedDocument, 'id' | 'name'> }) {
  return (
    <a {...useDownloadLink(contentUrl(useOrganizationId(), document.id))}>
      <Breakable text={document.name} />
    </a>
  )
}
