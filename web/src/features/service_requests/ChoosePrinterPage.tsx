import { Link } from '@tanstack/react-router'
import { Printer } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PrinterSummary } from '../../api/types.ts'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { Crumb } from '../../ui/Crumb.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { externalIdsShown } from '../../ui/form/ExternalIds.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { useSiteFilter } from '../../ui/table/useSiteFilter.ts'
import { printerName } from '../printers/printersApi.ts'
import { printersToChooseQuery } from './requestsApi.ts'
import { choosePrinterList } from './requestsSearch.ts'
import { Steps } from './Steps.tsx'

const dash = <span className="faint">–</span>

/** For which printer, or a user service that needs none (SRV-2). */
export function ChoosePrinterPage() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const list = useListState(choosePrinterList)
  const { search } = list
  const printers = useListQuery(list, printersToChooseQuery(organizationId, search))
  const site = useSiteFilter(organizationId, search.site_id, t('service_requests.column.site'))
  const columns = useMemo(
    (): Array<Column<PrinterSummary>> => [
      {
        id: 'printer',
        header: t('printers.column.printer'),
        width: 220,
        cell: (printer) => (
          <Link to="/service-requests/new/details" search={{ printer_id: printer.id }}>
            {printerName(printer)}
          </Link>
        ),
      },
      {
        id: 'serial',
        header: t('printers.column.serial_number'),
        width: 150,
        cell: (printer) =>
          printer.serial_number ? (
            <span className="mono">
              <Breakable text={printer.serial_number} />
            </span>
          ) : (
            dash
          ),
      },
      {
        id: 'assets',
        header: t('service_requests.new.asset_numbers'),
        width: 180,
        cell: (printer) => {
          const shown = externalIdsShown(printer.external_ids)
          return shown ? <Breakable text={shown} /> : dash
        },
      },
      {
        id: 'manufacturer',
        header: t('printers.column.manufacturer'),
        width: 130,
        phoneHidden: true,
        cell: (printer) => printer.manufacturer || dash,
      },
      {
        id: 'host',
        header: t('printers.column.host_name'),
        width: 160,
        cell: (printer) => (printer.host_name ? <Breakable text={printer.host_name} /> : dash),
      },
      {
        id: 'site',
        header: t('printers.column.site'),
        width: 150,
        cell: (printer) => printer.site_name || dash,
      },
      {
        id: 'location',
        header: t('printers.column.location'),
        width: 180,
        cell: (printer) => printer.location || dash,
      },
      {
        id: 'contact',
        header: t('printers.column.contact'),
        width: 170,
        phoneHidden: true,
        cell: (printer) => printer.contact_name || dash,
      },
    ],
    [t],
  )
  return (
    <>
      <PageHead
        title={t('service_requests.request')}
        context={t('service_requests.new.printer_context')}
        above={
          <Crumb to="/service-requests" here={t('service_requests.request')}>
            {t('service_requests.title')}
          </Crumb>
        }
      >
        <LinkButton variant="outlined" to="/service-requests/new">
          {t('service_requests.new.back')}
        </LinkButton>
        <LinkButton variant="outlined" to="/service-requests">
          {t('common.cancel')}
        </LinkButton>
      </PageHead>
      <Steps at="printer" />
      <div className="stack">
        <Panel title={t('service_requests.new.user_service')} id="user-service">
          <div className="stack">
            <p className="muted">{t('service_requests.new.user_service_detail')}</p>
            <div>
              <LinkButton variant="outlined" to="/service-requests/new/details">
                {t('service_requests.new.without_printer')}
              </LinkButton>
            </div>
          </div>
        </Panel>
        <ListTable
          file="page"
          id="service-requests-printers"
          label={t('service_requests.new.page.printer')}
          columns={columns}
          rowId={(printer) => printer.id}
          rowName={printerName}
          list={list}
          query={printers}
          toolbar={
            <ListToolbar
              searchLabel={t('service_requests.new.search_printer')}
              search={search.search}
              onSearch={(value) => list.set({ search: value }, { replace: true })}
              filters={[site]}
              values={{ site_id: search.site_id }}
              onFilter={(id, value) => list.set({ [id]: value })}
            />
          }
          empty={
            search.search !== undefined || search.site_id !== undefined ? (
              <NoMatches onClear={() => list.set({ search: undefined, site_id: undefined })} />
            ) : (
              <Empty icon={<Printer size={22} />} title={t('service_requests.new.no_printers')}>
                {t('service_requests.new.no_printers_detail')}
              </Empty>
            )
          }
        />
      </div>
    </>
  )
}
