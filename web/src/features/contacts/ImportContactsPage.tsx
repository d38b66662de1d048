import { useMutation } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Download, Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import type { ChangeEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { ApiError } from '../../api/problem.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { downloadText } from '../../lib/csv.ts'
import { watchTask } from '../../lib/tasks.ts'
import { Breakable } from '../../ui/Breakable.tsx'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { Crumb } from '../../ui/Crumb.tsx'
import { DownloadLink } from '../../ui/DownloadButton.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Note } from '../../ui/Note.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemLine } from '../../ui/Problem.tsx'
import { OrganizationLine } from '../organizations/OrganizationField.tsx'
import type { ImportFile, ImportPreview } from './importApi.ts'
import { importFileUrl, largestImport, previewFile, previewImport, startImport } from './importApi.ts'
import { ImportGroupList } from './ImportGroupList.tsx'
import { hasFailedRows, remarksOf } from './importGroups.ts'
import { ImportResult } from './ImportResult.tsx'
import styles from './contacts.module.css'

/** Choose a file, see what would become of it, import it, see what became of it (CON-4..CON-7). */
export function ImportContactsPage() {
  const { t } = useTranslation()
  const { import_id } = useSearch({ strict: false })
  const title = import_id === undefined ? t('contacts.import.title') : t('contacts.import.result_title')
  return (
    <div className={styles.formPage}>
      <PageHead
        key={title}
        title={title}
        above={
          <Crumb to="/contacts" here={title}>
            {t('contacts.title')}
          </Crumb>
        }
      />
      {import_id === undefined ? <ChooseFile /> : <ImportResult key={import_id} importId={import_id} />}
    </div>
  )
}

/** Read at once: what is previewed is what is imported, whatever happens to the file meanwhile. */
async function read(file: File, tooLarge: () => string): Promise<ImportFile> {
  if (file.size > largestImport) throw new ApiError({ title: tooLarge(), status: 413, code: 'too_large' })
  return { name: file.name, bytes: await file.arrayBuffer() }
}

function ChooseFile() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const organizationId = useOrganizationId()
  const input = useRef<HTMLInputElement>(null)
  // One key for one chosen file: a double click starts one import.
  const [key, setKey] = useState(newIdempotencyKey)
  const preview = useMutation({
    mutationFn: async (chosen: File) => {
      const file = await read(chosen, () => t('contacts.import.too_large'))
      return { file, of: await previewImport(organizationId, file) }
    },
  })
  const start = useMutation({
    mutationFn: (file: ImportFile) => startImport(organizationId, file, key),
    onSuccess: (started) => {
      watchTask(started.id)
      void navigate({ to: '/contacts/import', search: { import_id: started.id } })
    },
  })
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const [chosen] = event.target.files ?? []
    // The same file can be chosen again once it is corrected.
    event.target.value = ''
    if (!chosen) return
    start.reset()
    setKey(newIdempotencyKey())
    preview.mutate(chosen)
  }
  const chosen = preview.data
  return (
    <div className="stack">
      <Panel>
        <div className="stack">
          <OrganizationLine id={organizationId} />
          <p>{t('contacts.import.what')}</p>
          <p className="small muted">{t('contacts.import.hints')}</p>
          <div className="row wrap">
            <BusyButton
              variant={chosen ? 'outlined' : 'contained'}
              startIcon={<Upload size={16} />}
              busy={preview.isPending || start.isPending}
              onClick={() => input.current?.click()}
            >
              {chosen || preview.isError ? t('contacts.import.choose_other') : t('contacts.import.choose')}
            </BusyButton>
            <DownloadLink url={importFileUrl(organizationId, 'sample')}>{t('contacts.import.sample')}</DownloadLink>
          </div>
          <input
            ref={input}
            hidden
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            aria-label={t('contacts.import.choose')}
            onChange={choose}
          />
          <div aria-live="polite">{preview.isPending && <p className="muted">{t('contacts.import.reading')}</p>}</div>
          {preview.isError && <ProblemLine error={preview.error} />}
        </div>
      </Panel>
      {chosen && !preview.isPending && (
        <Panel title={t('contacts.import.preview')} id="import-preview">
          <div className="stack">
            <PreviewWords of={chosen.of} />
            <ImportGroupList key={preview.submittedAt} of={chosen.of} planned />
            {hasFailedRows(chosen.of) && <PreviewFiles key={`files ${preview.submittedAt}`} file={chosen.file} />}
            {start.isError && <ProblemLine error={start.error} />}
            <div className="row wrap">
              {chosen.of.counts.imported > 0 && (
                <BusyButton variant="contained" busy={start.isPending} onClick={() => start.mutate(chosen.file)}>
                  {t('contacts.import.start', { count: chosen.of.counts.imported })}
                </BusyButton>
              )}
              <LinkButton variant="outlined" to="/contacts">
                {t('common.cancel')}
              </LinkButton>
            </div>
          </div>
        </Panel>
      )}
    </div>
  )
}

/** What is wrong is taken away and corrected before anything is written. */
function PreviewFiles({ file }: { file: ImportFile }) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const save = useMutation({
    mutationFn: async (what: 'report' | 'failed-rows') => {
      const name = what === 'report' ? 'contacts-import-report.csv' : 'contacts-failed-rows.csv'
      downloadText(name, await previewFile(organizationId, file, what))
    },
  })
  const button = (what: 'report' | 'failed-rows', words: string) => (
    <BusyButton
      variant="outlined"
      startIcon={<Download size={16} />}
      busy={save.isPending && save.variables === what}
      onClick={() => save.mutate(what)}
    >
      {words}
    </BusyButton>
  )
  return (
    <>
      <div className="row wrap">
        {button('report', t('contacts.import.report'))}
        {button('failed-rows', t('contacts.import.failed_rows'))}
      </div>
      {save.isError && <ProblemLine error={save.error} />}
    </>
  )
}

function PreviewWords({ of }: { of: ImportPreview }) {
  const { t } = useTranslation()
  return (
    <>
      <p role="status">
        <strong className="break">
          <Breakable text={of.file_name} />
        </strong>{' '}
        {t('contacts.import.rows', { count: of.counts.rows })}
      </p>
      {remarksOf(of).length > 0 && (
        <Note tone="info">
          {remarksOf(of).map((remark) => (
            <p key={remark}>{t(`contacts.import.recognized.${remark}`)}</p>
          ))}
        </Note>
      )}
      {of.counts.imported === 0 && <Note tone="warning">{t('contacts.import.nothing')}</Note>}
    </>
  )
}
