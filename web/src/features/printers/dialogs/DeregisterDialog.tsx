import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, body, newIdempotencyKey } from '../../../api/client.ts'
import { useOrganizationId } from '../../../lib/session.tsx'
import { watchTask } from '../../../lib/tasks.ts'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { TaskLink } from '../../../ui/TaskLink.tsx'
import { toast } from '../../../ui/Toasts.tsx'
import { useActsForSeveral } from '../../organizations/OrganizationField.tsx'
import type { ChosenPrinter } from '../printersApi.ts'
import { ownersOf } from '../printersApi.ts'

/** Takes printers out of the list; those of MPS Express stay, the task says which (PRN-7). */
export function DeregisterDialog({
  printers,
  onClose,
  onStarted,
}: {
  printers: ChosenPrinter[]
  onClose: () => void
  onStarted: () => void
}) {
  const { t } = useTranslation()
  const organization_id = useOrganizationId()
  const queryClient = useQueryClient()
  const count = printers.length
  const several = useActsForSeveral()
  const deregister = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/printers/deregistrations', {
          params: { query: { organization_id }, header: { 'Idempotency-Key': newIdempotencyKey() } },
          body: { printer_ids: printers.map((printer) => printer.id) },
        }),
      ),
    onSuccess: (task) => {
      watchTask(task.id)
      void queryClient.invalidateQueries({ queryKey: ['tasks'] })
      toast(t('printers.deregister_started', { count }), { link: <TaskLink id={task.id} /> })
      onStarted()
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={t('printers.deregister_title', { count })}
      sentence={t('printers.deregister_sentence', { count })}
      confirm={t('printers.deregister')}
      danger
      busy={deregister.isPending}
      error={deregister.error}
      onConfirm={() => deregister.mutate()}
      onClose={onClose}
    >
      {several && (
        <p>
          {ownersOf(printers)
            .map(({ name, printers: own }) => t('printers.assign_for', { name, count: own.length }))
            .join(' · ')}
        </p>
      )}
      <p>{t('printers.deregister_detail', { count })}</p>
    </ConfirmDialog>
  )
}

export default DeregisterDialog
