import { Button, Checkbox, Skeleton, Tooltip } from '@mui/material'
import {
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import type { ColumnDef } from '@tanstack/react-table'
import { ArrowDown, ArrowUp, ChevronLeft, ChevronRight } from 'lucide-react'
import { useMemo } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { nextSort } from '../../lib/listState.ts'
import type { TablePreferences } from '../../lib/preferences.ts'
import { setTablePreferences, usePreferences } from '../../lib/preferences.ts'
import { useDelayed } from '../../lib/useDelayed.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { Shown } from '../Breakable.tsx'
import { BusyIconButton } from '../BusyButton.tsx'
import { Problem } from '../Problem.tsx'
import { ColumnMenu } from './ColumnMenu.tsx'
import type { Column, Selection } from './columns.ts'
import { layoutOf, nothingSelected, pageRange, togglePage, toggleRow } from './columns.ts'
import styles from './DataTable.module.css'

const features = tableFeatures({
  columnOrderingFeature,
  columnVisibilityFeature,
  columnSizingFeature,
  columnResizingFeature,
})

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

  const definitions = useMemo(
    () =>
      columns.map((column): ColumnDef<typeof features, T> => ({
        id: column.id,
        header: column.header,
        cell: (context) => column.cell(context.row.original),
        size: column.width,
        minSize: 48,
        maxSize: 800,
      })),
    [columns],
  )
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns])
  const { order, visibility, sizing } = useMemo(
    () => layoutOf(columns, props.visible, props.preset, stored),
    [columns, props.visible, props.preset, stored],
  )

  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: (row: T) => props.rowId(row),
    columnResizeMode: 'onChange',
    state: { columnOrder: order, columnVisibility: visibility, columnSizing: sizing },
    onColumnSizingChange: (updater) =>
      setTablePreferences(props.id, { sizing: typeof updater === 'function' ? updater(sizing) : updater }),
  })

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
  const visibleColumns = table.getVisibleLeafColumns()
  const totalWidth = visibleColumns.reduce((sum, column) => sum + column.getSize(), selection ? 44 : 0)

  const resizeByKey = (event: KeyboardEvent, id: string, size: number) => {
    const step = event.key === 'ArrowLeft' ? -16 : event.key === 'ArrowRight' ? 16 : 0
    if (step === 0) return
    event.preventDefault()
    setTablePreferences(props.id, { sizing: { ...sizing, [id]: Math.max(48, size + step) } })
  }

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
          <div className={styles.actions} role="toolbar" aria-label={t('table.actions')}>
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
              {visibleColumns.map((column) => (
                <col key={column.id} style={{ width: column.getSize() }} />
              ))}
            </colgroup>
            <thead role="rowgroup">
              {table.getHeaderGroups().map((group) => (
                <tr key={group.id} role="row">
                  {selection && (
                    <th role="columnheader" className={styles.check}>
                      <Checkbox
                        size="small"
                        checked={pageSelected}
                        indeterminate={!pageSelected && pageIds.some(isSelected)}
                        onChange={() => onSelection?.(togglePage(selection, pageIds))}
                        slotProps={{ input: { 'aria-label': t('table.select_page') } }}
                      />
                    </th>
                  )}
                  {group.headers.map((header) => {
                    const column = byId.get(header.column.id)
                    const sorted =
                      column?.sort && props.sort?.replace('-', '') === column.sort
                        ? props.sort.startsWith('-')
                          ? 'descending'
                          : 'ascending'
                        : undefined
                    return (
                      <th
                        key={header.id}
                        role="columnheader"
                        scope="col"
                        aria-sort={column?.sort ? (sorted ?? 'none') : undefined}
                        data-align={column?.align}
                        data-tight={column?.tight}
                      >
                        {column?.sort && props.onSort ? (
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
                          <span className={styles.headText} title={column?.header}>
                            {column?.header}
                          </span>
                        )}
                        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a separator that moves is a control */}
                        <span
                          role="separator"
                          tabIndex={0}
                          aria-orientation="vertical"
                          aria-label={t('table.resize', { column: column?.header ?? '' })}
                          aria-valuenow={header.column.getSize()}
                          aria-valuemin={48}
                          aria-valuemax={800}
                          className={styles.resize}
                          onMouseDown={header.getResizeHandler()}
                          onTouchStart={header.getResizeHandler()}
                          onKeyDown={(event) => resizeByKey(event, header.column.id, header.column.getSize())}
                        />
                      </th>
                    )
                  })}
                </tr>
              ))}
            </thead>
            <tbody role="rowgroup">
              {skeleton && !page
                ? Array.from({ length: 12 }, (_, index) => (
                    <tr key={index} role="row" aria-hidden>
                      {selection && <td role="cell" className={styles.check} />}
                      {visibleColumns.map((column) => (
                        <td key={column.id} role="cell">
                          <Skeleton
                            variant="rectangular"
                            height={12}
                            width={`${45 + ((index * 17 + column.id.length * 13) % 40)}%`}
                          />
                        </td>
                      ))}
                    </tr>
                  ))
                : table.getRowModel().rows.map((row) => (
                    <tr
                      key={row.id}
                      role="row"
                      aria-selected={selection ? isSelected(row.id) : undefined}
                      data-selected={isSelected(row.id) || undefined}
                    >
                      {selection && (
                        <td role="cell" className={styles.check}>
                          <Checkbox
                            size="small"
                            checked={isSelected(row.id)}
                            onChange={() => onSelection?.(toggleRow(selection, row.id, pageIds))}
                            slotProps={{
                              input: { 'aria-label': t('table.select_row', { name: props.rowName(row.original) }) },
                            }}
                          />
                        </td>
                      )}
                      {row.getVisibleCells().map((cell) => {
                        const column = byId.get(cell.column.id)
                        return (
                          <td
                            key={cell.id}
                            role="cell"
                            data-align={column?.align}
                            data-tight={column?.tight}
                            data-label={column?.header}
                            data-phone={column?.phoneHidden ? 'hidden' : column?.phoneLine ? 'line' : undefined}
                            data-label-hidden={column?.actions || undefined}
                            data-wide={column?.wide || (column?.width ?? 0) >= 230 || undefined}
                          >
                            <Shown value={column?.cell(row.original)} />
                          </td>
                        )
                      })}
                    </tr>
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
          {(page.next_cursor || props.pageNumber > 1) && (
            <span className={styles.pager}>
              <Tooltip title={t('table.previous')}>
                <span>
                  <BusyIconButton
                    aria-label={t('table.previous')}
                    busy={props.pageNumber <= 1}
                    onClick={props.onPrevious}
                  >
                    <ChevronLeft size={18} />
                  </BusyIconButton>
                </span>
              </Tooltip>
              <Tooltip title={t('table.next')}>
                <span>
                  <BusyIconButton
                    aria-label={t('table.next')}
                    busy={!page.next_cursor}
                    onClick={() => page.next_cursor && props.onNext?.(page.next_cursor)}
                  >
                    <ChevronRight size={18} />
                  </BusyIconButton>
                </span>
              </Tooltip>
            </span>
          )}
        </footer>
      )}
    </section>
  )
}
