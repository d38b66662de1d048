import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf, useDelete } from '../../ui/useDelete.ts'
import type { MeterTerms } from './meterReadsApi.ts'
import { deleteMeterTerms, meterTermsQuery } from './meterReadsApi.ts'

/** The contract is closed no more; its statements stay. */
export function DeleteTermsDialog({ terms, onClose }: { terms: MeterTerms; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const remove = useDelete({
    etag: etagOf(terms),
    remove: (etag) => deleteMeterTerms(organizationId, terms.contract_id, etag),
    reread: async () =>
      (await queryClient.fetchQuery({ ...meterTermsQuery(organizationId, terms.contract_id), staleTime: 0 })).etag ??
      '',
    onDone: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['meter-terms'] })
      toast(t('meter_reads.terms.deleted'))
    },
  })
  return (
    <ConfirmDialog
      title={t('meter_reads.terms.delete_title')}
      confirm={t('meter_reads.terms.delete')}
      sentence={t('meter_reads.terms.delete_sentence')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>{t('meter_reads.terms.delete_detail')}</p>
    </ConfirmDialog>
  )
}
