import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Mail as MailIcon, Send } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { useProblemText } from '../../ui/Problem.tsx'
import { RowButton } from '../../ui/RowButton.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { Column, Selection } from '../../ui/table/columns.ts'
import { nothingSelected } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { useSelection } from '../../ui/table/useSelection.ts'
import { toast } from '../../ui/Toasts.tsx'
import { MailDialog } from './MailDialog.tsx'
import { mailCountsQuery, mailsQuery, sendManyAgain } from './mailsApi.ts'
import { mailsList } from './mailsSearch.ts'
import type { Mail } from './mailWords.ts'
import { mailStates } from './mailStates.ts'
import { mailKinds, mailTones } from './mailWords.ts'

/** What was written by mail and what became of it; failures are sent again from here (NOT-1). */
export function MailsPage() {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const maySend = useAllowed('sendMailsAgain')
  const list = useListState(mailsList)
  const { search } = list
  const mails = useListQuery(list, mailsQuery(organizationId, search))
  const counts = useQuery(mailCountsQuery(organizationId)).data
  const [shown, setShown] = useState<Mail | null>(null)
  const [selection, setSelection] = useSelection(
    JSON.stringify([organizationId, mailsList.filters(search), search.cursor]),
  )
  const send = useMutation({
    mutationFn: (ids: string[]) => sendManyAgain(organizationId, ids),
    onSuccess: async ({ count }) => {
      setSelection(nothingSelected)
      await queryClient.invalidateQueries({ queryKey: ['mails'] })
      toast(t('mails.resent', { count }))
    },
    onError: (error) => {
      const { title, detail } = problemText(error)
      toast([title, detail].filter(Boolean).join('. '), { tone: 'problem' })
    },
  })
  const columns = useMemo(
    (): Array<Column<Mail>> => [
      {
        id: 'subject',
        sort: 'subject',
        header: t('mails.column.subject'),
        width: 320,
        cell: (mail) => (
          <RowButton onClick={() => setShown(mail)}>
            <Breakable text={mail.subject} />
          </RowButton>
        ),
      },
      {
        id: 'recipient',
        sort: 'recipient',
        header: t('mails.column.recipient'),
        width: 240,
        cell: (mail) => <Breakable text={mail.to_address} />,
      },
      {
        id: 'state',
        sort: 'state',
        header: t('mails.column.state'),
        width: 150,
        cell: (mail) => <StatusWord tone={mailTones[mail.state]}>{t(`mails.state.${mail.state}`)}</StatusWord>,
      },
      {
        id: 'kind',
        sort: 'kind',
        header: t('mails.column.kind'),
        width: 200,
        phoneHidden: true,
        cell: (mail) => t(`mails.kind.${mail.kind as 'test'}`, { defaultValue: mail.kind }),
      },
      {
        id: 'attempts',
        sort: 'attempts',
        header: t('mails.column.attempts'),
        width: 110,
        align: 'end',
        hidden: true,
        phoneHidden: true,
        cell: (mail) => mail.attempts,
      },
      {
        id: 'error',
        sort: 'last_error',
        header: t('mails.column.error'),
        width: 260,
        phoneHidden: true,
        cell: (mail) => mail.state !== 'sent' && mail.last_error && <Breakable text={mail.last_error} />,
      },
      {
        id: 'created',
        header: t('mails.column.created'),
        width: 130,
        sort: 'created_at',
        cell: (mail) => <Age at={mail.created_at} />,
      },
    ],
    [t],
  )
  const values = { state: search.state, kind: search.kind, object: search.object }
  const filtered = Boolean(search.search ?? search.state ?? search.kind ?? search.object)
  return (
    <>
      <PageHead
        title={t('mails.title')}
        context={
          counts
            ? `${t('mails.waiting', { count: counts.queued })} · ${t('mails.failures', { count: counts.failed + counts.bounced })}`
            : t('mails.context')
        }
      />
      <ListTable
        id="mails"
        label={t('mails.title')}
        columns={columns}
        rowId={(mail) => mail.id}
        rowName={(mail) => [mail.subject, mail.to_address].join(' ')}
        list={list}
        query={mails}
        defaultSort="-created_at"
        {...(maySend
          ? {
              selection,
              onSelection: (chosen: Selection) =>
                setSelection(
                  chosen.all ? { ids: new Set(mails.data?.items.map((mail) => mail.id)), all: false } : chosen,
                ),
            }
          : {})}
        actions={
          <BusyButton
            variant="outlined"
            startIcon={<Send size={16} />}
            busy={send.isPending}
            onClick={() => send.mutate([...selection.ids])}
          >
            {t('mails.send_again')}
          </BusyButton>
        }
        toolbar={
          <ListToolbar
            searchLabel={t('mails.recipient')}
            search={search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
            filters={[
              {
                id: 'state',
                multiple: true,
                label: t('mails.column.state'),
                options: mailStates.map((value) => ({ value, label: t(`mails.state.${value}`) })),
              },
              {
                id: 'kind',
                multiple: true,
                label: t('mails.column.kind'),
                options: mailKinds.map((value) => ({ value, label: t(`mails.kind.${value}`) })),
              },
              ...(search.object
                ? [{ id: 'object', label: t('mails.column.about'), options: [], labelOf: () => '…' }]
                : []),
            ]}
            values={values}
            onValues={(id, values) => list.set({ [id]: values })}
            onFilter={(id, value) => list.set({ [id]: value })}
          />
        }
        empty={
          filtered ? (
            <NoMatches
              onClear={() => list.set({ search: undefined, state: undefined, kind: undefined, object: undefined })}
            />
          ) : (
            <Empty icon={<MailIcon size={22} />} title={t('mails.empty')}>
              {t('mails.empty_detail')}
            </Empty>
          )
        }
      />
      {shown && <MailDialog mail={shown} onClose={() => setShown(null)} />}
    </>
  )
}
