import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ImportPage } from '../imports/ImportPage.tsx'
import type { ImportKind } from '../imports/kind.ts'
import type { ReadImport, ReadImportPreview } from './meterReadsApi.ts'
import { largestImport, previewReads, readReads, startReads } from './meterReadsApi.ts'

/** As the file names them, in every language. */
const columnNames = { columns: 'serial_number, read_on, life, mono, color, description', same: 'same' }

/** Choose a file of reads, see what would become of it, import it, see what became of it (MTR-3). */
export function ImportReadsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { import_id } = useSearch({ strict: false })
  const kind: ImportKind<ReadImportPreview, ReadImport> = {
    fileName: 'meter-reads',
    largest: largestImport,
    path: '/api/v1/meter-read-imports',
    things: 'meter-reads',
    imports: 'meter-read-imports',
    preview: previewReads,
    start: startReads,
    read: readReads,
    page: '/meter-reads/import',
    open: (id) => void navigate({ to: '/meter-reads/import', search: { import_id: id } }),
    rows: (of, name) =>
      of.groups[name].map((row) => ({
        line: row.line,
        name:
          'printer_id' in row && row.printer_id ? (
            <Link to="/printers/$printerId" params={{ printerId: row.printer_id }}>
              {row.serial_number}
            </Link>
          ) : (
            <span>{row.serial_number}</span>
          ),
      })),
    words: {
      title: t('meter_reads.import.title'),
      result: t('meter_reads.import.result_title'),
      what: t('meter_reads.import.what'),
      hints: t('meter_reads.import.hints', columnNames),
      tooLarge: t('meter_reads.import.too_large'),
      start: ({ counts }) => t('meter_reads.import.start', { count: counts.imported }),
      group: (name, planned) =>
        t(planned && name === 'imported' ? 'meter_reads.import.group.planned' : `meter_reads.import.group.${name}`),
      list: t('nav.meter_reads'),
      toList: t('meter_reads.all'),
    },
    list: '/meter-reads',
  }
  return <ImportPage kind={kind} importId={import_id} />
}
