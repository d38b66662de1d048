import { useOrganizationId } from '../../lib/session.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { useDownload } from '../../ui/DownloadButton.tsx'
import type { SharedDocument } from './documentsApi.ts'
import { contentUrl } from './documentsApi.ts'

/** A document by its name; a click saves its newest version. */
export function DownloadName({ document }: { document: Pick<SharedDocument, 'id' | 'name'> }) {
  const saving = useDownload()
  const url = contentUrl(useOrganizationId(), document.id)
  return (
    <a
      href={url}
      download
      aria-disabled={saving.isPending || undefined}
      onClick={(event) => {
        event.preventDefault()
        if (!saving.isPending) saving.mutate(url)
      }}
    >
      <Breakable text={document.name} />
    </a>
  )
}
