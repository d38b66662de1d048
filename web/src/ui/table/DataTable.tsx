import { Button } from '@mui/material'
import type { TFunction } from 'i18next'
import { ArrowDown, ArrowUp, ChevronLeft, ChevronRight } from 'lucide-react'
import { memo, useCallback, useLayoutEffect, useMemo, useRef } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { nextSort } from '../../lib/listState.ts'
import type { TablePreferences } from '../../lib/preferences.ts'
import { usePreferences } from '../../lib/preferences.ts'
import { useDelayed } from '../../lib/useDelayed.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { breakable } from '../Breakable.tsx'
import { BusyIconButton } from '../BusyButton.tsx'
import { Problem } from '../Problem.tsx'
import { Skeleton } from '../Loading.tsx'
import { tip } from '../tip/Tip.tsx'
import { ColumnMenu } from './ColumnMenu.tsx'
import type { Column, Selection } from './columns.ts'
import { layoutOf, nothingSelected, pageRange, selectRange, togglePage, toggleRow } from './columns.ts'
import styles from './DataTable.module.css'
import { Tick } from './Tick.tsx'
import { narrowest, useColumnWidths, widest } from './useColumnWidths.ts'
import { useRowKeys } from './useRowKeys.ts'
import { useOneStop } from './useOneStop.ts'

export interface Page<T> {
  items: T[]
  next_cursor?: string | null
  total_estimate?: number | null
  /** The total was counted, not estimated. */
  total_is_exact?: boolean | null
}

export interface DataTableProps<T> {
  /** Under this name the person's columns are kept. */
  id: string
  label: string
  columns: Array<Column<T>>
  rowId: (row: T) => string
  /** What a screen reader calls the row's checkbox. */
  rowName: (row: T) => string
  page: Page<T> | undefined
  loading: boolean
  /** A page is shown while the next one is on its way. */
  refreshing?: boolean
  error?: unknown
  onRetry?: () => void
  pageNumber: number
  pageSize: number
  onNext?: (cursor: string) => void
  onPrevious?: () => void
  sort?: string | undefined
  onSort?: (sort: string) => void
  toolbar?: ReactNode
  selection?: Selection
  onSelection?: (selection: Selection) => void
  actions?: ReactNode
  /** Columns that a named view shows; the person's own choice for `id` counts within it. */
  visible?: string[] | undefined
  /** Columns as a saved view has them; `id` is of that view. */
  preset?: TablePreferences | undefined
  empty: ReactNode
  /** What the list is taken away by; beside the count of its rows. */
  file?: ReactNode
  /** Whose rows they are. */
  whose?: string | undefined
}

const noRows: never[] = []

