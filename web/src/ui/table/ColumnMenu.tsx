import { Checkbox, Divider, FormControlLabel, IconButton } from '@mui/material'
import { ArrowDown, ArrowUp, SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { setPreferences, setTablePreferences, usePreferences } from '../../lib/preferences.ts'
import { BusyButton, BusyIconButton } from '../BusyButton.tsx'
import { Popover } from '../Overlay.tsx'
import { tip } from '../tip/Tip.tsx'
import type { Column } from './columns.ts'
import { moveColumn } from './columns.ts'
import styles from './DataTable.module.css'

interface Props<T> {
  id: string
  columns: Array<Column<T>>
  order: string[]
  visibility: Record<string, boolean>
}

/** Show, hide and order columns; row density. What is chosen is kept in this browser. */
export function ColumnMenu<T>({ id, columns, order, visibility }: Props<T>) {
  const { t } = useTranslation()
  const { density, tables } = usePreferences()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const names = new Map(columns.map((column) => [column.id, column.header]))
  return (
    <>
      <IconButton
        aria-label={t('table.columns')}
        aria-haspopup="dialog"
        onClick={(event) => setAnchor(event.currentTarget)}
        className={styles.columnsButton}
        {...tip(() => t('table.columns'))}
      >
        <SlidersHorizontal size={16} />
      </IconButton>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      >
        <div className={styles.columnMenu} role="dialog" aria-label={t('table.columns')}>
          <ul>
            {order.map((columnId, index) => (
              <li key={columnId} className="row between">
                <FormControlLabel
                  control={
                    <Checkbox
                      size="small"
                      checked={visibility[columnId] ?? true}
                      disabled={index === 0}
                      onChange={(event) =>
                        setTablePreferences(id, {
                          visibility: { ...tables[id]?.visibility, [columnId]: event.target.checked },
                        })
                      }
                    />
                  }
                  label={names.get(columnId)}
                />
                {index > 0 && (
                  <span className="nowrap">
                    <BusyIconButton
                      size="small"
                      busy={index === 1}
                      aria-label={t('table.move_left', { column: names.get(columnId) ?? '' })}
                      onClick={() => setTablePreferences(id, { order: moveColumn(order, columnId, -1) })}
                    >
                      <ArrowUp size={14} />
                    </BusyIconButton>
                    <BusyIconButton
                      size="small"
                      busy={index === order.length - 1}
                      aria-label={t('table.move_right', { column: names.get(columnId) ?? '' })}
                      onClick={() => setTablePreferences(id, { order: moveColumn(order, columnId, 1) })}
                    >
                      <ArrowDown size={14} />
                    </BusyIconButton>
                  </span>
                )}
              </li>
            ))}
          </ul>
          <Divider />
          <div className="row between">
            <FormControlLabel
              control={
                <Checkbox
                  size="small"
                  checked={density === 'compact'}
                  onChange={(event) => setPreferences({ density: event.target.checked ? 'compact' : 'comfortable' })}
                />
              }
              label={t('table.compact')}
            />
            <BusyButton busy={!tables[id]} onClick={() => setTablePreferences(id, null)}>
              {t('table.reset')}
            </BusyButton>
          </div>
        </div>
      </Popover>
    </>
  )
}
