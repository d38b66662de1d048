import { Link } from '@tanstack/react-router'
import { FileText, Plus } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganization, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { ExportButtons } from '../../ui/DownloadButton.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import type { ContractRow } from './contractsApi.ts'
import { contractsExport, contractsQuery } from './contractsApi.ts'
import { contractsList, customerKinds } from './contractsSearch.ts'
import { Sections } from './Sections.tsx'

/** Contracts with customers: who looks after the printers under them, and whether supplies are included (ASR-17). */
export function ContractsPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const tier = useOrganization()?.tier
  const mayCreate = useAllowed('createContract')
  const list = useListState(contractsList)
  const { search } = list
  const contracts = useListQuery(list, contractsQuery(organizationId, search))
  const columns = useMemo(
    (): Array<Column<ContractRow>> => [
      {
        id: 'number',
        header: t('contracts.field.number'),
        width: 160,
        sort: 'number',
        cell: (contract) => (
          <Link to="/contracts/$contractId" params={{ contractId: contract.id }}>
            {contract.number}
          </Link>
        ),
      },
      { id: 'name', header: t('contracts.field.name'), width: 220, sort: 'name', cell: (contract) => contract.name },
      ...(tier === 'child'
        ? []
        : [
            {
              id: 'organization',
              sort: 'organization_name',
              header: t('contracts.field.organization'),
              width: 180,
              cell: (contract: ContractRow) => contract.organization_name,
            },
          ]),
      {
        id: 'customer',
        sort: 'customer',
        header: t('contracts.field.customer'),
        width: 150,
        cell: (contract) => t(`contracts.customer.${contract.customer}`),
      },
      {
        id: 'supplies_included',
        sort: 'supplies_included',
        header: t('contracts.field.supplies'),
        width: 150,
        cell: (contract) => (
          <StatusWord tone={contract.supplies_included ? 'ok' : 'off'}>
            {t(contract.supplies_included ? 'contracts.included' : 'contracts.excluded')}
          </StatusWord>
        ),
      },
      {
        id: 'printers',
        sort: 'printers',
        header: t('contracts.field.printers'),
        width: 110,
        align: 'end',
        cell: (contract) => format.number(contract.printers),
      },
      {
        id: 'updated_at',
        sort: 'updated_at',
        header: t('contracts.field.updated_at'),
        width: 130,
        hidden: true,
        cell: (contract) => <Age at={contract.updated_at} />,
      },
    ],
    [t, format, tier],
  )
  const add = mayCreate && (
    <LinkButton variant="contained" startIcon={<Plus size={16} />} to="/contracts/new">
      {t('contracts.new')}
    </LinkButton>
  )
  const filtered =
    search.search !== undefined || search.customer !== undefined || search.supplies_included !== undefined
  return (
    <>
      <PageHead title={t('nav.contracts')} context={t('contracts.context')} primary={add}>
        <ExportButtons url={contractsExport(organizationId, search)}>{t('contracts.export')}</ExportButtons>
      </PageHead>
      <Sections />
      <ListTable
        file="page"
        id="contracts"
        label={t('nav.contracts')}
        columns={columns}
        rowId={(contract) => contract.id}
        rowName={(contract) => contract.number}
        list={list}
        query={contracts}
        defaultSort="number"
        toolbar={
          <ListToolbar
            searchLabel={t('contracts.search')}
            search={search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
            filters={[
              {
                id: 'customer',
                multiple: true,
                label: t('contracts.field.customer'),
                options: customerKinds.map((kind) => ({ value: kind, label: t(`contracts.customer.${kind}`) })),
              },
              {
                id: 'supplies_included',
                label: t('contracts.field.supplies'),
                options: [
                  { value: 'true', label: t('contracts.included') },
                  { value: 'false', label: t('contracts.excluded') },
                ],
              },
            ]}
            values={{
              customer: search.customer,
              supplies_included: search.supplies_included === undefined ? undefined : String(search.supplies_included),
            }}
            onValues={(id, values) => list.set({ [id]: values })}
            onFilter={(id, value) =>
              list.set(
                id === 'supplies_included'
                  ? { supplies_included: value === undefined ? undefined : value === 'true' }
                  : { [id]: value },
              )
            }
          />
        }
        empty={
          filtered ? (
            <NoMatches
              onClear={() => list.set({ search: undefined, customer: undefined, supplies_included: undefined })}
            />
          ) : (
            <Empty icon={<FileText size={22} />} title={t('contracts.empty')} action={add}>
              {t(tier === 'operator' ? 'contracts.empty_operator' : 'contracts.empty_detail')}
            </Empty>
          )
        }
      />
    </>
  )
}
