import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Breakable } from '../../ui/Breakable.tsx'
import { ImportPage } from '../imports/ImportPage.tsx'
import type { ImportKind } from '../imports/kind.ts'
import { contactName } from './contactsApi.ts'
import type { ContactImport, ImportPreview } from './importApi.ts'
import { largestImport, previewImport, readImport, startImport } from './importApi.ts'

/** Choose a file, see what would become of it, import it, see what became of it (CON-4..CON-7). */
export function ImportContactsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { import_id } = useSearch({ strict: false })
  const kind: ImportKind<ImportPreview, ContactImport> = {
    fileName: 'contacts',
    largest: largestImport,
    path: '/api/v1/contact-imports',
    things: 'contacts',
    imports: 'contact-imports',
    preview: previewImport,
    start: startImport,
    read: readImport,
    page: '/contacts/import',
    open: (id) => void navigate({ to: '/contacts/import', search: { import_id: id } }),
    rows: (of, name) =>
      of.groups[name].map((row) => {
        const words = <Breakable text={contactName(row)} />
        return {
          line: row.line,
          // It may be gone since.
          name:
            'contact_id' in row && row.contact_id ? (
              <Link to="/contacts/$contactId" params={{ contactId: row.contact_id }}>
                {words}
              </Link>
            ) : (
              <span>{words}</span>
            ),
        }
      }),
    words: {
      title: t('contacts.import.title'),
      result: t('contacts.import.result_title'),
      what: t('contacts.import.what'),
      hints: t('contacts.import.hints'),
      tooLarge: t('contacts.import.too_large'),
      start: ({ counts }) => t('contacts.import.start', { count: counts.imported }),
      group: (name, planned) =>
        t(planned && name === 'imported' ? 'contacts.import.group.planned' : `contacts.import.group.${name}`),
      list: t('contacts.title'),
      toList: t('contacts.import.to_contacts'),
    },
    list: '/contacts',
  }
  return <ImportPage kind={kind} importId={import_id} />
}
