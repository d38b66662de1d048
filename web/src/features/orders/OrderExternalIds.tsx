import { Button } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import type { SupplyOrder } from '../../api/types.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { ExternalIdsDialog, externalIdsShown } from '../../ui/form/ExternalIds.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf } from '../../ui/useDelete.ts'
import { orderQuery } from './ordersApi.ts'

/** What other systems call the order (API-2); whoever fulfils orders changes it. */
export function OrderExternalIds({ order }: { order: SupplyOrder }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organization_id = useOrganizationId()
  const mayEdit = useAllowed('setSupplyOrderExternalIds')
  const [editing, setEditing] = useState(false)
  const shown = externalIdsShown(order.external_ids)
  if (shown === null && !mayEdit) return null
  return (
    <Panel
      title={t('external_ids.label')}
      id="external-ids"
      aside={mayEdit && <Button onClick={() => setEditing(true)}>{t('external_ids.edit')}</Button>}
    >
      {shown === null ? <span className="faint">–</span> : <Breakable text={shown} />}
      {editing && (
        <ExternalIdsDialog
          draft={`order.${order.id}.external_ids`}
          stored={order.external_ids}
          etag={etagOf(order)}
          reread={async () => {
            const fresh = await queryClient.fetchQuery({ ...orderQuery(organization_id, order.id), staleTime: 0 })
            return { external_ids: fresh.data.external_ids, etag: etagOf(fresh.data) }
          }}
          save={async (external_ids, etag) => {
            await body(
              api.PUT('/api/v1/supply-orders/{order_id}/external-ids', {
                params: { path: { order_id: order.id }, query: { organization_id }, header: { 'If-Match': etag } },
                body: { external_ids },
              }),
            )
            toast(t('external_ids.saved'))
            await queryClient.invalidateQueries({ queryKey: ['supply-orders'] })
          }}
          onClose={() => setEditing(false)}
        />
      )}
    </Panel>
  )
}
