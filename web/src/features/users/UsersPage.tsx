import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material'
import { keepPreviousData, useMutation, useQueryClient } from '@tanstack/react-query'
import { Mail, Plus, SquarePen, Trash2, Users } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, body, newIdempotencyKey } from '../../api/client.ts'
import type { Role, User } from '../../api/types.ts'
import { useAllowed, useOrganization, useOrganizationId, useSession } from '../../lib/session.tsx'
import { languageName, languageOptions } from '../../lib/i18n.ts'
import { pageSize } from '../../lib/listSchema.ts'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { timeZones } from '../../lib/useFormat.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { ComboInput, SelectInput } from '../../ui/form/Choosers.tsx'
import { ChoiceInput, FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { CopyText } from '../../ui/CopyText.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { useProblemText } from '../../ui/Problem.tsx'
import type { Tone } from '../../ui/StatusWord.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf, useDelete } from '../../ui/useDelete.ts'
import { OrganizationInput, OrganizationLine, useOrganizationOf } from '../organizations/OrganizationField.tsx'
import { usersList } from './usersSearch.ts'
import styles from '../organizations/organizations.module.css'
import { Breakable } from '../../ui/Breakable.tsx'

const customerRoles: Role[] = ['administrator', 'fleet_manager', 'supplies_manager', 'service_desk', 'viewer']
const operatorRoles: Role[] = [
  'operator_administrator',
  'customer_operations_specialist',
  'mps_offer_manager',
  'operator_service_desk',
  'warehouse',
]
const tones: Record<User['state'], Tone> = { invited: 'waiting', active: 'ok', disabled: 'off' }

const fullName = (user: User): string => `${user.first_name} ${user.last_name}`.trim() || user.email

export function UsersPage() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const session = useSession()
  const list = useListState(usersList)
  const users = useListQuery(list, {
    queryKey: ['users', organizationId, 'list', list.search],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/users', { params: { query: usersList.query(organizationId, list.search) }, signal })),
    placeholderData: keepPreviousData,
  })
  const mayEdit = useAllowed('updateUser')
  const [editing, setEditing] = useState<User | 'new' | null>(null)
  const [deleting, setDeleting] = useState<User | null>(null)
  const [invited, setInvited] = useState<User | null>(null)
  const { mutate: invite } = useInvitation(setInvited)
  const columns = useMemo(
    (): Array<Column<User>> => [
      {
        id: 'name',
        header: t('users.column.name'),
        width: 240,
        cell: (user) =>
          mayEdit ? (
            <button type="button" className={styles.rowButton} onClick={() => setEditing(user)}>
              {fullName(user)}
            </button>
          ) : (
            fullName(user)
          ),
      },
      { id: 'email', header: t('identity.email'), width: 280, cell: (user) => <Breakable text={user.email} /> },
      {
        id: 'state',
        header: t('users.column.state'),
        width: 140,
        cell: (user) => <StatusWord tone={tones[user.state]}>{t(`users.state.${user.state}`)}</StatusWord>,
      },
      {
        id: 'roles',
        header: t('users.column.roles'),
        width: 320,
        cell: (user) => user.roles.map((role) => t(`users.role.${role as 'viewer'}`)).join(', '),
      },
      {
        id: 'access',
        header: t('users.column.access'),
        width: 150,
        hidden: true,
        phoneHidden: true,
        cell: (user) => (user.child_organization_access ? t('users.access_yes') : t('users.access_no')),
      },
      {
        id: 'language',
        header: t('common.language'),
        width: 120,
        hidden: true,
        phoneHidden: true,
        cell: (user) => languageName(user.language),
      },
      {
        id: 'actions',
        header: t('table.row_actions'),
        actions: true,
        width: 76,
        align: 'end',
        cell: (user) => (
          <ActionMenu
            label={t('users.actions_for', { name: fullName(user) })}
            actions={
              !mayEdit
                ? []
                : [
                    {
                      id: 'edit',
                      label: t('users.edit'),
                      icon: <SquarePen size={16} />,
                      onClick: () => setEditing(user),
                    },
                    ...(user.state === 'invited'
                      ? [
                          {
                            id: 'invite',
                            label: t('users.invite_again'),
                            icon: <Mail size={16} />,
                            onClick: () => invite(user),
                          },
                        ]
                      : []),
                    {
                      id: 'delete',
                      label: t('users.delete'),
                      icon: <Trash2 size={16} />,
                      onClick: () => setDeleting(user),
                      disabledBecause: user.id === session.user.id ? t('users.not_oneself') : undefined,
                    },
                  ]
            }
          />
        ),
      },
    ],
    [t, session.user.id, invite, mayEdit],
  )
  const add = mayEdit && (
    <Button variant="contained" startIcon={<Plus size={16} />} onClick={() => setEditing('new')}>
      {t('users.invite')}
    </Button>
  )
  return (
    <>
      <PageHead title={t('users.title')} context={t('users.context')} primary={add} />
      <DataTable
        id="users"
        label={t('users.title')}
        columns={columns}
        rowId={(user) => user.id}
        rowName={fullName}
        page={users.data}
        loading={users.isPending}
        refreshing={users.isPlaceholderData}
        error={users.error}
        onRetry={() => void users.refetch()}
        pageNumber={list.page}
        pageSize={pageSize}
        onNext={list.next}
        onPrevious={list.previous}
        toolbar={
          <ListToolbar
            searchLabel={t('users.search')}
            search={list.search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
          />
        }
        empty={
          list.search.search ? (
            <NoMatches onClear={() => list.set({ search: undefined })} />
          ) : (
            <Empty icon={<Users size={22} />} title={t('users.empty')} action={add}>
              {t('users.empty_detail')}
            </Empty>
          )
        }
      />
      {editing && (
        <UserDialog user={editing === 'new' ? null : editing} onInvited={setInvited} onClose={() => setEditing(null)} />
      )}
      {invited && <InvitedDialog user={invited} onClose={() => setInvited(null)} />}
      {deleting && <DeleteUser user={deleting} onClose={() => setDeleting(null)} />}
    </>
  )
}

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

function UserDialog({
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
    (): Role[] =>
      tier === undefined
        ? []
        : [...new Set([...(tier === 'operator' ? operatorRoles : customerRoles), ...(user?.roles ?? [])])],
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
      if (user) {
        const path = { user_id: user.id }
        await body(
          api.PUT('/api/v1/users/{user_id}', {
            params: { path, query: { organization_id: acting }, header: { 'If-Match': etag } },
            body: { ...sent, ...(offersState ? { state: values.state as User['state'] } : {}) },
          }),
        )
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
      if (user) toast(t('users.saved', { name: sent.email }))
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
            maxLength={254}
            help={user ? undefined : t('users.help.email')}
          />
          <TextInput name="first_name" label={label('first_name')} maxLength={100} />
          <TextInput name="last_name" label={label('last_name')} maxLength={100} />
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
              options={[{ value: 'yes', label: t('users.access_label'), help: t('users.access_help') }]}
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

function useInvitation(onInvited: (user: User) => void) {
  const organization_id = useOrganizationId()
  const problemText = useProblemText()
  return useMutation({
    mutationFn: (user: User) =>
      body(
        api.POST('/api/v1/users/{user_id}/invitations', {
          params: {
            path: { user_id: user.id },
            query: { organization_id },
            header: { 'Idempotency-Key': newIdempotencyKey() },
          },
        }),
      ),
    onSuccess: onInvited,
    onError: (error) => toast(problemText(error).title, { tone: 'problem' }),
  })
}

/** The link is mailed; whoever invites sees it once, in case the mail does not arrive. */
function InvitedDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="invited-title">
      <DialogTitle id="invited-title">{t('users.invited_title', { email: user.email })}</DialogTitle>
      <DialogContent className="stack">
        <p>{t('users.invited', { email: user.email })}</p>
        {user.setup_link && (
          <>
            <p className="muted">{t('users.link_once')}</p>
            <CopyText text={user.setup_link} label={t('users.link')} mono block />
          </>
        )}
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onClose}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function DeleteUser({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organization_id = useOrganizationId()
  const params = { path: { user_id: user.id }, query: { organization_id } }
  const remove = useDelete({
    etag: etagOf(user),
    remove: (etag) =>
      body(api.DELETE('/api/v1/users/{user_id}', { params: { ...params, header: { 'If-Match': etag } } })),
    reread: async () => (await answer(api.GET('/api/v1/users/{user_id}', { params }))).etag ?? '',
    onDone: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['users'] })
      toast(t('users.deleted', { name: user.email }))
    },
  })
  return (
    <ConfirmDialog
      title={t('users.delete_title', { name: user.email })}
      sentence={t('users.delete_sentence')}
      confirm={t('users.delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {t('users.delete_detail')}
    </ConfirmDialog>
  )
}
