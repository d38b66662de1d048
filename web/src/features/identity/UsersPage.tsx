import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Mail, Plus, SquarePen, Trash2, Users } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, body, newIdempotencyKey } from '../../api/client.ts'
import type { Role, User } from '../../api/types.ts'
import { useOrganizationId, useSession } from '../../app/session.tsx'
import { languages } from '../../lib/i18n.ts'
import type { ListSearch } from '../../lib/listState.ts'
import { useListState } from '../../lib/listState.ts'
import { browserTimeZone } from '../../lib/useFormat.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { ComboInput, SelectInput } from '../../ui/form/Choosers.tsx'
import { ChoiceInput, FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { CopyText } from '../../ui/CopyText.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { Empty, NoMatches } from '../../ui/Parts.tsx'
import { useProblemText } from '../../ui/Problem.tsx'
import type { Tone } from '../../ui/StatusWord.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf, useDelete } from '../../ui/useDelete.ts'
import styles from '../organizations/organizations.module.css'

const pageSize = 50
const customerRoles: Role[] = ['administrator', 'fleet_manager', 'supplies_manager', 'service_desk', 'viewer']
const operatorRoles: Role[] = ['operator_administrator', 'customer_operations_specialist', 'mps_offer_manager', 'operator_service_desk', 'warehouse']
const tones: Record<User['state'], Tone> = { invited: 'waiting', active: 'ok', disabled: 'off' }

export const timeZones = (): string[] => (typeof Intl.supportedValuesOf === 'function' ? ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')] : ['UTC', browserTimeZone()])

const fullName = (user: User): string => `${user.first_name} ${user.last_name}`.trim() || user.email

export function UsersPage() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const session = useSession()
  const list = useListState<ListSearch>()
  const users = useQuery({
    queryKey: ['users', organizationId, 'list', list.search.search, list.search.cursor],
    queryFn: ({ signal }) => body(api.GET('/api/v1/users', { params: { query: { organization_id: organizationId, limit: pageSize, search: list.search.search, cursor: list.search.cursor } }, signal })),
    placeholderData: keepPreviousData,
  })
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
        cell: (user) => (
          <button type="button" className={styles.rowButton} onClick={() => setEditing(user)}>
            {fullName(user)}
          </button>
        ),
      },
      { id: 'email', header: t('identity.email'), width: 280, cell: (user) => user.email },
      { id: 'state', header: t('users.column.state'), width: 140, cell: (user) => <StatusWord tone={tones[user.state]}>{t(`users.state.${user.state}`)}</StatusWord> },
      { id: 'roles', header: t('users.column.roles'), width: 320, cell: (user) => user.roles.map((role) => t(`users.role.${role as 'viewer'}`)).join(', ') },
      { id: 'access', header: t('users.column.access'), width: 150, hidden: true, phoneHidden: true, cell: (user) => (user.child_organization_access ? t('users.access_yes') : t('users.access_no')) },
      { id: 'language', header: t('settings.language'), width: 120, hidden: true, phoneHidden: true, cell: (user) => (user.language in languages ? languages[user.language as 'en'] : user.language) },
      {
        id: 'actions',
        header: t('table.row_actions'),
        actions: true,
        width: 76,
        align: 'end',
        cell: (user) => (
          <ActionMenu
            label={t('users.actions_for', { name: fullName(user) })}
            actions={[
              { id: 'edit', label: t('users.edit'), icon: <SquarePen size={16} />, onClick: () => setEditing(user) },
              ...(user.state === 'invited' ? [{ id: 'invite', label: t('users.invite_again'), icon: <Mail size={16} />, onClick: () => invite(user) }] : []),
              { id: 'delete', label: t('users.delete'), icon: <Trash2 size={16} />, onClick: () => setDeleting(user), disabledBecause: user.id === session.user.id ? t('users.not_oneself') : undefined },
            ]}
          />
        ),
      },
    ],
    [t, session.user.id, invite],
  )
  const add = (
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
        toolbar={<ListToolbar searchLabel={t('users.search')} search={list.search.search} onSearch={(value) => list.set({ search: value }, { replace: true })} />}
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
      {editing && <UserDialog user={editing === 'new' ? null : editing} onInvited={setInvited} onClose={() => setEditing(null)} />}
      {invited && <InvitedDialog user={invited} onClose={() => setInvited(null)} />}
      {deleting && <DeleteUser user={deleting} onClose={() => setDeleting(null)} />}
    </>
  )
}

interface UserValues {
  [key: string]: unknown
  email: string
  first_name: string
  last_name: string
  language: string
  time_zone: string
  roles: string[]
  access: string[]
  state: string
}

