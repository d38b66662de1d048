import { Button, Checkbox, FormControlLabel } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import type { Get } from '../../api/types.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { PageLoading } from '../../ui/Loading.tsx'
import { OrganizationFrame } from './OrganizationFrame.tsx'
import styles from './organizations.module.css'

type Entitlements = Get<'/api/v1/organizations/{organization_id}/entitlements'>

const key = (acting: string, id: string) => ['organizations', acting, 'entitlements', id]

/** What an organization is entitled to (ORG-3, ORG-4): given from above, taken away by the operator only. */
export function EntitlementsPage() {
  return (
    <OrganizationFrame>
      {(organization) => <Of key={organization.id} organizationId={organization.id} />}
    </OrganizationFrame>
  )
}

function Of({ organizationId }: { organizationId: string }) {
  const acting = useOrganizationId()
  const found = useQuery({
    queryKey: key(acting, organizationId),
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/organizations/{organization_id}/entitlements', {
          params: { path: { organization_id: organizationId }, query: { organization_id: acting } },
          signal,
        }),
      ),
  })
  if (found.isPending) return <PageLoading />
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />
  return <Entitlements of={found.data} />
}

function Entitlements({ of }: { of: Entitlements }) {
  const { t } = useTranslation()
  const format = useFormat()
  const mayRemove = useAllowed('removeMpsExpress')
  const [chosen, setChosen] = useState(false)
  const [asking, setAsking] = useState<'grant' | 'remove' | null>(null)
  const mps = of.entitlements.find(({ entitlement }) => entitlement === 'mps_express')
  if (of.tier !== 'child')
    return (
      <Panel title={t('organizations.menu.entitlements')} id="entitlements">
        <p>{t('entitlements.of_child_only')}</p>
      </Panel>
    )
  const granted = mps?.granted === true
  const can = mps?.can_be_granted === true
  return (
    <div className={styles.entitlements}>
      <Panel title={t('organizations.menu.entitlements')} id="entitlements">
        <form
          className="stack"
          aria-label={t('organizations.menu.entitlements')}
          onSubmit={(event) => {
            event.preventDefault()
            if (chosen && can) setAsking('grant')
          }}
        >
          <div>
            <FormControlLabel
              control={
                <Checkbox
                  checked={granted || chosen}
                  disabled={!can}
                  onChange={(event) => setChosen(event.target.checked)}
                />
              }
              label={t('entitlements.mps_express')}
            />
            <p className={styles.under}>
              {granted
                ? t('entitlements.granted', {
                    who: mps.granted_by ?? '',
                    at: mps.granted_at ? format.dateTime(mps.granted_at) : '',
                  })
                : can
                  ? t('entitlements.what')
                  : t('entitlements.from_above')}
            </p>
          </div>
          {(can || granted) && <Note tone="warning">{t('entitlements.for_good')}</Note>}
          <div className="row wrap">
            {can && (
              <BusyButton type="submit" variant="contained" busy={!chosen}>
                {t('entitlements.save')}
              </BusyButton>
            )}
            {granted && mayRemove && (
              <Button variant="outlined" color="error" onClick={() => setAsking('remove')}>
                {t('entitlements.remove')}
              </Button>
            )}
          </div>
        </form>
      </Panel>
      {asking === 'grant' && (
        <GrantDialog
          of={of}
          onClose={() => {
            setAsking(null)
            setChosen(false)
          }}
        />
      )}
      {asking === 'remove' && <RemoveDialog of={of} onClose={() => setAsking(null)} />}
    </div>
  )
}

interface DialogProps {
  of: Entitlements
  onClose: () => void
}

function GrantDialog({ of, onClose }: DialogProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const acting = useOrganizationId()
  const grant = useMutation({
    mutationFn: () =>
      body(
        api.PUT('/api/v1/organizations/{organization_id}/entitlements/mps-express', {
          params: { path: { organization_id: of.organization_id }, query: { organization_id: acting } },
          body: { understood: true },
        }),
      ),
    onSuccess: (saved) => {
      queryClient.setQueryData(key(acting, of.organization_id), saved)
      onClose()
      toast(t('entitlements.saved', { name: of.organization_name }))
    },
  })
  return (
    <ConfirmDialog
      title={t('entitlements.grant_title', { name: of.organization_name })}
      sentence={t('entitlements.grant_sentence')}
      confirm={t('entitlements.save')}
      busy={grant.isPending}
      error={grant.error}
      onConfirm={() => grant.mutate()}
      onClose={onClose}
    >
      {t('entitlements.grant_detail', { name: of.organization_name })}
    </ConfirmDialog>
  )
}

function RemoveDialog({ of, onClose }: DialogProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const acting = useOrganizationId()
  const remove = useMutation({
    mutationFn: () =>
      body(
        api.DELETE('/api/v1/organizations/{organization_id}/entitlements/mps-express', {
          params: { path: { organization_id: of.organization_id }, query: { organization_id: acting } },
        }),
      ),
    onSuccess: async () => {
      onClose()
      toast(t('entitlements.removed', { name: of.organization_name }))
      await queryClient.invalidateQueries({ queryKey: ['organizations'] })
    },
  })
  return (
    <ConfirmDialog
      title={t('entitlements.remove_title', { name: of.organization_name })}
      sentence={t('entitlements.remove_sentence')}
      confirm={t('entitlements.remove')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {t('entitlements.remove_detail')}
    </ConfirmDialog>
  )
}
