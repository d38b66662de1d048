import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/useFormat.ts'
import { Breakable } from '../../ui/Breakable.tsx'
import type { GroupItem, GroupName, ImportPreview, NamedRow } from './importGroups.ts'
import { groupsWithRows, hiddenOf, itemsOf, mostShown } from './importGroups.ts'
import styles from './imports.module.css'

interface Props {
  of: ImportPreview
  rows: (name: 'imported' | 'existing') => NamedRow[]
  title: (name: GroupName) => string
}

/** The groups of a preview or a result, each opening to its rows. */
export function ImportGroupList({ of, rows, title }: Props) {
  const format = useFormat()
  return (
    <>
      {groupsWithRows(of).map((name) => {
        const items = itemsOf(of.groups, name, rows)
        return (
          <details key={name} className={styles.group} data-group={name} open={name === 'invalid' || undefined}>
            <summary>
              {title(name)} <strong className="num">{format.number(of.counts[name])}</strong>
            </summary>
            <GroupRows name={name} items={items} hidden={hiddenOf(name, items, of.counts)} />
          </details>
        )
      })}
    </>
  )
}

function GroupRows({ name, items, hidden }: { name: GroupName; items: GroupItem[]; hidden: number }) {
  const { t } = useTranslation()
  return (
    <>
      <ul className={styles.rows}>
        {items.slice(0, mostShown).map((item) => (
          <li key={item.key}>
            <span className="muted num nowrap">
              {item.first === item.last
                ? t('imports.line', { line: item.first })
                : t('imports.lines', { first: item.first, last: item.last })}
            </span>{' '}
            {item.name}
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
      {hidden > 0 && <p className="small muted">{t('imports.more', { count: hidden })}</p>}
    </>
  )
}
