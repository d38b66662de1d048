import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { release, withdraw } from './enrollmentApi.ts'

interface Props {
  ids: string[]
  onDone: () => void
  onClose: () => void
}

/** Takes printers out of automatic supplies replenishment. */
export function WithdrawDialog({ ids, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const queryClient = useQueryClient()
  const [key] = useState(newIdempotencyKey)
  const change = useMutation({
    mutationFn: () => withdraw(organizationId, ids, key),
    onSuccess: async ({ withdrawn }) => {
      onDone()
      onClose()
      toast(t('enrollment.withdrawn', { count: withdrawn }))
      await queryClient.invalidateQueries({ queryKey: ['enrollment'] })
    },
  })
  return (
    <ConfirmDialog
      title={t('enrollment.withdraw_title', { count: ids.length })}
      confirm={t('enrollment.withdraw')}
      danger
      busy={change.isPending}
      error={change.error}
      onConfirm={() => change.mutate()}
      onClose={onClose}
    >
      <p>{t('enrollment.withdraw_detail')}</p>
    </ConfirmDialog>
  )
}

/** Supplies are not on hold any more; what is due then is ordered (ASR-16). */
export function ReleaseDialog({ ids, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const queryClient = useQueryClient()
  const [key] = useState(newIdempotencyKey)
  const change = useMutation({
    mutationFn: () => release(organizationId, ids, key),
    onSuccess: async ({ changed }) => {
      onDone()
      onClose()
      toast(t('enrollment.released', { count: changed }))
      await queryClient.invalidateQueries({ queryKey: ['enrollment'] })
    },
  })
  return (
    <ConfirmDialog
      title={t('enrollment.release_title', { count: ids.length })}
      confirm={t('enrollment.release')}
      busy={change.isPending}
      error={change.error}
      onConfirm={() => change.mutate()}
      onClose={onClose}
    >
      <p>{t('enrollment.release_detail')}</p>
    </ConfirmDialog>
  )
}
