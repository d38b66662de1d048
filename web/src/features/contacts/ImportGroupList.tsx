import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/useFormat.ts'
import { Breakable } from '../../ui/Breakable.tsx'
import type { ImportPreview } from './importApi.ts'
import type { GroupItem, GroupName } from './importGroups.ts'
import { groupsWithRows, itemsOf, mostShown } from './importGroups.ts'
import styles from './contacts.module.css'

/** The groups of a preview or a result, each opening to its rows. */
export function ImportGroupList({ of, planned = false }: { of: ImportPreview; planned?: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <>
      {groupsWithRows(of).map((name) => (
        <details key={name} className={styles.group} data-group={name} open={name === 'invalid' || undefined}>
          <summary>
            {t(planned && name === 'imported' ? 'contacts.import.group.planned' : `contacts.import.group.${name}`)}{' '}
            <strong className="num">{format.number(of.counts[name])}</strong>
          </summary>
          <GroupRows name={name} items={itemsOf(of.groups, name)} />
        </details>
      ))}
    </>
  )
}

function GroupRows({ name, items }: { name: GroupName; items: GroupItem[] }) {
  const { t } = useTranslation()
  return (
    <>
      <ul className={styles.rows}>
        {items.slice(0, mostShown).map((item) => (
          <li key={item.key}>
            <span className="muted num nowrap">
              {item.first === item.last
                ? t('contacts.import.line', { line: item.first })
                : t('contacts.import.lines', { first: item.first, last: item.last })}
            </span>{' '}
            {item.name &&
              (item.contactId ? (
                <Link to="/contacts/$contactId" params={{ contactId: item.contactId }}>
                  <Breakable text={item.name} />
                </Link>
              ) : (
                <span>
                  <Breakable text={item.name} />
                </span>
              ))}
            {name === 'invalid' && item.column && (
              <>
                <span className="mono">{item.column}</span>
                {item.value && (
                  <>
                    {' '}
                    <q className="break">
                      <Breakable text={item.value} />
                    </q>
                  </>
                )}
              </>
            )}
            {item.reason && <div className="small">{item.reason}</div>}
          </li>
        ))}
      </ul>
      {items.length > mostShown && (
        <p className="small muted">{t('contacts.import.more', { count: items.length - mostShown })}</p>
      )}
    </>
  )
}
