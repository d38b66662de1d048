import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../../api/client.ts'
import { useOrganizationId } from '../../../lib/session.tsx'
import { Lines } from '../../../ui/Loading.tsx'
import { Problem } from '../../../ui/Problem.tsx'

/** Asks under which contract printers come, where their organization has several. */
export function ContractDialog({
  count,
  onChosen,
  onClose,
}: {
  count: number
  onChosen: (contract_id: string) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const organization_id = useOrganizationId()
  const contracts = useQuery({
    queryKey: ['contracts', organization_id, 'to-choose'],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/contracts', { params: { query: { organization_id, limit: 100 } }, signal })),
  })
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="contract-title">
      <DialogTitle id="contract-title">{t('printers.choose_contract', { count })}</DialogTitle>
      <DialogContent className="stack">
        {contracts.isPending ? (
          <Lines count={3} />
        ) : contracts.isError ? (
          <Problem error={contracts.error} onRetry={() => void contracts.refetch()} />
        ) : (
          contracts.data.items.map((contract) => (
            <Button key={contract.id} variant="outlined" onClick={() => onChosen(contract.id)}>
              {[contract.number, contract.name].join(' · ')}
            </Button>
          ))
        )}
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

export default ContractDialog
