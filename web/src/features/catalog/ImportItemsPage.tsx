import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Breakable } from '../../ui/Breakable.tsx'
import { ImportPage } from '../imports/ImportPage.tsx'
import type { ImportKind } from '../imports/kind.ts'
import type { ItemImport, ItemImportPreview } from './catalogApi.ts'
import { largestImport, previewImport, readImport, startImport } from './catalogApi.ts'

/** Choose a file of items, see what would become of it, import it, see what became of it (ORD-2). */
export function ImportItemsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { import_id } = useSearch({ strict: false })
  const kind: ImportKind<ItemImportPreview, ItemImport> = {
    fileName: 'catalog',
    largest: largestImport,
    path: '/api/v1/catalog-imports',
    things: 'catalog',
    imports: 'catalog-imports',
    preview: previewImport,
    start: startImport,
    read: readImport,
    page: '/catalog/import',
    open: (id) => void navigate({ to: '/catalog/import', search: { import_id: id } }),
    rows: (of, name) =>
      of.groups[name].map((row) => {
        const words = <Breakable text={[row.part_number, row.name].filter(Boolean).join(' · ')} />
        return {
          line: row.line,
          // It may be gone since.
          name:
            'item_id' in row && row.item_id ? (
              <Link to="/catalog/items/$itemId" params={{ itemId: row.item_id }}>
                {words}
              </Link>
            ) : (
              <span>{words}</span>
            ),
          detail:
            name === 'existing' || !('created' in row)
              ? ''
              : row.created
                ? t('catalog.import.new')
                : t('catalog.import.changes', { columns: row.changes }),
        }
      }),
    words: {
      title: t('catalog.import.title'),
      result: t('catalog.import.result_title'),
      what: t('catalog.import.what'),
      hints: t('catalog.import.hints'),
      tooLarge: t('catalog.import.too_large'),
      start: ({ counts, created }) =>
        t('catalog.import.start', { count: counts.imported, created, changed: counts.imported - created }),
      group: (name, planned) =>
        t(planned && name === 'imported' ? 'catalog.import.group.planned' : `catalog.import.group.${name}`),
      list: t('catalog.title'),
      toList: t('catalog.import.to_catalog'),
    },
    list: '/catalog',
  }
  return <ImportPage kind={kind} importId={import_id} />
}
