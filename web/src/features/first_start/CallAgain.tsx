import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { ProblemLine } from '../../ui/Problem.tsx'
import { firstStartQuery, showFirstStart } from './firstStartApi.ts'
import styles from './first_start.module.css'

/** Calls the guided start again, for the settings. */
export function CallAgain() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const show = useMutation({
    mutationFn: () => showFirstStart(organizationId, true),
    onSuccess: (after) => {
      queryClient.setQueryData(firstStartQuery(organizationId).queryKey, after)
      return navigate({ to: '/' })
    },
  })
  return (
    <>
      <div className={styles.call}>
        <span className="muted small">{t('first_start.call_detail')}</span>
        <BusyButton variant="outlined" busy={show.isPending} onClick={() => show.mutate()}>
          {t('first_start.call_again')}
        </BusyButton>
      </div>
      {show.isError && <ProblemLine error={show.error} />}
    </>
  )
}
