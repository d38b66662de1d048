import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf, useDelete } from '../../ui/useDelete.ts'
import type { MeterRead } from './meterReadsApi.ts'
import { meterReadQuery, restoreRead, withdrawRead } from './meterReadsApi.ts'
import { ReadMeters } from './ReadMeters.tsx'

/** Takes a read back that was wrong; it stays in the list, and Undo lets it count again. */
export function WithdrawDialog({ read, onClose }: { read: MeterRead; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['meter-reads'] })
  const restore = async () => {
    try {
      await restoreRead(organizationId, read.id)
      await refresh()
      toast(t('meter_reads.restored'))
    } catch {
      toast(t('meter_reads.restore_failed'), { tone: 'problem' })
    }
  }
  const remove = useDelete({
    etag: etagOf(read),
    remove: (etag) => withdrawRead(organizationId, read.id, etag),
    reread: async () =>
      etagOf(await queryClient.fetchQuery({ ...meterReadQuery(organizationId, read.id), staleTime: 0 })),
    onDone: async () => {
      onClose()
      await refresh()
      toast(t('meter_reads.withdrawn'), { undo: () => void restore() })
    },
  })
  return (
    <ConfirmDialog
      title={t('meter_reads.withdraw_title')}
      confirm={t('meter_reads.withdraw')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>
        <ReadMeters read={read} />
      </p>
      <p className="muted">{t('meter_reads.withdraw_detail')}</p>
    </ConfirmDialog>
  )
}
