import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body, newIdempotencyKey } from '../../api/client.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { SearchInput } from '../../ui/form/Choosers.tsx'
import { FormActions, FormView } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { toast } from '../../ui/Toasts.tsx'
import { OrganizationLine } from '../organizations/OrganizationField.tsx'
import { sendCountLink } from './shelfApi.ts'

/** Mails a link to the delivery contacts of a printer, or of a site that is chosen here. */
export function AskCountDialog({
  printer,
  onClose,
}: {
  printer: { id: string; organization_id: string; name: string } | undefined
  onClose: () => void
}) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const [key] = useState(newIdempotencyKey)
  const labels = { site_id: t('shelf.field.site_id') }
  const form = useForm({
    initial: { site_id: '' },
    validate: ({ site_id }) => ({ site_id: !printer && site_id === '' ? t('form.required') : undefined }),
    draft: `shelf.ask.${printer?.id ?? 'site'}`,
    submit: async ({ site_id }) => {
      const sent = await sendCountLink(organizationId, printer ? { printer_id: printer.id } : { site_id }, key)
      toast(t('shelf.asked', { names: sent.sent_to.join(', ') }))
      onClose()
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="ask-title">
      <DialogTitle id="ask-title">{t('shelf.ask')}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={t('shelf.ask')}>
          <OrganizationLine id={printer?.organization_id ?? organizationId} />
          <p className="muted">{t('shelf.ask_detail')}</p>
          {printer ? (
            <p className="break">{t('shelf.ask_printer', { printer: printer.name })}</p>
          ) : (
            <SearchInput
              name="site_id"
              label={labels.site_id}
              required
              of={['sites', organizationId]}
              load={async (search, signal) =>
                (
                  await body(
                    api.GET('/api/v1/sites', {
                      params: { query: { organization_id: organizationId, search, limit: 50 } },
                      signal,
                    }),
                  )
                ).items.map((item) => ({ value: item.id, label: item.name }))
              }
            />
          )}
          <FormActions submit={t('shelf.ask_send')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
