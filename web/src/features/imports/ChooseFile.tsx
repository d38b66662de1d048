import { useMutation } from '@tanstack/react-query'
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
import { DownloadLink } from '../../ui/DownloadButton.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemLine } from '../../ui/Problem.tsx'
import { OrganizationLine } from '../organizations/OrganizationField.tsx'
import { ImportGroupList } from './ImportGroupList.tsx'
import type { ImportPreview } from './importGroups.ts'
import { hasFailedRows, remarksOf } from './importGroups.ts'
import type { ImportFile, ImportKind, PreviewFile, RunningImport } from './kind.ts'
import { importFileUrl, previewFile, previewFiles } from './kind.ts'

/** Read at once: what is previewed is what is imported, whatever happens to the file meanwhile. */
async function read(file: File, largest: number, tooLarge: string): Promise<ImportFile> {
  if (file.size > largest) throw new ApiError({ title: tooLarge, status: 413, code: 'too_large' })
  return { name: file.name, bytes: await file.arrayBuffer() }
}

/** Choose a file, see what would become of it, import it (CON-4..CON-6). */
export function ChooseFile<P extends ImportPreview, I extends RunningImport>({ kind }: { kind: ImportKind<P, I> }) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const input = useRef<HTMLInputElement>(null)
  // One key for one chosen file: a double click starts one import.
  const [key, setKey] = useState(newIdempotencyKey)
  const preview = useMutation({
    mutationFn: async (chosen: File) => {
      const file = await read(chosen, kind.largest, kind.words.tooLarge)
      return { file, of: await kind.preview(organizationId, file) }
    },
  })
  const start = useMutation({
    mutationFn: (file: ImportFile) => kind.start(organizationId, file, key),
    onSuccess: (started) => {
      watchTask(started.id)
      kind.open(started.id)
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
          <p>{kind.words.what}</p>
          <p className="small muted">{kind.words.hints}</p>
          <div className="row wrap">
            <BusyButton
              variant={chosen ? 'outlined' : 'contained'}
              startIcon={<Upload size={16} />}
              busy={preview.isPending || start.isPending}
              onClick={() => input.current?.click()}
            >
              {chosen || preview.isError ? t('imports.choose_other') : t('imports.choose')}
            </BusyButton>
            <DownloadLink url={importFileUrl(kind.path, organizationId, 'sample')}>{t('imports.sample')}</DownloadLink>
          </div>
          <input
            ref={input}
            hidden
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            aria-label={t('imports.choose')}
            onChange={choose}
          />
          <div aria-live="polite">{preview.isPending && <p className="muted">{t('imports.reading')}</p>}</div>
          {preview.isError && <ProblemLine error={preview.error} />}
        </div>
      </Panel>
      {chosen && !preview.isPending && (
        <Panel title={t('imports.preview')} id="import-preview">
          <div className="stack">
            <PreviewWords of={chosen.of} />
            <ImportGroupList
              key={preview.submittedAt}
              of={chosen.of}
              rows={(name) => kind.rows(chosen.of, name)}
              title={(name) => kind.words.group(name, true)}
            />
            {hasFailedRows(chosen.of) && (
              <PreviewFiles key={`files ${preview.submittedAt}`} kind={kind} file={chosen.file} />
            )}
            {start.isError && <ProblemLine error={start.error} />}
            <div className="row wrap">
              {chosen.of.counts.imported > 0 && (
                <BusyButton variant="contained" busy={start.isPending} onClick={() => start.mutate(chosen.file)}>
                  {kind.words.start(chosen.of)}
                </BusyButton>
              )}
              <LinkButton variant="outlined" to={kind.list}>
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
function PreviewFiles<P extends ImportPreview, I extends RunningImport>({
  kind,
  file,
}: {
  kind: ImportKind<P, I>
  file: ImportFile
}) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const save = useMutation({
    mutationFn: async (what: PreviewFile) =>
      downloadText(
        `${kind.fileName}-${what === 'report' ? 'import-report' : what}.csv`,
        await previewFile(kind.path, organizationId, file, what),
      ),
  })
  return (
    <>
      <div className="row wrap">
        {previewFiles.map((what) => (
          <BusyButton
            key={what}
            variant="outlined"
            startIcon={<Download size={16} />}
            busy={save.isPending && save.variables === what}
            onClick={() => save.mutate(what)}
          >
            {what === 'report' ? t('imports.report') : t('imports.failed_rows')}
          </BusyButton>
        ))}
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
        {t('imports.rows', { count: of.counts.rows })}
      </p>
      {remarksOf(of).length > 0 && (
        <Note tone="info">
          {remarksOf(of).map((remark) => (
            <p key={remark}>{t(`imports.recognized.${remark}`)}</p>
          ))}
        </Note>
      )}
      {of.counts.imported === 0 && <Note tone="warning">{t('imports.nothing')}</Note>}
    </>
  )
}