export function DataTable<T extends object>(props: DataTableProps<T>) {
  const { t } = useTranslation()
  const format = useFormat()
  const { density, tables } = usePreferences()
  const stored = tables[props.id]
  const { columns, page, selection, onSelection } = props
  const rows = page?.items ?? noRows

  const { order, visibility, sizing } = useMemo(
    () => layoutOf(columns, props.visible, props.preset, stored),
    [columns, props.visible, props.preset, stored],
  )
  const shown = useMemo(() => {
    const byId = new Map(columns.map((column) => [column.id, column]))
    return order.flatMap((id) => (visibility[id] ? (byId.get(id) ?? []) : []))
  }, [columns, order, visibility])
  const { widthOf, edge } = useColumnWidths(props.id, sizing)

  const skeleton = useDelayed(props.loading)
  const pageIds = rows.map(props.rowId)
  const isSelected = (id: string) => selection?.all === true || selection?.ids.has(id) === true
  const selectedCount = selection?.ids.size ?? 0
  const pageSelected = pageIds.length > 0 && pageIds.every(isSelected)
  const range = pageRange(
    props.pageNumber,
    props.pageSize,
    rows.length,
    Boolean(page?.next_cursor),
    page?.total_estimate,
    page?.total_is_exact === true,
  )
  const anySelected = selection !== undefined && (selection.all || selectedCount > 0)
  const totalWidth = shown.reduce((sum, column) => sum + widthOf(column), selection ? 44 : 0)

  // The row that was chosen last: with Shift, all from there on.
  const anchor = useRef(0)
  const toggle = (at: number, range: boolean) => {
    const id = pageIds[at]
    if (!selection || id === undefined) return
    const from = anchor.current
    anchor.current = at
    onSelection?.(range ? selectRange(selection, pageIds, from, at) : toggleRow(selection, id, pageIds))
  }
  // Rows are drawn again when they change, not when another one is chosen.
  const latest = useRef(toggle)
  useLayoutEffect(() => {
    latest.current = toggle
  })
  const onToggle = useCallback((at: number, range: boolean) => latest.current(at, range), [])
  const toolbar = useOneStop<HTMLDivElement>()
  const head = useOneStop<HTMLTableRowElement>()
  const keys = useRowKeys({
    onToggle: selection && ((at) => onToggle(at, false)),
    onRange:
      selection &&
      ((from, to) => {
        onSelection?.(selectRange(selection, pageIds, from, to))
        anchor.current = from
      }),
  })

  const rangeText =
    range.total === null
      ? t('table.range_open', { from: format.number(range.from), to: format.number(range.to) })
      : t(range.exact ? 'table.range' : 'table.range_about', {
          from: format.number(range.from),
          to: format.number(range.to),
          total: format.number(range.total),
        })

  return (
    <section className={styles.panel} aria-label={props.label} data-density={density}>
      <div className={styles.toolbar}>
        {anySelected ? (
          <div className={styles.actions} role="toolbar" aria-label={t('table.actions')} {...toolbar}>
            <strong className="num">
              {selection.all ? t('table.all_selected') : t('table.selected', { count: selectedCount })}
            </strong>
            {!selection.all &&
              pageSelected &&
              range.to > rows.length - 1 &&
              (page?.next_cursor || props.pageNumber > 1) && (
                <Button onClick={() => onSelection?.({ ids: new Set(), all: true })}>
                  {range.total === null
                    ? t('table.select_all')
                    : t('table.select_all_count', {
                        total: format.number(range.total),
                        exact: range.exact ? 'yes' : 'no',
                      })}
                </Button>
              )}
            {props.actions}
            <Button onClick={() => onSelection?.(nothingSelected)}>{t('table.clear_selection')}</Button>
          </div>
        ) : (
          <div className={styles.filters}>{props.toolbar}</div>
        )}
        <ColumnMenu id={props.id} columns={columns} order={order} visibility={visibility} />
      </div>
      {props.error && !page ? (
        <Problem error={props.error} onRetry={props.onRetry} />
      ) : page && rows.length === 0 ? (
        <div className={styles.empty}>{props.empty}</div>
      ) : (
        <div className={styles.scroller} tabIndex={-1}>
          <table
            className={styles.table}
            role="table"
            aria-label={props.label}
            aria-busy={props.loading || props.refreshing}
            style={{ minWidth: totalWidth }}
            data-refreshing={props.refreshing || undefined}
          >
            <colgroup>
              {selection && <col style={{ width: 44 }} />}
              {shown.map((column) => (
                <col key={column.id} style={{ width: widthOf(column) }} />
              ))}
            </colgroup>
            <thead role="rowgroup">
              <tr role="row" {...head}>
                {selection && (
                  <th role="columnheader" className={styles.check}>
                    <Tick
                      label={t('table.select_page')}
                      checked={pageSelected}
                      some={!pageSelected && pageIds.some(isSelected)}
                      onChange={() => onSelection?.(togglePage(selection, pageIds))}
                    />
                  </th>
                )}
                {shown.map((column) => {
                  const sorted =
                    column.sort && props.sort?.replace('-', '') === column.sort
                      ? props.sort.startsWith('-')
                        ? 'descending'
                        : 'ascending'
                      : undefined
                  return (
                    <th
                      key={column.id}
                      role="columnheader"
                      scope="col"
                      aria-sort={column.sort ? (sorted ?? 'none') : undefined}
                      data-align={column.align}
                      data-tight={column.tight}
                    >
                      {column.sort && props.onSort ? (
                        <button
                          type="button"
                          className={styles.sort}
                          data-sorted={sorted}
                          onClick={() => props.onSort?.(nextSort(props.sort, column.sort ?? ''))}
                          title={column.header}
                        >
                          <span className={styles.headText}>{column.header}</span>
                          {sorted === 'descending' ? (
                            <ArrowDown size={14} aria-hidden />
                          ) : (
                            <ArrowUp size={14} aria-hidden />
                          )}
                        </button>
                      ) : (
                        <span className={styles.headText} title={column.header}>
                          {column.header}
                        </span>
                      )}
                      <span
                        role="separator"
                        tabIndex={0}
                        aria-orientation="vertical"
                        aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight"
                        aria-label={t('table.resize', { column: column.header })}
                        aria-valuenow={widthOf(column)}
                        aria-valuemin={narrowest}
                        aria-valuemax={widest}
                        className={styles.resize}
                        {...edge(column.id, widthOf(column))}
                      />
                    </th>
                  )
                })}
              </tr>
            </thead>
            <tbody role="rowgroup" {...keys}>
              {skeleton && !page
                ? Array.from({ length: 12 }, (_, index) => (
                    <tr key={index} role="row" aria-hidden>
                      {selection && <td role="cell" className={styles.check} />}
                      {shown.map((column) => (
                        <td key={column.id} role="cell">
                          <Skeleton height={12} width={`${45 + ((index * 17 + column.id.length * 13) % 40)}%`} />
                        </td>
                      ))}
                    </tr>
                  ))
                : rows.map((row, at) => (
                    <Row
                      key={pageIds[at]}
                      row={row}
                      at={at}
                      columns={shown as Array<Column<object>>}
                      name={selection && props.rowName(row)}
                      t={t}
                      selected={isSelected(pageIds[at] ?? '')}
                      onToggle={onToggle}
                    />
                  ))}
            </tbody>
          </table>
        </div>
      )}
      {page && (rows.length > 0 || props.whose) && (
        <footer className={styles.footer}>
          <span className={styles.said}>
            {rows.length > 0 && (
              <span className="num muted" aria-live="polite">
                {rangeText}
              </span>
            )}
            {props.whose && <span className="muted break">{props.whose}</span>}
          </span>
          {rows.length > 0 && props.file}
          {(page.next_cursor || props.pageNumber > 1) && (
            <span className={styles.pager}>
              <BusyIconButton
                aria-label={t('table.previous')}
                busy={props.pageNumber <= 1}
                onClick={props.onPrevious}
                {...tip(() => t('table.previous'))}
              >
                <ChevronLeft size={18} />
              </BusyIconButton>
              <BusyIconButton
                aria-label={t('table.next')}
                busy={!page.next_cursor}
                onClick={() => page.next_cursor && props.onNext?.(page.next_cursor)}
                {...tip(() => t('table.next'))}
              >
                <ChevronRight size={18} />
              </BusyIconButton>
            </span>
          )}
        </footer>
      )}
    </section>
  )
}

interface RowProps {
  row: object
  at: number
  columns: Array<Column<object>>
  /** What its box chooses; left out where rows are not chosen. */
  name: string | undefined
  t: TFunction
  selected: boolean
  onToggle: (at: number, range: boolean) => void
}

const Row = memo(function Row({ row, at, columns, name, t, selected, onToggle }: RowProps) {
  return (
    <tr role="row" aria-selected={name === undefined ? undefined : selected} data-selected={selected || undefined}>
      {name !== undefined && (
        <td role="cell" className={styles.check} data-select>
          <Tick label={t('table.select_row', { name })} checked={selected} onChange={(range) => onToggle(at, range)} />
        </td>
      )}
      {columns.map((column) => (
        <td
          key={column.id}
          role="cell"
          data-align={column.align}
          data-tight={column.tight}
          data-label={column.header}
          data-phone={column.phoneHidden ? 'hidden' : column.phoneLine ? 'line' : undefined}
          data-label-hidden={column.actions || undefined}
          data-wide={column.wide || column.width >= 230 || undefined}
        >
          {breakable(column.cell(row))}
        </td>
      ))}
    </tr>
  )
})
