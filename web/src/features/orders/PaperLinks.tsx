import { Button } from '@mui/material'
import { FileText, Tag } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { exportUrl } from '../../lib/exportUrl.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'

/** The papers of a parcel as PDF: of one shipment, or of what is still to be shipped (ASR-12). */
export function PaperLinks({ orderId, shipmentId }: { orderId: string; shipmentId?: string }) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const mayLabel = useAllowed('getDeliveryLabels')
  const href = (paper: 'packing-slip' | 'label') =>
    exportUrl(`/api/v1/supply-orders/${orderId}/${paper}`, {
      organization_id: organizationId,
      shipment_id: shipmentId,
    })
  return (
    <div className="row wrap">
      <Button component="a" variant="outlined" startIcon={<FileText size={16} />} href={href('packing-slip')} download>
        {t('orders.packing_slip')}
      </Button>
      {mayLabel && (
        <Button component="a" variant="outlined" startIcon={<Tag size={16} />} href={href('label')} download>
          {t('orders.labels')}
        </Button>
      )}
    </div>
  )
}
