import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { FormActions, FormView, TextInput, Wide } from './Fields.tsx'
import type { ExternalIds } from './externalIds.ts'
import { externalIdsBreach, externalIdsOf, externalIdsText } from './externalIds.ts'
import { useForm } from './useForm.ts'
import type { Stored } from './useForm.ts'

/** The message of a field of external ids. */
export function externalIdsProblem(typed: string, t: TFunction): string | undefined {
  const breach = externalIdsBreach(typed)
  return breach && t(`external_ids.problem.${breach}`)
}

/** What other systems call the thing (API-2): one a line. The value is the text; `externalIdsOf` reads it. */
export function ExternalIdsInput({ name = 'external_ids' }: { name?: string }) {
  const { t } = useTranslation()
  return (
    <Wide>
      <TextInput name={name} label={t('external_ids.label')} help={t('external_ids.help')} rows={2} />
    </Wide>
  )
}

/** The ids as a page shows them; nothing where there are none. */
export const externalIdsShown = (ids: ExternalIds | undefined): string | null =>
  ids && ids.length > 0 ? ids.map(({ system, id }) => `${system}: ${id}`).join(', ') : null

interface Values {
  [key: string]: unknown
  external_ids: string
}

/** For what has no form of its own. */
export function ExternalIdsDialog({
  draft,
  stored,
  etag,
  reread,
  save,
  onClose,
}: {
  draft: string
  stored: ExternalIds
  etag: string
  reread: () => Promise<{ external_ids: ExternalIds; etag: string }>
  save: (ids: ExternalIds, etag: string) => Promise<void>
  onClose: () => void
}) {
  const { t } = useTranslation()
  const labels = { external_ids: t('external_ids.label') }
  const validate = useMemo(
    () => (values: Values) => ({ external_ids: externalIdsProblem(values.external_ids, t) }),
    [t],
  )
  const form = useForm<Values>({
    initial: { external_ids: externalIdsText(stored) },
    validate,
    draft,
    etag,
    reread: async (): Promise<Stored<Values>> => {
      const fresh = await reread()
      return { values: { external_ids: externalIdsText(fresh.external_ids) }, etag: fresh.etag }
    },
    submit: async (values, version) => {
      await save(externalIdsOf(values.external_ids), version)
      onClose()
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="xs" fullWidth aria-labelledby="external-ids-title">
      <DialogTitle id="external-ids-title">{t('external_ids.edit')}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={t('external_ids.edit')}>
          <ExternalIdsInput />
          <FormActions submit={t('common.save')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
