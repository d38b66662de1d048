import { Crumb } from '../../ui/Crumb.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { ChooseFile } from './ChooseFile.tsx'
import { ImportResult } from './ImportResult.tsx'
import type { ImportPreview } from './importGroups.ts'
import type { ImportKind, RunningImport } from './kind.ts'
import styles from './imports.module.css'

/** The page of an import: a file to choose, and what became of one. */
export function ImportPage<P extends ImportPreview, I extends RunningImport>({
  kind,
  importId,
}: {
  kind: ImportKind<P, I>
  importId: string | undefined
}) {
  const title = importId === undefined ? kind.words.title : kind.words.result
  return (
    <div className={styles.page}>
      <PageHead
        key={title}
        title={title}
        above={
          <Crumb to={kind.list} here={title}>
            {kind.words.list}
          </Crumb>
        }
      />
      {importId === undefined ? (
        <ChooseFile kind={kind} />
      ) : (
        <ImportResult key={importId} kind={kind} importId={importId} />
      )}
    </div>
  )
}
