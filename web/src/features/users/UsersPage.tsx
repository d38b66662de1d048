import { Button } from '@mui/material'
import { keepPreviousData } from '@tanstack/react-query'
import { Mail, MonitorSmartphone, Plus, ShieldOff, SquarePen, Trash2, Users } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import type { User } from '../../api/types.ts'
import { languageName } from '../../lib/i18n.ts'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganizationId, useSession } from '../../lib/session.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { RowButton } from '../../ui/RowButton.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { DeleteUserDialog } from './DeleteUserDialog.tsx'
import { InvitedDialog, useInvitation } from './Invitation.tsx'
import { ResetFactorDialog } from './ResetFactorDialog.tsx'
import { SessionsDialog } from './SessionsDialog.tsx'
import { UserDialog } from './UserDialog.tsx'
import { usersList } from './usersSearch.ts'
import { fullName, userTones } from './userWords.ts'

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
  const [resetting, setResetting] = useState<User | null>(null)
  const [sessionsOf, setSessionsOf] = useState<User | null>(null)
  const [invited, setInvited] = useState<User | null>(null)
  const { mutate: invite } = useInvitation(setInvited)
  const columns = useMemo(
    (): Array<Column<User>> => [
      {
        id: 'name',
        sort: 'name',
        header: t('users.column.name'),
        width: 240,
        cell: (user) =>
          mayEdit ? (
            <RowButton onClick={() => setEditing(user)}>
              <Breakable text={fullName(user)} />
            </RowButton>
          ) : (
            <Breakable text={fullName(user)} />
          ),
      },
      {
        id: 'email',
        sort: 'email',
        header: t('identity.email'),
        width: 280,
        wide: true,
        cell: (user) => (
          <>
            <Breakable text={user.email} />
            {user.pending_email && (
              <div className="muted small">
                <Breakable text={t('users.pending_email', { email: user.pending_email })} />
              </div>
            )}
          </>
        ),
      },
      {
        id: 'state',
        sort: 'state',
        header: t('users.column.state'),
        width: 140,
        cell: (user) => <StatusWord tone={userTones[user.state]}>{t(`users.state.${user.state}`)}</StatusWord>,
      },
      {
        id: 'roles',
        sort: 'roles',
        header: t('users.column.roles'),
        width: 320,
        cell: (user) => user.roles.map((role) => t(`users.role.${role as 'viewer'}`)).join(', '),
      },
      {
        id: 'access',
        sort: 'child_organization_access',
        header: t('users.column.access'),
        width: 150,
        hidden: true,
        phoneHidden: true,
        cell: (user) => (user.child_organization_access ? t('users.access_yes') : t('users.access_no')),
      },
      {
        id: 'second_factor',
        header: t('users.column.second_factor'),
        width: 130,
        hidden: true,
        phoneHidden: true,
        cell: (user) => (user.second_factor ? t('users.access_yes') : t('users.access_no')),
      },
      {
        id: 'language',
        sort: 'language',
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
                    ...(user.state === 'active'
                      ? [
                          {
                            id: 'sessions',
                            label: t('users.sessions'),
                            icon: <MonitorSmartphone size={16} />,
                            onClick: () => setSessionsOf(user),
                          },
                        ]
                      : []),
                    ...(user.second_factor && user.id !== session.user.id
                      ? [
                          {
                            id: 'reset-factor',
                            label: t('users.reset_factor'),
                            icon: <ShieldOff size={16} />,
                            onClick: () => setResetting(user),
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
      <ListTable
        id="users"
        label={t('users.title')}
        columns={columns}
        rowId={(user) => user.id}
        rowName={fullName}
        list={list}
        query={users}
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
      {sessionsOf && <SessionsDialog user={sessionsOf} onClose={() => setSessionsOf(null)} />}
      {resetting && <ResetFactorDialog user={resetting} onClose={() => setResetting(null)} />}
      {deleting && <DeleteUserDialog user={deleting} onClose={() => setDeleting(null)} />}
    </>
  )
}
