import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Breakable } from '../../ui/Breakable.tsx'
import { DownloadButton } from '../../ui/DownloadButton.tsx'
import { Lines } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'
import styles from './documents.module.css'
import type { SharedDocument } from './documentsApi.ts'
import { contentUrl, documentVersionsQuery } from './documentsApi.ts'
import { fileSize } from './fileSize.ts'

/** All versions of a document, each to be saved. */
export function VersionsDialog({ document, onClose }: { document: SharedDocument; onClose: () => void }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const versions = useInfiniteQuery(documentVersionsQuery(organizationId, document.id))
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="versions-title">
      <DialogTitle id="versions-title">
        <Breakable text={t('documents.versions_of', { name: document.name })} />
      </DialogTitle>
      <DialogContent>
        {versions.isPending ? (
          <Lines count={3} />
        ) : versions.isError ? (
          <Problem error={versions.error} onRetry={() => void versions.refetch()} />
        ) : (
          <ul className={styles.versions}>
            {versions.data.pages
              .flatMap((page) => page.items)
              .map((version) => (
                <li key={version.number} className={styles.version}>
                  <div>
                    <strong>{t('documents.version', { number: version.number })}</strong>{' '}
                    <Breakable text={version.file_name} />
                    <div className="muted small">
                      {[fileSize(version.size_bytes, i18n.language), format.dateTime(version.uploaded_at)].join(' · ')}{' '}
                      <Breakable text={version.uploaded_by} />
                    </div>
                  </div>
                  <DownloadButton url={contentUrl(organizationId, document.id, version.number)}>
                    {t('documents.download_version', { number: version.number })}
                  </DownloadButton>
                </li>
              ))}
          </ul>
        )}
      </DialogContent>
      <DialogActions>
        {versions.hasNextPage && (
          <Button onClick={() => void versions.fetchNextPage()}>{t('documents.older_versions')}</Button>
        )}
        <Button onClick={onClose}>{t('common.close')}</Button>
      </DialogActions>
    </Dialog>
  )
}
