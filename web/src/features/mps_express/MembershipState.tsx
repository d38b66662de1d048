import { useTranslation } from 'react-i18next'
import { Breakable } from '../../ui/Breakable.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { membershipTones } from './membershipWords.ts'
import type { Membership } from './mpsExpressApi.ts'

export function MembershipState({ state }: { state: Membership['state'] }) {
  const { t } = useTranslation()
  return <StatusWord tone={membershipTones[state]}>{t(`mps_express.membership.${state}`)}</StatusWord>
}

/** Who decided: a person, or the contract. */
export function DecidedBy({ membership }: { membership: Pick<Membership, 'decided_by'> }) {
  const { t } = useTranslation()
  const { decided_by } = membership
  if (decided_by === '') return <>–</>
  return decided_by === 'contract' ? <>{t('mps_express.by_contract')}</> : <Breakable text={decided_by} />
}
