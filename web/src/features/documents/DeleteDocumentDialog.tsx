import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf, useDelete } from '../../ui/useDelete.ts'
import type { SharedDocument } from './documentsApi.ts'
import { deleteDocument, readDocument } from './documentsApi.ts'

/** Deletes a document with all of its versions. */
export function DeleteDocumentDialog({ document, onClose }: { document: SharedDocument; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const remove = useDelete({
    etag: etagOf(document),
    remove: (etag) => deleteDocument(organizationId, document.id, etag),
    reread: async () => (await readDocument(organizationId, document.id)).etag ?? '',
    onDone: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['documents'] })
      toast(t('documents.deleted', { name: document.name }))
    },
  })
  return (
    <ConfirmDialog
      title={t('documents.delete_title')}
      confirm={t('documents.delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>
        <strong>
          <Breakable text={document.name} />
        </strong>
      </p>
      <p className="muted">{t('documents.delete_detail', { count: document.versions })}</p>
    </ConfirmDialog>
  )
}
