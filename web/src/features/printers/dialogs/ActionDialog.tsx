import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body, newIdempotencyKey } from '../../../api/client.ts'
import { useOrganizationId } from '../../../lib/session.tsx'
import { watchTask } from '../../../lib/tasks.ts'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { TaskLink } from '../../../ui/TaskLink.tsx'
import { toast } from '../../../ui/Toasts.tsx'
import { useActsForSeveral } from '../../organizations/OrganizationField.tsx'
import type { ChosenPrinter } from '../printersApi.ts'
import { mostActionsAtOnce, ownersOf } from '../printersApi.ts'

export type PrinterAction = 'restart' | 'test_page'

/** Restarts printers or prints a test page on each (PRN-4); what a printer cannot do, its line of the task says. */
export function ActionDialog({
  printers,
  action,
  onClose,
  onStarted,
}: {
  printers: ChosenPrinter[]
  action: PrinterAction
  onClose: () => void
  onStarted: () => void
}) {
  const { t } = useTranslation()
  const organization_id = useOrganizationId()
  const queryClient = useQueryClient()
  const [key] = useState(newIdempotencyKey)
  const count = printers.length
  const several = useActsForSeveral()
  const tooMany = count > mostActionsAtOnce
  const start = useMutation({
    mutationFn: () => {
      const sent = {
        params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
        body: { printer_ids: printers.map((printer) => printer.id) },
      }
      return body(
        action === 'restart'
          ? api.POST('/api/v1/printers/restarts', sent)
          : api.POST('/api/v1/printers/test-pages', sent),
      )
    },
    onSuccess: (task) => {
      watchTask(task.id)
      void queryClient.invalidateQueries({ queryKey: ['tasks'] })
      toast(t(action === 'restart' ? 'printers.restart_started' : 'printers.test_page_started', { count }), {
        link: <TaskLink id={task.id} />,
      })
      onStarted()
      onClose()
    },
  })
  const restarts = action === 'restart'
  return (
    <ConfirmDialog
      title={t(restarts ? 'printers.restart_title' : 'printers.test_page_title', { count })}
      {...(restarts && { sentence: t('printers.restart_sentence') })}
      confirm={t(restarts ? 'printers.restart' : 'printers.print_test_page')}
      danger={restarts}
      busy={start.isPending}
      blocked={tooMany}
      error={start.error}
      onConfirm={() => start.mutate()}
      onClose={onClose}
    >
      {several && (
        <p>
          {ownersOf(printers)
            .map(({ name, printers: own }) => t('printers.assign_for', { name, count: own.length }))
            .join(' · ')}
        </p>
      )}
      <p>{t(restarts ? 'printers.restart_detail' : 'printers.test_page_detail')}</p>
      {tooMany && <p>{t('printers.most_actions', { count: mostActionsAtOnce })}</p>}
    </ConfirmDialog>
  )
}

export default ActionDialog
