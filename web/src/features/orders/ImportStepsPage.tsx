import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ImportPage } from '../imports/ImportPage.tsx'
import type { ImportKind } from '../imports/kind.ts'
import type { StepImport, StepImportPreview } from './ordersApi.ts'
import { largestImport, previewSteps, readSteps, startSteps } from './ordersApi.ts'

/** As the file names them, in every language. */
const columnNames = {
  columns: 'order, step, carrier, tracking_number, reason, expected_on, line, part_number, quantity',
  step: 'step',
  line: 'line',
  part: 'part_number',
  quantity: 'quantity',
  parcel: 'tracking_number',
}

/** Choose a file of steps, see what would become of it, take them, see what became of them (ORD-3). */
export function ImportStepsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { import_id } = useSearch({ strict: false })
  const kind: ImportKind<StepImportPreview, StepImport> = {
    fileName: 'order-steps',
    largest: largestImport,
    path: '/api/v1/order-imports',
    things: 'supply-orders',
    imports: 'order-imports',
    preview: previewSteps,
    start: startSteps,
    read: readSteps,
    page: '/supply-orders/import',
    open: (id) => void navigate({ to: '/supply-orders/import', search: { import_id: id } }),
    rows: (of, name) =>
      of.groups[name].map((row) => ({
        line: row.line,
        name:
          'order_id' in row && row.order_id ? (
            <Link to="/supply-orders/$orderId" params={{ orderId: row.order_id }}>
              {row.number}
            </Link>
          ) : (
            <span>{row.number}</span>
          ),
        detail: [row.step, row.part].filter(Boolean).join(' · '),
      })),
    words: {
      title: t('orders.import.title'),
      result: t('orders.import.result_title'),
      what: t('orders.import.what'),
      hints: t('orders.import.hints', columnNames),
      tooLarge: t('orders.import.too_large'),
      start: ({ counts }) => t('orders.import.start', { count: counts.imported }),
      group: (name, planned) =>
        t(planned && name === 'imported' ? 'orders.import.group.planned' : `orders.import.group.${name}`),
      list: t('orders.queue.title'),
      toList: t('orders.import.to_queue'),
    },
    list: '/supply-orders/queue',
  }
  return <ImportPage kind={kind} importId={import_id} />
}
