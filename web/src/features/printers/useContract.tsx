import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body, newIdempotencyKey } from '../../api/client.ts'
import { ApiError } from '../../api/problem.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { lazyPart } from '../../ui/lazy.tsx'
import { useProblemText } from '../../ui/Problem.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { Waiting } from '../../ui/Waiting.tsx'

const ContractDialog = lazyPart(() => import('./dialogs/ContractDialog.tsx'), Waiting)

interface Change {
  ids: string[]
  under_contract: boolean
  contract_id?: string
}

/** Sets printers under contract, or not; where there are several contracts `dialog` asks which one (PRN-4). */
export function useContract() {
  const { t } = useTranslation()
  const organization_id = useOrganizationId()
  const queryClient = useQueryClient()
  const problemText = useProblemText()
  const [choosing, setChoosing] = useState<string[] | null>(null)
  const change = useMutation({
    mutationFn: ({ ids, under_contract, contract_id }: Change) =>
      body(
        api.POST('/api/v1/printers/contract-changes', {
          params: { query: { organization_id }, header: { 'Idempotency-Key': newIdempotencyKey() } },
          body: { printer_ids: ids, under_contract, ...(contract_id ? { contract_id } : {}) },
        }),
      ),
    onSuccess: (_result, { ids, under_contract }) => {
      void queryClient.invalidateQueries({ queryKey: ['printers'] })
      toast(t('printers.contract_changed', { count: ids.length, under: under_contract ? 'yes' : 'no' }), {
        undo: () => change.mutate({ ids, under_contract: !under_contract }),
      })
    },
    // Several contracts: which one, a person says.
    onError: (error, { ids }) => {
      if (error instanceof ApiError && error.fields.some(({ code }) => code === 'contract_missing')) {
        setChoosing(ids)
        return
      }
      const { title, detail } = problemText(error)
      toast([title, detail].filter(Boolean).join('. '), { tone: 'problem' })
    },
  })
  return {
    change: change.mutate,
    busy: change.isPending,
    dialog: choosing && (
      <ContractDialog
        count={choosing.length}
        onClose={() => setChoosing(null)}
        onChosen={(contract_id) => {
          change.mutate({ ids: choosing, under_contract: true, contract_id })
          setChoosing(null)
        }}
      />
    ),
  }
}
