import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { limits } from '../../api/limits.ts'
import { useOrganizationId, useSession } from '../../lib/session.tsx'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { Lines } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { toast } from '../../ui/Toasts.tsx'
import styles from './enrollment.module.css'
import { EnrollmentState } from './EnrollmentState.tsx'
import type { Preview } from './enrollmentApi.ts'
import { enroll, previewQuery } from './enrollmentApi.ts'

/** Enrolls printers: says before who can take part and why the others cannot, and where the confirmation goes (ASR-2). */
export function EnrollDialog({ ids, onDone, onClose }: { ids: string[]; onDone: () => void; onClose: () => void }) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const preview = useQuery(previewQuery(organizationId, ids))
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="enroll-title">
      <DialogTitle id="enroll-title">{t('enrollment.enroll_title', { count: ids.length })}</DialogTitle>
      <DialogContent className="stack">
        {preview.isPending ? (
          <Lines count={3} />
        ) : preview.isError ? (
          <Problem error={preview.error} onRetry={() => void preview.refetch()} />
        ) : (
          <>
            <p>{t('enrollment.ready_of', { ready: preview.data.ready_count, count: ids.length })}</p>
            <RefusedList preview={preview.data} />
            <EnrollForm ids={ids} possible={preview.data.ready_count > 0} onDone={onDone} onClose={onClose} />
          </>
        )}
      </DialogContent>
    </Dialog>
  )
}

function RefusedList({ preview }: { preview: Preview }) {
  const { t } = useTranslation()
  if (preview.refused_count === 0) return null
  const more = preview.refused_count - preview.refused.length
  return (
    <section aria-label={t('enrollment.refused', { count: preview.refused_count })}>
      <p className="small muted">{t('enrollment.refused', { count: preview.refused_count })}</p>
      <ul className={styles.refused}>
        {preview.refused.map((one) => (
          <li key={one.printer_id}>
            <span className="break">{one.name}</span>
            <EnrollmentState of={one} />
          </li>
        ))}
      </ul>
      {more > 0 && <p className="small muted">{t('enrollment.more', { count: more })}</p>}
    </section>
  )
}

function EnrollForm({
  ids,
  possible,
  onDone,
  onClose,
}: {
  ids: string[]
  possible: boolean
  onDone: () => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const queryClient = useQueryClient()
  const session = useSession()
  const [key] = useState(newIdempotencyKey)
  const labels = { email: t('enrollment.field.email') }
  const form = useForm({
    limits: { email: limits.EnrollmentBody.email },
    initial: { email: session.user.email },
    validate: ({ email }) => ({
      email: !possible ? t('enrollment.none_ready') : email.trim() === '' ? t('form.required') : undefined,
    }),
    draft: `enrollment.enroll.${ids.length === 1 ? ids[0] : 'several'}`,
    submit: async ({ email }) => {
      const result = await enroll(organizationId, ids, email.trim(), key)
      onDone()
      onClose()
      toast(t('enrollment.enrolled', { count: result.enrolled, email: email.trim() }))
      await Promise.all(
        ['enrollment', 'printers', 'replenishment'].map((each) => queryClient.invalidateQueries({ queryKey: [each] })),
      )
    },
  })
  return (
    <FormView form={form} labels={labels} label={t('enrollment.enroll')}>
      <TextInput name="email" label={labels.email} type="email" required help={t('enrollment.help.email')} />
      <FormActions submit={t('enrollment.enroll')} onCancel={onClose} />
    </FormView>
  )
}
