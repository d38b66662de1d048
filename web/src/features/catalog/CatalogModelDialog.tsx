import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { limits } from '../../api/limits.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { ChoiceInput, FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf } from '../../ui/useDelete.ts'
import type { CatalogModel, ModelBody } from './catalogApi.ts'
import { createModel, modelName, modelQuery, updateModel } from './catalogApi.ts'
import { itemKinds } from './catalogSearch.ts'

interface ModelValues {
  [key: string]: unknown
  manufacturer: string
  model: string
  routes: string[]
  allowed_kinds: string[]
  note: string
}

const valuesOf = (model: CatalogModel | null): ModelValues => ({
  manufacturer: model?.manufacturer ?? '',
  model: model?.model ?? '',
  routes: [...(model?.fleet_agent ? ['fleet_agent'] : []), ...(model?.native_agent ? ['native_agent'] : [])],
  allowed_kinds: model?.allowed_kinds ?? ['original'],
  note: model?.note ?? '',
})

const bodyOf = (values: ModelValues): ModelBody => ({
  fleet_agent: values.routes.includes('fleet_agent'),
  native_agent: values.routes.includes('native_agent'),
  allowed_kinds: itemKinds.filter((kind) => values.allowed_kinds.includes(kind)),
  note: values.note.trim(),
})

/** By which route a printer model takes part in replenishment, and which kinds of items it takes. */
export function CatalogModelDialog({ model, onClose }: { model: CatalogModel | null; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const [key] = useState(newIdempotencyKey)
  const title = model ? t('catalog.model.edit_title', { name: modelName(model) }) : t('catalog.model.new')
  const labels = {
    manufacturer: t('catalog.field.manufacturer'),
    model: t('catalog.field.model'),
    routes: t('catalog.route.title'),
    allowed_kinds: t('catalog.field.allowed_kinds'),
    note: t('catalog.field.note'),
  }
  const validate = useMemo(
    () => (values: ModelValues) => ({
      manufacturer: values.manufacturer.trim() === '' ? t('form.required') : undefined,
      model: values.model.trim() === '' ? t('form.required') : undefined,
      allowed_kinds: values.allowed_kinds.length === 0 ? t('form.required') : undefined,
    }),
    [t],
  )
  const form = useForm<ModelValues>({
    limits: {
      manufacturer: limits.CatalogModelBody.manufacturer,
      model: limits.CatalogModelBody.model,
      note: limits.CatalogModelBody.note,
    },
    initial: valuesOf(model),
    validate,
    draft: `catalog_model.${model?.id ?? 'new'}`,
    etag: model ? etagOf(model) : undefined,
    reread: model
      ? async () => {
          const fresh = await queryClient.fetchQuery({ ...modelQuery(organizationId, model.id), staleTime: 0 })
          return { values: valuesOf(fresh.data), etag: fresh.etag ?? '' }
        }
      : undefined,
    submit: async (values, etag) => {
      const named = { manufacturer: values.manufacturer.trim(), model: values.model.trim() }
      if (model) await updateModel(organizationId, model.id, etag, bodyOf(values))
      else await createModel(organizationId, { ...named, ...bodyOf(values) }, key)
      await queryClient.invalidateQueries({ queryKey: ['catalog'] })
      toast(t('catalog.model.saved', { name: modelName(named) }))
      onClose()
    },
  })
  const words = (name: string, value: unknown): string | undefined => {
    if (!Array.isArray(value)) return undefined
    const codes = value as string[]
    if (name === 'routes')
      return codes.length === 0
        ? t('catalog.route.none')
        : format.list(codes.map((code) => t(`catalog.route.${code as 'fleet_agent'}`)))
    return name === 'allowed_kinds'
      ? format.list(codes.map((code) => t(`catalog.kind.${code as 'original'}`)))
      : undefined
  }
  return (
    <Dialog
      open
      onClose={form.busy ? undefined : onClose}
      maxWidth="sm"
      fullWidth
      aria-labelledby="catalog-model-title"
    >
      <DialogTitle id="catalog-model-title">{title}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={title} conflictTitle={t('catalog.model.conflict')} words={words}>
          {!model && (
            <>
              <TextInput name="manufacturer" label={labels.manufacturer} required autoFocus />
              <TextInput name="model" label={labels.model} required help={t('catalog.help.model')} />
            </>
          )}
          <ChoiceInput
            name="routes"
            label={labels.routes}
            help={t('catalog.help.routes')}
            options={[
              { value: 'fleet_agent', label: t('catalog.route.fleet_agent'), help: t('catalog.help.fleet_agent') },
              { value: 'native_agent', label: t('catalog.route.native_agent'), help: t('catalog.help.native_agent') },
            ]}
          />
          <ChoiceInput
            name="allowed_kinds"
            label={labels.allowed_kinds}
            required
            help={t('catalog.help.allowed_kinds')}
            options={itemKinds.map((kind) => ({ value: kind, label: t(`catalog.kind.${kind}`) }))}
          />
          <TextInput name="note" label={labels.note} rows={2} help={t('catalog.help.note')} />
          <FormActions submit={t('common.save')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
