import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf, useDelete } from '../../ui/useDelete.ts'
import type { Report } from './reportFields.ts'
import { deleteReport, readReport } from './reportsApi.ts'

/** Deletes a scheduled report with its runs and their files. */
export function DeleteReportDialog({ report, onClose }: { report: Report; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const remove = useDelete({
    etag: etagOf(report),
    remove: (etag) => deleteReport(organizationId, report.id, etag),
    reread: async () => (await readReport(organizationId, report.id)).etag ?? '',
    onDone: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['reports'] })
      toast(t('reports.deleted', { name: report.name }))
    },
  })
  return (
    <ConfirmDialog
      title={t('reports.delete_title', { name: report.name })}
      sentence={t('reports.delete_sentence')}
      confirm={t('reports.delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>{t('reports.delete_detail')}</p>
    </ConfirmDialog>
  )
}
