import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, body, newIdempotencyKey } from '../../api/client.ts'
import { limits } from '../../api/limits.ts'
import type { Organization } from '../../api/types.ts'
import { languageName, languageOptions } from '../../lib/i18n.ts'
import { useOrganization, useSession } from '../../lib/session.tsx'
import { SearchInput, SelectInput } from '../../ui/form/Choosers.tsx'
import { ExternalIdsInput, externalIdsProblem } from '../../ui/form/ExternalIds.tsx'
import { externalIdsOf, externalIdsText } from '../../ui/form/externalIds.ts'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf } from '../../ui/useDelete.ts'
import { OrganizationLine, useOrganizationOf } from './OrganizationField.tsx'

interface OrganizationValues {
  [key: string]: unknown
  name: string
  parent_id: string
  /** '' leaves it to the organization above. */
  language: string
  external_ids: string
}

/** Makes an organization, or changes one. `under`: the parent organization that a new one belongs to. */
export function OrganizationDialog({
  organization,
  under,
  onClose,
}: {
  organization: Organization | null
  under?: { id: string; name: string }
  onClose: () => void
}) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const session = useSession()
  const { organization: home } = session
  const acting = useOrganization()
  const [key] = useState(newIdempotencyKey)
  const labels = {
    name: t('organizations.field.name'),
    parent_id: t('organizations.field.parent'),
    language: t('common.language'),
    external_ids: t('external_ids.label'),
  }
  // What is unique among siblings comes from above: whoever is at home there leaves it as it is.
  const isFromHere = organization === null || organization.id !== home.id || home.tier === 'operator'
  const isNew = organization === null
  const validate = useMemo(
    () => (values: OrganizationValues) => ({
      name: values.name.trim() === '' ? t('form.required') : undefined,
      parent_id: isNew && values.parent_id === '' ? t('form.required') : undefined,
      external_ids: externalIdsProblem(values.external_ids, t),
    }),
    [t, isNew],
  )
  // A partner's new organization belongs to the partner, wherever one acts.
  const newUnder = under
    ? under.id
    : home.tier === 'parent'
      ? home.id
      : acting && acting.tier !== 'child'
        ? acting.id
        : ''
  const valuesOf = (from: Organization | null): OrganizationValues => ({
    name: from?.name ?? '',
    language: from?.language ?? '',
    parent_id: from ? (from.parent_id ?? '') : newUnder,
    external_ids: externalIdsText(from?.external_ids),
  })
  const form = useForm({
    limits: limits.OrganizationBody,
    initial: valuesOf(organization),
    validate,
    draft: `organization.${organization?.id ?? `new.${under?.id ?? acting?.id ?? ''}`}`,
    etag: organization ? etagOf(organization) : undefined,
    reread: organization
      ? async () => {
          const fresh = await answer(
            api.GET('/api/v1/organizations/{organization_id}', {
              params: { path: { organization_id: organization.id } },
            }),
          )
          return { values: valuesOf(fresh.data), etag: fresh.etag ?? '' }
        }
      : undefined,
    submit: async (values, etag) => {
      const name = values.name.trim()
      const language = values.language || null
      const ids = isFromHere ? { external_ids: externalIdsOf(values.external_ids) } : {}
      if (organization) {
        const path = { organization_id: organization.id }
        await body(
          api.PUT('/api/v1/organizations/{organization_id}', {
            params: { path, header: { 'If-Match': etag } },
            body: { name, parent_id: values.parent_id === '' ? null : values.parent_id, language, ...ids },
          }),
        )
      } else {
        await body(
          api.POST('/api/v1/organizations', {
            params: { query: {}, header: { 'Idempotency-Key': key } },
            body: { name, parent_id: values.parent_id, language, ...ids },
          }),
        )
      }
      await queryClient.invalidateQueries({ queryKey: ['organizations'] })
      toast(organization ? t('organizations.renamed', { name }) : t('organizations.created', { name }))
      onClose()
    },
  })
  // Named only where two versions are compared.
  const parents = [
    useOrganizationOf(form.conflict ? form.values.parent_id : ''),
    useOrganizationOf(form.conflict?.theirs.parent_id ?? ''),
  ]
  const words = (name: string, value: unknown): string | undefined => {
    if (name === 'language')
      return typeof value === 'string' && value !== '' ? languageName(value) : t('organizations.language_of_parent')
    return name === 'parent_id' ? parents.find((parent) => parent?.id === value)?.name : undefined
  }
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="xs" fullWidth aria-labelledby="organization-title">
      <DialogTitle id="organization-title">
        {organization ? t('organizations.rename') : t('organizations.new')}
      </DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={t('organizations.title')} words={words}>
          <TextInput
            name="name"
            label={labels.name}
            required
            autoFocus={isFromHere}
            readOnlyBecause={isFromHere ? undefined : t('organizations.name_from_above')}
          />
          {!organization && (under || home.tier === 'parent') && (
            <OrganizationLine id={newUnder} label={labels.parent_id} />
          )}
          {!organization && !under && home.tier === 'operator' && (
            <SearchInput
              name="parent_id"
              label={labels.parent_id}
              required
              help={t('organizations.help.parent')}
              of={['organizations', home.id, 'parents']}
              chosenLabel={acting?.id === form.values.parent_id ? acting.name : undefined}
              load={async (search, signal) => {
                const { items } = await body(
                  api.GET('/api/v1/organizations', {
                    params: { query: { organization_id: home.id, parent_id: home.id, search, limit: 50 } },
                    signal,
                  }),
                )
                return [home, ...items].map(({ id, name }) => ({ value: id, label: name }))
              }}
            />
          )}
          <SelectInput
            name="language"
            label={labels.language}
            options={[{ value: '', label: t('organizations.language_of_parent') }, ...languageOptions]}
            help={t('organizations.help.language')}
          />
          {isFromHere && <ExternalIdsInput />}
          <FormActions submit={organization ? t('common.save') : t('organizations.create')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