function UserDialog({ user, onInvited, onClose }: { user: User | null; onInvited: (user: User) => void; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const session = useSession()
  const organization_id = useOrganizationId()
  const [key] = useState(newIdempotencyKey)
  const labels = { email: t('identity.email'), first_name: t('identity.first_name'), last_name: t('identity.last_name'), language: t('settings.language'), time_zone: t('settings.time_zone'), roles: t('users.column.roles'), access: t('users.column.access'), state: t('users.column.state') }
  const validate = useMemo(
    () => (values: UserValues) => ({
      email: values.email.trim() === '' ? t('form.required') : undefined,
      roles: values.roles.length === 0 ? t('users.problem.roles') : undefined,
    }),
    [t],
  )
  // Only people of a parent organization can act in the organizations below it (ORG-5).
  const offersAccess = session.organization.tier === 'parent' && organization_id === session.organization.id
  const valuesOf = (from: User | null): UserValues => ({ email: from?.email ?? '', first_name: from?.first_name ?? '', last_name: from?.last_name ?? '', language: from?.language ?? session.user.language, time_zone: from?.time_zone ?? session.user.time_zone, roles: from?.roles ?? ['viewer'], access: from?.child_organization_access ? ['yes'] : [], state: from?.state ?? 'invited' })
  const form = useForm<UserValues>({
    initial: valuesOf(user),
    validate,
    draft: `user.${user?.id ?? `new.${organization_id}`}`,
    etag: user ? etagOf(user) : undefined,
    reread: user
      ? async () => {
          const fresh = await answer(api.GET('/api/v1/users/{user_id}', { params: { path: { user_id: user.id }, query: { organization_id } } }))
          return { values: valuesOf(fresh.data), etag: fresh.etag ?? '' }
        }
      : undefined,
    submit: async (values, etag) => {
      const sent = { email: values.email.trim(), first_name: values.first_name.trim(), last_name: values.last_name.trim(), language: values.language, time_zone: values.time_zone, roles: values.roles as Role[], ...(offersAccess ? { child_organization_access: values.access.length > 0 } : {}) }
      if (user) {
        const path = { user_id: user.id }
        await body(api.PUT('/api/v1/users/{user_id}', { params: { path, query: { organization_id }, header: { 'If-Match': etag } }, body: { ...sent, state: values.state as User['state'] } }))
      } else {
        onInvited(await body(api.POST('/api/v1/users', { params: { query: { organization_id }, header: { 'Idempotency-Key': key } }, body: sent })))
      }
      await queryClient.invalidateQueries({ queryKey: ['users'] })
      if (user) toast(t('users.saved', { name: sent.email }))
      onClose()
    },
  })
  const words = (name: string, value: unknown): string | undefined => {
    if (name === 'roles' && Array.isArray(value)) return value.map((role) => t(`users.role.${role as 'viewer'}`)).join(', ')
    if (name === 'access') return Array.isArray(value) && value.length > 0 ? t('users.access_yes') : t('users.access_no')
    if (name === 'state') return t(`users.state.${value as User['state']}`)
    return name === 'language' && String(value) in languages ? languages[value as 'en'] : undefined
  }
  // Operator roles exist only in the operator's own organization.
  const offered = session.organization.tier === 'operator' && organization_id === session.organization.id ? operatorRoles : customerRoles
  const roles = [...new Set([...offered, ...((user?.roles ?? []) as Role[])])]
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="user-title">
      <DialogTitle id="user-title">{user ? t('users.edit') : t('users.invite')}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={t('users.title')} words={words}>
          <TextInput name="email" label={labels.email} type="email" required autoFocus={!user} maxLength={254} help={user ? undefined : t('users.help.email')} />
          <TextInput name="first_name" label={labels.first_name} maxLength={100} />
          <TextInput name="last_name" label={labels.last_name} maxLength={100} />
          <ChoiceInput name="roles" label={labels.roles} required options={roles.map((role) => ({ value: role, label: t(`users.role.${role as 'viewer'}`), help: t(`users.role_help.${role as 'viewer'}`) }))} />
          {offersAccess && <ChoiceInput name="access" label={t('users.column.access')} options={[{ value: 'yes', label: t('users.access_label'), help: t('users.access_help') }]} />}
          <SelectInput name="language" label={labels.language} options={Object.entries(languages).map(([value, label]) => ({ value, label }))} />
          <ComboInput name="time_zone" label={labels.time_zone} options={timeZones().map((zone) => ({ value: zone, label: zone }))} />
          {user && user.state !== 'invited' && user.id !== session.user.id && <SelectInput name="state" label={labels.state} options={(['active', 'disabled'] as const).map((state) => ({ value: state, label: t(`users.state.${state}`) }))} help={t('users.help.state')} />}
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
    mutationFn: (user: User) => body(api.POST('/api/v1/users/{user_id}/invitations', { params: { path: { user_id: user.id }, query: { organization_id }, header: { 'Idempotency-Key': newIdempotencyKey() } } })),
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
    remove: (etag) => body(api.DELETE('/api/v1/users/{user_id}', { params: { ...params, header: { 'If-Match': etag } } })),
    reread: async () => (await answer(api.GET('/api/v1/users/{user_id}', { params }))).etag ?? '',
    onDone: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['users'] })
      toast(t('users.deleted', { name: user.email }))
    },
  })
  return (
    <ConfirmDialog title={t('users.delete_title', { name: user.email })} sentence={t('users.delete_sentence')} confirm={t('users.delete')} danger busy={remove.isPending} error={remove.error} onConfirm={() => remove.mutate()} onClose={onClose}>
      {t('users.delete_detail')}
    </ConfirmDialog>
  )
}
