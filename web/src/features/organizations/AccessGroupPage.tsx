import { Button, Dialog, DialogContent, DialogTitle } from '@mui/material'
import { keepPreviousData, useMutation, useQueryClient } from '@tanstack/react-query'
import { UserMinus, UserPlus, Users } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, body } from '../../api/client.ts'
import type { Organization, User } from '../../api/types.ts'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useSession } from '../../lib/session.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { SearchInput } from '../../ui/form/Choosers.tsx'
import { FormActions, FormView } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { ActionMenu } from '../../ui/PageHead.tsx'
import { useProblemText } from '../../ui/Problem.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { usersList } from '../users/usersSearch.ts'
import { fullName } from '../users/userWords.ts'
import { OrganizationFrame, useActsIn } from './OrganizationFrame.tsx'
import styles from './organizations.module.css'

/** Who of a parent organization acts in its child organizations (ORG-5). */
export function AccessGroupPage() {
  return <OrganizationFrame>{(organization) => <Group of={organization} />}</OrganizationFrame>
}

function Group({ of }: { of: Organization }) {
  const { t } = useTranslation()
  const actsIn = useActsIn(of)
  return of.tier === 'parent' && actsIn ? <Members of={of} /> : <p>{t('access_group.of_parent_only')}</p>
}

/** Puts somebody into the group or takes them out of it; counts from their next request on. */
async function setMember(organization_id: string, user_id: string, member: boolean): Promise<void> {
  const stored = await answer(
    api.GET('/api/v1/users/{user_id}', { params: { path: { user_id }, query: { organization_id } } }),
  )
  const { email, first_name, last_name, language, time_zone, roles } = stored.data
  await body(
    api.PUT('/api/v1/users/{user_id}', {
      params: { path: { user_id }, query: { organization_id }, header: { 'If-Match': stored.etag ?? '' } },
      body: { email, first_name, last_name, language, time_zone, roles, child_organization_access: member },
    }),
  )
}

function Members({ of }: { of: Organization }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const problemText = useProblemText()
  const session = useSession()
  const mayEdit = useAllowed('updateUser')
  const list = useListState(usersList)
  const [adding, setAdding] = useState(false)
  const users = useListQuery(list, {
    queryKey: ['users', of.id, 'access-group', list.search],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/users', {
          params: { query: { ...usersList.query(of.id, list.search), child_organization_access: true } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })
  const { mutate: remove } = useMutation({
    mutationFn: (user: User) => setMember(of.id, user.id, false),
    onSuccess: async (_, user) => {
      toast(t('access_group.removed', { name: fullName(user) }))
      await queryClient.invalidateQueries({ queryKey: ['users'] })
    },
    onError: (error) => toast(problemText(error).title),
  })
  const columns = useMemo(
    (): Array<Column<User>> => [
      { id: 'name', header: t('access_group.name'), width: 280, cell: (user) => fullName(user) },
      { id: 'email', header: t('access_group.email'), width: 320, cell: (user) => <Breakable text={user.email} /> },
      {
        id: 'actions',
        header: t('table.row_actions'),
        actions: true,
        width: 76,
        align: 'end',
        cell: (user) => (
          <ActionMenu
            label={t('access_group.actions_for', { name: fullName(user) })}
            actions={
              mayEdit
                ? [
                    {
                      id: 'remove',
                      label: t('access_group.remove'),
                      icon: <UserMinus size={16} />,
                      onClick: () => remove(user),
                      disabledBecause: user.id === session.user.id ? t('access_group.not_oneself') : undefined,
                    },
                  ]
                : []
            }
          />
        ),
      },
    ],
    [t, mayEdit, remove, session.user.id],
  )
  const add = mayEdit && (
    <Button variant="contained" startIcon={<UserPlus size={16} />} onClick={() => setAdding(true)}>
      {t('access_group.add')}
    </Button>
  )
  return (
    <>
      <p className={styles.intro}>{t('access_group.what', { name: of.name })}</p>
      <div className={styles.add}>{add}</div>
      <ListTable
        file={list.file(of.id, '/api/v1/users', { child_organization_access: true })}
        id="access-group"
        label={t('organizations.menu.access_group')}
        columns={columns}
        rowId={(user) => user.id}
        rowName={fullName}
        whose={t('table.whose', { name: of.name })}
        list={list}
        query={users}
        toolbar={
          <ListToolbar
            searchLabel={t('access_group.search')}
            search={list.search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
          />
        }
        empty={
          list.search.search ? (
            <NoMatches onClear={() => list.set({ search: undefined })} />
          ) : (
            <Empty icon={<Users size={22} />} title={t('access_group.empty')} action={add}>
              {t('access_group.empty_detail')}
            </Empty>
          )
        }
      />
      {adding && <AddMemberDialog of={of} onClose={() => setAdding(false)} />}
    </>
  )
}

interface Values {
  [key: string]: unknown
  user_id: string
}

function AddMemberDialog({ of, onClose }: { of: Organization; onClose: () => void }) {
  const { t } = useTranslation()
  const session = useSession()
  const queryClient = useQueryClient()
  const labels = { user_id: t('access_group.person') }
  const validate = useMemo(
    () => (values: Values) => ({ user_id: values.user_id === '' ? t('form.required') : undefined }),
    [t],
  )
  const form = useForm<Values>({
    initial: { user_id: '' },
    validate,
    submit: async ({ user_id }) => {
      await setMember(of.id, user_id, true)
      await queryClient.invalidateQueries({ queryKey: ['users'] })
      toast(t('access_group.added'))
      onClose()
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="xs" fullWidth aria-labelledby="member-title">
      <DialogTitle id="member-title">{t('access_group.add')}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={t('access_group.add')}>
          <SearchInput
            name="user_id"
            label={labels.user_id}
            required
            help={`${t('access_group.help')} ${t('access_group.not_oneself')}`}
            of={['users', of.id, 'not-in-access-group']}
            load={async (search, signal) => {
              const { items } = await body(
                api.GET('/api/v1/users', {
                  params: {
                    query: { organization_id: of.id, search, limit: 50, child_organization_access: false },
                  },
                  signal,
                }),
              )
              // The people of its child organizations are seen from there, too; nobody adds themselves.
              return items
                .filter((user) => user.organization_id === of.id && user.id !== session.user.id)
                .map((user) => ({ value: user.id, label: `${fullName(user)} (${user.email})` }))
            }}
          />
          <FormActions submit={t('access_group.add')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
