import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { limits } from '../../api/limits.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { ChoiceInput, FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf } from '../../ui/useDelete.ts'
import type { Model } from './mpsExpressApi.ts'
import { createModel, readModel, updateModel } from './mpsExpressApi.ts'
import { wholeNumber } from '../../lib/typedNumbers.ts'

interface ModelValues {
  [key: string]: unknown
  manufacturer: string
  model: string
  supported: string[]
  /** As typed. */
  maximum_lifetime_pages: string
}

const valuesOf = (model: Model | null): ModelValues => ({
  manufacturer: model?.manufacturer ?? '',
  model: model?.model ?? '',
  supported: (model?.supported ?? true) ? ['yes'] : [],
  maximum_lifetime_pages: model ? String(model.maximum_lifetime_pages) : '',
})

/** What MPS Express asks of a printer model: a new one, or one that is in the list. */
export function ModelDialog({ model, onClose }: { model: Model | null; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const [key] = useState(newIdempotencyKey)
  const title = t(model ? 'mps_express.model.edit' : 'mps_express.model.new')
  const labels = {
    manufacturer: t('printers.column.manufacturer'),
    model: t('printers.column.model'),
    supported: t('mps_express.column.supported'),
    maximum_lifetime_pages: t('mps_express.column.maximum_lifetime_pages'),
  }
  const validate = useMemo(
    () => (values: ModelValues) => ({
      manufacturer: values.manufacturer.trim() === '' ? t('form.required') : undefined,
      model: values.model.trim() === '' ? t('form.required') : undefined,
      maximum_lifetime_pages:
        values.maximum_lifetime_pages.trim() === ''
          ? t('form.required')
          : wholeNumber(values.maximum_lifetime_pages) === undefined
            ? t('mps_express.problem.whole_number')
            : undefined,
    }),
    [t],
  )
  const form = useForm<ModelValues>({
    limits: limits.MpsModelInput,
    initial: valuesOf(model),
    validate,
    draft: `mps_express.model.${model?.id ?? 'new'}`,
    etag: model ? etagOf(model) : undefined,
    reread: model
      ? async () => {
          const fresh = await readModel(organizationId, model.id)
          return { values: valuesOf(fresh.data), etag: fresh.etag ?? '' }
        }
      : undefined,
    submit: async (values, etag) => {
      const sent = {
        manufacturer: values.manufacturer.trim(),
        model: values.model.trim(),
        supported: values.supported.length > 0,
        maximum_lifetime_pages: wholeNumber(values.maximum_lifetime_pages) ?? 0,
      }
      if (model) await updateModel(organizationId, model.id, etag, sent)
      else await createModel(organizationId, sent, key)
      await queryClient.invalidateQueries({ queryKey: ['mps-express'] })
      toast(t('mps_express.model.saved', { name: `${sent.manufacturer} ${sent.model}` }))
      onClose()
    },
  })
  const words = (name: string, value: unknown): string | undefined =>
    name === 'supported'
      ? t(Array.isArray(value) && value.length > 0 ? 'mps_express.supported' : 'mps_express.not_supported')
      : undefined
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="model-title">
      <DialogTitle id="model-title">{title}</DialogTitle>
      <DialogContent>
        <FormView
          form={form}
          labels={labels}
          label={title}
          conflictTitle={t('mps_express.model.conflict')}
          words={words}
        >
          <TextInput name="manufacturer" label={labels.manufacturer} required autoFocus={!model} />
          <TextInput name="model" label={labels.model} required help={t('mps_express.help.model')} />
          <ChoiceInput
            name="supported"
            label={labels.supported}
            options={[{ value: 'yes', label: t('mps_express.supported'), help: t('mps_express.help.supported') }]}
          />
          <TextInput
            name="maximum_lifetime_pages"
            label={labels.maximum_lifetime_pages}
            required
            help={t('mps_express.help.maximum_lifetime_pages')}
          />
          <FormActions submit={t('common.save')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
