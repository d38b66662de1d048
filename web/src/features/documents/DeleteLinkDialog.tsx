import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf, useDelete } from '../../ui/useDelete.ts'
import type { ExternalLink } from './documentsApi.ts'
import { deleteLink, readLink } from './documentsApi.ts'

/** Takes a link away from the organization that it was shared with. */
export function DeleteLinkDialog({ link, onClose }: { link: ExternalLink; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const remove = useDelete({
    etag: etagOf(link),
    remove: (etag) => deleteLink(organizationId, link.id, etag),
    reread: async () => (await readLink(organizationId, link.id)).etag ?? '',
    onDone: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['external-links'] })
      toast(t('documents.link_deleted', { name: link.title }))
    },
  })
  return (
    <ConfirmDialog
      title={t('documents.delete_link_title')}
      confirm={t('documents.delete_link')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>
        <strong>
          <Breakable text={link.title} />
        </strong>{' '}
        <Breakable text={link.url} />
      </p>
    </ConfirmDialog>
  )
}
