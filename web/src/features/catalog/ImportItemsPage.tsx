import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Breakable } from '../../ui/Breakable.tsx'
import { Crumb } from '../../ui/Crumb.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { ChooseFile } from '../imports/ChooseFile.tsx'
import { ImportResult } from '../imports/ImportResult.tsx'
import type { ImportKind } from '../imports/kind.ts'
import type { ItemImport, ItemImportPreview } from './catalogApi.ts'
import { largestImport, previewFile, previewImport, readImport, startImport } from './catalogApi.ts'
import styles from './catalog.module.css'

/** Choose a file of items, see what would become of it, import it, see what became of it (ORD-2). */
export function ImportItemsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { import_id } = useSearch({ strict: false })
  const title = import_id === undefined ? t('catalog.import.title') : t('catalog.import.result_title')
  const kind: ImportKind<ItemImportPreview, ItemImport> = {
    fileName: 'catalog',
    largest: largestImport,
    path: '/api/v1/catalog-imports',
    things: 'catalog',
    imports: 'catalog-imports',
    preview: previewImport,
    start: startImport,
    read: readImport,
    previewFile,
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
      what: t('catalog.import.what'),
      hints: t('catalog.import.hints'),
      tooLarge: t('catalog.import.too_large'),
      start: ({ counts, created }) =>
        t('catalog.import.start', { count: counts.imported, created, changed: counts.imported - created }),
      group: (name, planned) =>
        t(planned && name === 'imported' ? 'catalog.import.group.planned' : `catalog.import.group.${name}`),
      list: t('catalog.import.to_catalog'),
    },
    list: '/catalog',
  }
  return (
    <div className={styles.formPage}>
      <PageHead
        key={title}
        title={title}
        above={
          <Crumb to="/catalog" here={title}>
            {t('catalog.title')}
          </Crumb>
        }
      />
      {import_id === undefined ? (
        <ChooseFile kind={kind} />
      ) : (
        <ImportResult key={import_id} kind={kind} importId={import_id} />
      )}
    </div>
  )
}
