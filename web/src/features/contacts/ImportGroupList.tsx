import { IconButton } from '@mui/material'
import { Link } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/useFormat.ts'
import { Breakable } from '../../ui/Breakable.tsx'
import type { ImportPreview } from './importApi.ts'
import type { GroupItem, GroupName } from './importGroups.ts'
import { groupsWithRows, itemsOf, pageOf } from './importGroups.ts'
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
          <IconButton
            size="small"
            aria-label={t('table.previous')}
            disabled={page === 1}
            onClick={() => setWanted(page - 1)}
          >
            <ChevronLeft size={18} />
          </IconButton>
          <span className="small muted num" role="status">
            {t('contacts.import.range', {
              from: format.number(from),
              to: format.number(to),
              count: format.number(items.length),
            })}
          </span>
          <IconButton
            size="small"
            aria-label={t('table.next')}
            disabled={page === pages}
            onClick={() => setWanted(page + 1)}
          >
            <ChevronRight size={18} />
          </IconButton>
        </div>
      )}
    </>
  )
}
