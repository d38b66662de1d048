import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, body, newIdempotencyKey } from '../../api/client.ts'
import { limits } from '../../api/limits.ts'
import type { Role, User } from '../../api/types.ts'
import { languageName, languageOptions } from '../../lib/i18n.ts'
import { useOrganization, useOrganizationId, useSession } from '../../lib/session.tsx'
import { timeZones } from '../../lib/useFormat.ts'
import { ComboInput, SelectInput } from '../../ui/form/Choosers.tsx'
import { ChoiceInput, FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf } from '../../ui/useDelete.ts'
import { OrganizationInput, OrganizationLine, useOrganizationOf } from '../organizations/OrganizationField.tsx'
import { rolesOf } from './userWords.ts'

interface UserValues {
  [key: string]: unknown
  organization_id: string
  email: string
  first_name: string
  last_name: string
  language: string
  time_zone: string
  roles: string[]
  child_organization_access: string[]
  state: string
}

/** Invites somebody, or changes who is there already; `onInvited` gets the one who was invited. */
export function UserDialog({
  user,
  onInvited,
  onClose,
}: {
  user: User | null
  onInvited: (user: User) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const session = useSession()
  const acting = useOrganizationId()
  const actingTier = useOrganization()?.tier
  const [key] = useState(newIdempotencyKey)
  const labels: Record<string, string> = {
    organization_id: t('organizations.field.organization'),
    email: t('identity.email'),
    first_name: t('identity.first_name'),
    last_name: t('identity.last_name'),
    language: t('common.language'),
    time_zone: t('common.time_zone'),
    roles: t('users.column.roles'),
    child_organization_access: t('users.column.access'),
    state: t('users.column.state'),
  }
  const label = (name: string) => labels[name] ?? name
  const [organizationId, setOrganizationId] = useState(user?.organization_id ?? acting)
  const tier = useOrganizationOf(organizationId)?.tier
  // Only people of a parent organization can act in the organizations below it (ORG-5).
  const offersAccess = tier === 'parent'
  const offered = useMemo(
    (): Role[] => (tier === undefined ? [] : [...new Set([...rolesOf(tier), ...(user?.roles ?? [])])]),
    [tier, user],
  )
  // What is not offered is neither shown nor sent.
  const chosen = (roles: string[]) => offered.filter((role) => roles.includes(role))
  const offersState = user !== null && user.state !== 'invited' && user.id !== session.user.id
  const validate = useMemo(
    () => (values: UserValues) => ({
      organization_id: values.organization_id === '' ? t('form.required') : undefined,
      email: values.email.trim() === '' ? t('form.required') : undefined,
      roles: offered.some((role) => values.roles.includes(role)) ? undefined : t('users.problem.roles'),
    }),
    [t, offered],
  )
  const valuesOf = (from: User | null): UserValues => ({
    organization_id: from?.organization_id ?? acting,
    email: from?.email ?? '',
    first_name: from?.first_name ?? '',
    last_name: from?.last_name ?? '',
    language: from?.language ?? session.user.language,
    time_zone: from?.time_zone ?? session.user.time_zone,
    // A customer's new user can look at least; the operator's roles say each what they are for.
    roles: from?.roles ?? (actingTier === 'operator' ? [] : ['viewer']),
    child_organization_access: from?.child_organization_access ? ['yes'] : [],
    state: from?.state ?? 'invited',
  })
  const form = useForm<UserValues>({
    limits: limits.UserBody,
    initial: valuesOf(user),
    validate,
    draft: `user.${user?.id ?? `new.${acting}`}`,
    etag: user ? etagOf(user) : undefined,
    reread: user
      ? async () => {
          const fresh = await answer(
            api.GET('/api/v1/users/{user_id}', {
              params: { path: { user_id: user.id }, query: { organization_id: acting } },
            }),
          )
          return { values: valuesOf(fresh.data), etag: fresh.etag ?? '' }
        }
      : undefined,
    submit: async (values, etag) => {
      const sent = {
        email: values.email.trim(),
        first_name: values.first_name.trim(),
        last_name: values.last_name.trim(),
        language: values.language,
        time_zone: values.time_zone,
        roles: chosen(values.roles),
        ...(offersAccess ? { child_organization_access: values.child_organization_access.length > 0 } : {}),
      }
      let asked: string | undefined
      if (user) {
        const path = { user_id: user.id }
        const saved = await body(
          api.PUT('/api/v1/users/{user_id}', {
            params: { path, query: { organization_id: acting }, header: { 'If-Match': etag } },
            body: { ...sent, ...(offersState ? { state: values.state as User['state'] } : {}) },
          }),
        )
        asked = saved.email === sent.email ? undefined : (saved.pending_email ?? undefined)
      } else {
        onInvited(
          await body(
            api.POST('/api/v1/users', {
              params: { query: { organization_id: values.organization_id }, header: { 'Idempotency-Key': key } },
              body: sent,
            }),
          ),
        )
      }
      await queryClient.invalidateQueries({ queryKey: ['users'] })
      if (user)
        toast(asked === undefined ? t('users.saved', { name: sent.email }) : t('users.email_asked', { email: asked }))
      onClose()
    },
  })
  if (form.values.organization_id !== organizationId) setOrganizationId(form.values.organization_id)
  const words = (name: string, value: unknown): string | undefined => {
    if (name === 'roles' && Array.isArray(value))
      return value.map((role) => t(`users.role.${role as 'viewer'}`)).join(', ')
    if (name === 'child_organization_access')
      return Array.isArray(value) && value.length > 0 ? t('users.access_yes') : t('users.access_no')
    if (name === 'state') return t(`users.state.${value as User['state']}`)
    return name === 'language' ? languageName(String(value)) : undefined
  }
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="user-title">
      <DialogTitle id="user-title">{user ? t('users.edit') : t('users.invite')}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={t('users.title')} words={words}>
          {user ? <OrganizationLine id={user.organization_id} /> : <OrganizationInput />}
          <TextInput
            name="email"
            label={label('email')}
            type="email"
            required
            autoFocus={!user}
            help={user && user.state !== 'invited' ? t('users.help.other_email') : t('users.help.email')}
          />
          <TextInput name="first_name" label={label('first_name')} />
          <TextInput name="last_name" label={label('last_name')} />
          <ChoiceInput
            name="roles"
            label={label('roles')}
            required
            options={offered.map((role) => ({
              value: role,
              label: t(`users.role.${role as 'viewer'}`),
              help: t(`users.role_help.${role as 'viewer'}`),
            }))}
          />
          {offersAccess && (
            <ChoiceInput
              name="child_organization_access"
              label={label('child_organization_access')}
              options={[
                {
                  value: 'yes',
                  label: t('users.access_label'),
                  help: t('users.access_help'),
                  disabledBecause: user?.id === session.user.id ? t('users.access_not_oneself') : undefined,
                },
              ]}
            />
          )}
          <SelectInput name="language" label={label('language')} options={languageOptions} />
          <ComboInput
            name="time_zone"
            label={label('time_zone')}
            options={timeZones().map((zone) => ({ value: zone, label: zone }))}
          />
          {offersState && (
            <SelectInput
              name="state"
              label={label('state')}
              options={(['active', 'disabled'] as const).map((state) => ({
                value: state,
                label: t(`users.state.${state}`),
              }))}
              help={t('users.help.state')}
            />
          )}
          <FormActions submit={user ? t('common.save') : t('users.invite')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
