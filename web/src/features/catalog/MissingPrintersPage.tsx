import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { PackageCheck } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { useWord } from '../../lib/useWord.ts'
import { Breakable } from '../../ui/Breakable.tsx'
import { Crumb } from '../../ui/Crumb.tsx'
import { ExportButtons } from '../../ui/DownloadButton.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import type { PrinterWithoutItem } from './catalogApi.ts'
import { findModels, missingPrintersExport, missingPrintersQuery, modelName, modelQuery } from './catalogApi.ts'
import { missingPrintersList } from './catalogSearch.ts'
import { supplyTypes } from './ItemForm.tsx'
import { useSupplyWords } from './supplyWords.ts'

const nameOf = (printer: PrinterWithoutItem): string =>
  [modelName(printer), printer.serial_number].filter(Boolean).join(' ')

/** Which printers have no item for a supply (ORD-2). */
export function MissingPrintersPage() {
  const { t } = useTranslation()
  const word = useWord()
  const words = useSupplyWords()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const list = useListState(missingPrintersList)
  const { search } = list
  const printers = useListQuery(list, missingPrintersQuery(organizationId, search))
  const model = useQuery({
    ...modelQuery(organizationId, search.model_id ?? ''),
    enabled: search.model_id !== undefined,
  })
  const chosen = useQuery({
    queryKey: ['organizations', organizationId, 'one', search.of_organization],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/organizations/{organization_id}', {
          params: {
            path: { organization_id: search.of_organization ?? '' },
            query: { organization_id: organizationId },
          },
          signal,
        } as never),
      ),
    enabled: search.of_organization !== undefined,
  })
  const columns = useMemo(
    (): Array<Column<PrinterWithoutItem>> => [
      {
        id: 'printer',
        header: t('catalog.field.model'),
        width: 240,
        cell: (printer) => (
          <Link to="/printers/$printerId" params={{ printerId: printer.id }}>
            <Breakable text={modelName(printer)} />
          </Link>
        ),
      },
      {
        id: 'serial_number',
        header: t('catalog.field.serial_number'),
        width: 150,
        cell: (printer) => <span className="mono">{printer.serial_number}</span>,
      },
      {
        id: 'organization',
        header: t('organizations.field.organization'),
        width: 180,
        cell: (printer) => printer.organization_name,
      },
      {
        id: 'location',
        header: t('catalog.field.location'),
        width: 160,
        phoneHidden: true,
        cell: (printer) => printer.location,
      },
      {
        id: 'supplies',
        header: t('catalog.missing.supplies'),
        width: 260,
        cell: (printer) => format.list(printer.supplies.map(words)),
      },
    ],
    [t, format, words],
  )
  const nothing = {
    of_organization: undefined,
    model_id: undefined,
    manufacturer: undefined,
    supply_type: undefined,
    colorant: undefined,
  }
  const filtered = Object.keys(nothing).some((name) => search[name as keyof typeof nothing] !== undefined)
  return (
    <>
      <PageHead
        title={t('catalog.missing.printers_title')}
        context={t('catalog.missing.printers_context')}
        above={
          <Crumb to="/catalog/missing" here={t('catalog.missing.printers_title')}>
            {t('catalog.missing.title')}
          </Crumb>
        }
      >
        <ExportButtons url={missingPrintersExport(organizationId, search)}>{t('catalog.export')}</ExportButtons>
      </PageHead>
      <ListTable
        file="page"
        id="catalog.missing-printers"
        label={t('catalog.missing.printers_title')}
        columns={columns}
        rowId={(printer) => printer.id}
        rowName={nameOf}
        list={list}
        query={printers}
        toolbar={
          <ListToolbar
            filters={[
              {
                id: 'model_id',
                of: organizationId,
                label: t('catalog.field.model'),
                load: async (typed) =>
                  (await findModels(organizationId, typed || undefined)).map((one) => ({
                    value: one.id,
                    label: modelName(one),
                  })),
                labelOf: () => (model.data ? modelName(model.data.data) : undefined),
              },
              {
                id: 'of_organization',
                of: organizationId,
                label: t('organizations.field.organization'),
                load: async (typed) =>
                  (
                    await body(
                      api.GET('/api/v1/organizations', {
                        params: { query: { organization_id: organizationId, search: typed || undefined, limit: 20 } },
                      }),
                    )
                  ).items.map((one) => ({ value: one.id, label: one.name })),
                labelOf: () => (chosen.data as { name?: string } | undefined)?.name,
              },
              {
                id: 'supply_type',
                label: t('catalog.field.supply_type'),
                options: supplyTypes.map((type) => ({ value: type, label: word(`supply.type.${type}`) })),
                labelOf: (type) => word(`supply.type.${type}`),
              },
              { id: 'colorant', label: t('catalog.field.colorant'), options: [] },
              { id: 'manufacturer', label: t('catalog.field.manufacturer'), options: [] },
            ]}
            values={{
              model_id: search.model_id,
              of_organization: search.of_organization,
              supply_type: search.supply_type,
              colorant: search.colorant,
              manufacturer: search.manufacturer,
            }}
            onFilter={(id, value) => list.set({ [id]: value })}
          />
        }
        empty={
          filtered ? (
            <NoMatches onClear={() => list.set(nothing)} />
          ) : (
            <Empty icon={<PackageCheck size={22} />} title={t('catalog.missing.empty')}>
              {t('catalog.missing.empty_detail')}
            </Empty>
          )
        }
      />
    </>
  )
}
