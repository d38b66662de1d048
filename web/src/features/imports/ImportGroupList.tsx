import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/useFormat.ts'
import { Breakable } from '../../ui/Breakable.tsx'
import { BusyIconButton } from '../../ui/BusyButton.tsx'
import type { GroupItem, GroupName, ImportPreview, NamedGroup, NamedRow } from './importGroups.ts'
import { groupsWithRows, hiddenOf, itemsOf, pageOf } from './importGroups.ts'
import styles from './imports.module.css'

interface Props {
  of: ImportPreview
  rows: (name: NamedGroup) => NamedRow[]
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
  const format = useFormat()
  const [wanted, setWanted] = useState(1)
  const { shown, page, pages, from, to } = pageOf(items, wanted)
  return (
    <>
      <ul className={styles.rows}>
        {shown.map((item) => (
          <li key={item.key}>
            <span className="muted num nowrap">
              {item.first === item.last
                ? t('imports.line', { line: item.first })
                : t('imports.lines', { first: item.first, last: item.last })}
            </span>{' '}
            {item.name}
            {name === 'invalid' && item.column && (
              <>
                {item.name && ' '}
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
      {pages > 1 && (
        <div className="row" data-pages={name}>
          <BusyIconButton
            size="small"
            aria-label={t('table.previous')}
            busy={page === 1}
            onClick={() => setWanted(page - 1)}
          >
            <ChevronLeft size={18} />
          </BusyIconButton>
          <span className="small muted num" role="status">
            {t('imports.range', {
              from: format.number(from),
              to: format.number(to),
              count: format.number(items.length),
            })}
          </span>
          <BusyIconButton
            size="small"
            aria-label={t('table.next')}
            busy={page === pages}
            onClick={() => setWanted(page + 1)}
          >
            <ChevronRight size={18} />
          </BusyIconButton>
        </div>
      )}
      {hidden > 0 && <p className="small muted">{t('imports.more', { count: hidden })}</p>}
    </>
  )
}
