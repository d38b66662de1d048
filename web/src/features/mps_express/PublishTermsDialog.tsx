import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { limits } from '../../api/limits.ts'
import { languages } from '../../lib/i18n.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { Note } from '../../ui/Note.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { publishTerms } from './mpsExpressApi.ts'

const { text } = limits.MpsTermsText

/** Terms have an English text; the other languages are added where somebody wrote them. */
const required = 'en'

/** New terms of service: whoever adds printers from now on accepts them first. */
export function PublishTermsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const [key] = useState(newIdempotencyKey)
  const codes = [required, ...Object.keys(languages).filter((code) => code !== required)]
  const labels = Object.fromEntries(
    Object.entries(languages).map(([code, language]) => [code, t('mps_express.terms.text_in', { language })]),
  )
  const form = useForm<Record<string, string>>({
    limits: Object.fromEntries(codes.map((code) => [code, text])),
    initial: Object.fromEntries(codes.map((code) => [code, ''])),
    validate: (values) => ({ [required]: (values[required] ?? '').trim() === '' ? t('form.required') : undefined }),
    draft: 'mps_express.terms',
    submit: async (values) => {
      const texts = codes
        .map((language) => ({ language, text: (values[language] ?? '').trim() }))
        .filter((one) => one.text !== '')
      const made = await publishTerms(organizationId, texts, key)
      await queryClient.invalidateQueries({ queryKey: ['mps-express'] })
      toast(t('mps_express.terms.published_now', { version: made.terms_version }))
      onClose()
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="md" fullWidth aria-labelledby="publish-title">
      <DialogTitle id="publish-title">{t('mps_express.terms.publish')}</DialogTitle>
      <DialogContent className="stack">
        <Note>{t('mps_express.terms.publish_detail')}</Note>
        <FormView form={form} labels={labels} label={t('mps_express.terms.publish')}>
          {codes.map((code) => (
            <TextInput
              key={code}
              name={code}
              label={labels[code] ?? code}
              required={code === required}
              help={t(code === required ? 'mps_express.help.terms_english' : 'mps_express.help.terms_other')}
              autoFocus={code === required}
              rows={code === required ? 8 : 3}
            />
          ))}
          <FormActions submit={t('mps_express.terms.publish')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
