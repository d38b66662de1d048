import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import type { Printer } from '../../api/types.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { ExternalIdsDialog, externalIdsShown } from '../../ui/form/ExternalIds.tsx'
import { RowButton } from '../../ui/RowButton.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf } from '../../ui/useDelete.ts'
import { printerQuery } from './printersApi.ts'

/** What other systems call the printer (API-2); whoever manages printers changes it. */
export function PrinterExternalIds({ printer }: { printer: Printer }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organization_id = useOrganizationId()
  const mayEdit = useAllowed('setPrinterExternalIds')
  const [editing, setEditing] = useState(false)
  const shown = externalIdsShown(printer.external_ids)
  return (
    <>
      {shown}{' '}
      {mayEdit ? (
        <RowButton onClick={() => setEditing(true)}>{t('external_ids.edit')}</RowButton>
      ) : (
        shown === null && '–'
      )}
      {editing && (
        <ExternalIdsDialog
          draft={`printer.${printer.id}.external_ids`}
          stored={printer.external_ids}
          etag={etagOf(printer)}
          reread={async () => {
            const fresh = await queryClient.fetchQuery({ ...printerQuery(organization_id, printer.id), staleTime: 0 })
            return { external_ids: fresh.data.external_ids, etag: etagOf(fresh.data) }
          }}
          save={async (external_ids, etag) => {
            await body(
              api.PUT('/api/v1/printers/{printer_id}/external-ids', {
                params: {
                  path: { printer_id: printer.id },
                  query: { organization_id },
                  header: { 'If-Match': etag },
                },
                body: { external_ids },
              }),
            )
            toast(t('external_ids.saved'))
            await queryClient.invalidateQueries({ queryKey: ['printers'] })
          }}
          onClose={() => setEditing(false)}
        />
      )}
    </>
  )
}
