import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { useDelete } from '../../ui/useDelete.ts'
import type { Statement } from './statementsApi.ts'
import { approveStatement, statementQuery } from './statementsApi.ts'

/** What is approved stays as it is, and other programs are told. */
export function ApproveDialog({
  statement,
  etag,
  onClose,
}: {
  statement: Statement
  etag: string
  onClose: () => void
}) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const estimated = statement.groups.reduce((sum, group) => sum + group.estimated, 0)
  const approve = useDelete({
    etag,
    remove: (seen) => approveStatement(organizationId, statement.id, seen),
    reread: async () =>
      (await queryClient.fetchQuery({ ...statementQuery(organizationId, statement.id), staleTime: 0 })).etag ?? '',
    onDone: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['statements'] })
      toast(t('statements.approved_toast'))
    },
  })
  return (
    <ConfirmDialog
      title={t('statements.approve_title')}
      confirm={t('statements.approve')}
      sentence={t('statements.approve_sentence')}
      busy={approve.isPending}
      error={approve.error}
      onConfirm={() => approve.mutate()}
      onClose={onClose}
    >
      <p>{t('statements.approve_detail')}</p>
      {estimated > 0 && <p>{t('statements.approve_estimated', { count: estimated })}</p>}
    </ConfirmDialog>
  )
}
