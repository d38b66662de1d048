import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditEvent } from './AuditPage.tsx'
import { auditActions, auditTypes } from './auditActions.ts'

const isOne = <V extends readonly string[]>(values: V, value: string): value is V[number] => values.includes(value)

/** What a row says, in words; a code that is newer than this portal stands as it is. */
export function useAuditWords() {
  const { t } = useTranslation()
  return useMemo(
    () => ({
      action: (code: string): string => (isOne(auditActions, code) ? t(`audit.action.${code}`) : code),
      type: (code: string): string => (isOne(auditTypes, code) ? t(`audit.type.${code}`) : code),
      who: (event: AuditEvent): string =>
        event.actor_kind === 'system'
          ? t('audit.actor.system')
          : event.actor_name === ''
            ? t('audit.actor.anonymous')
            : event.actor_name,
    }),
    [t],
  )
}
