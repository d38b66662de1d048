import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { decide } from './mpsExpressApi.ts'

/** Takes printers that wait into MPS Express (MPX-5). */
export function ConfirmMembershipsDialog({
  ids,
  onDone,
  onClose,
}: {
  ids: string[]
  onDone: () => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const queryClient = useQueryClient()
  const [key] = useState(newIdempotencyKey)
  const confirm = useMutation({
    mutationFn: () => decide(organizationId, 'confirm', ids, '', key),
    onSuccess: async (count) => {
      onDone()
      onClose()
      toast(t('mps_express.decided.confirm', { count }))
      await Promise.all(['printers', 'mps-express'].map((each) => queryClient.invalidateQueries({ queryKey: [each] })))
    },
  })
  return (
    <ConfirmDialog
      title={t('mps_express.decide_title.confirm', { count: ids.length })}
      confirm={t('mps_express.decision.confirm')}
      busy={confirm.isPending}
      error={confirm.error}
      onConfirm={() => confirm.mutate()}
      onClose={onClose}
    >
      <p>{t('mps_express.decide_detail.confirm', { count: ids.length })}</p>
    </ConfirmDialog>
  )
}
