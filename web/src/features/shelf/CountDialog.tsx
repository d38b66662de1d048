import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { Lines } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { OrganizationLine } from '../organizations/OrganizationField.tsx'
import { CountForm } from './CountForm.tsx'
import { countShelf, shelfQuery } from './shelfApi.ts'

/** Somebody says how many cartridges lie ready for a printer (ASR-18). */
export function CountDialog({ printerId, onClose }: { printerId: string; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const [key] = useState(newIdempotencyKey)
  const shelf = useQuery({ ...shelfQuery(organizationId, printerId), refetchOnWindowFocus: false })
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="count-title">
      <DialogTitle id="count-title">{t('shelf.count')}</DialogTitle>
      <DialogContent>
        {shelf.isPending ? (
          <Lines count={4} />
        ) : shelf.isError ? (
          <Problem error={shelf.error} onRetry={() => void shelf.refetch()} />
        ) : shelf.data.lines.length === 0 ? (
          <p className="muted">{t('shelf.nothing_to_count')}</p>
        ) : (
          <>
            <OrganizationLine id={shelf.data.organization_id} />
            <p className="muted">{t('shelf.count_detail')}</p>
            <CountForm
              lines={shelf.data.lines}
              label={t('shelf.count')}
              draft={`shelf.count.${printerId}`}
              save={async (lines) => {
                await countShelf(organizationId, lines, key)
                await Promise.all(
                  ['shelf', 'replenishment'].map((first) => queryClient.invalidateQueries({ queryKey: [first] })),
                )
                toast(t('shelf.count_saved'))
                onClose()
              }}
              onCancel={onClose}
            />
          </>
        )}
      </DialogContent>
    </Dialog>
  )
}
