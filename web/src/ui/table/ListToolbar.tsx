import { Button, IconButton, InputAdornment, MenuItem, OutlinedInput } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { Check, ChevronLeft, ListFilter, Search, X } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDebounced } from '../../lib/useDebounced.ts'
import styles from './ListToolbar.module.css'
import { Menu, Popover } from '../Overlay.tsx'

export interface FilterOption {
  value: string
  label: string
}

export interface Filter {
  id: string
  label: string
  options?: FilterOption[]
  /** Values that only the server knows, found while typing. */
  load?: (search: string) => Promise<FilterOption[]>
  /** Whose values they are: those of one organization are no choice in another one. */
  of?: string
  /** Several values may be chosen at once: what has any of them is shown. */
  multiple?: boolean
  /** Words for a value that came with the URL. */
  labelOf?: (value: string) => string | undefined
}

interface Props {
  /** Left out where the server cannot search. */
  searchLabel?: string
  search?: string | undefined
  onSearch?: (search: string | undefined) => void
  filters?: Filter[]
  values?: Record<string, string | readonly string[] | undefined>
  onFilter?: (id: string, value: string | undefined) => void
  /** The same for filters of several values. */
  onValues?: (id: string, values: string[] | undefined) => void
}

/** The values of a filter that are set. */
const valuesOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value

/** Search and filters of a list; what is set stands beside it as chips that can be removed. */
export function ListToolbar({ searchLabel, search, onSearch, filters = [], values = {}, onFilter, onValues }: Props) {
  const { t } = useTranslation()
  const drop = (filter: Filter) =>
    filter.multiple ? onValues?.(filter.id, undefined) : onFilter?.(filter.id, undefined)
  const set = filters.filter((filter) => values[filter.id] !== undefined)
  return (
    <>
      {searchLabel !== undefined && onSearch && (
        <SearchField
          label={searchLabel}
          value={search ?? ''}
          onChange={(value) => onSearch(value === '' ? undefined : value)}
        />
      )}
      {filters.length > 0 && onFilter && (
        <FilterButton
          filters={filters.filter((filter) => filter.load !== undefined || (filter.options?.length ?? 0) > 0)}
          values={values}
          onFilter={onFilter}
          onValues={onValues}
        />
      )}
      {set.map((filter) => {
        const word = valuesOf(values[filter.id])
          .map(
            (value) =>
              filter.labelOf?.(value) ?? filter.options?.find((option) => option.value === value)?.label ?? value,
          )
          .join(', ')
        return (
          <span key={filter.id} className={styles.chip}>
            <span className={styles.chipText} title={word}>
              {t('table.chip', { name: filter.label, value: word })}
            </span>
            <button
              type="button"
              aria-label={t('table.remove_filter', { name: filter.label })}
              onClick={() => drop(filter)}
            >
              <X size={14} aria-hidden />
            </button>
          </span>
        )
      })}
      {set.length > 1 && <Button onClick={() => set.forEach(drop)}>{t('table.clear_filters')}</Button>}
    </>
  )
}

export function SearchField({
  label,
  value,
  onChange,
  autoFocus,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  autoFocus?: boolean
}) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(value)
  const settled = useDebounced(typed)
  const sent = useRef(value)
  const change = useEffectEvent(onChange)
  useEffect(() => {
    // The URL changed by other means (back, chip, view).
    if (value !== sent.current) {
      sent.current = value
      setTyped(value)
    }
  }, [value])
  useEffect(() => {
    if (settled !== sent.current) {
      sent.current = settled
      change(settled)
    }
  }, [settled])
  return (
    <OutlinedInput
      className={styles.search}
      value={typed}
      autoFocus={autoFocus}
      placeholder={label}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => event.key === 'Escape' && typed !== '' && (event.stopPropagation(), setTyped(''))}
      inputProps={{ 'aria-label': label, type: 'search', maxLength: 200 }}
      startAdornment={
        <InputAdornment position="start">
          <Search size={16} aria-hidden />
        </InputAdornment>
      }
      endAdornment={
        typed !== '' && (
          <IconButton size="small" aria-label={t('table.clear_search')} onClick={() => setTyped('')} edge="end">
            <X size={14} />
          </IconButton>
        )
      }
    />
  )
}

function FilterButton({
  filters,
  values,
  onFilter,
  onValues,
}: Required<Pick<Props, 'filters' | 'values' | 'onFilter'>> & { onValues: Props['onValues'] }) {
  const { t } = useTranslation()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [chosen, setChosen] = useState<Filter | null>(null)
  const close = () => {
    setAnchor(null)
    setChosen(null)
  }
  const picked = chosen?.multiple ? valuesOf(values[chosen.id]) : undefined
  const pick = (value: string) => {
    if (chosen && picked) {
      const rest = picked.filter((one) => one !== value)
      const next = rest.length < picked.length ? rest : [...picked, value]
      onValues?.(chosen.id, next.length === 0 ? undefined : next)
      return
    }
    if (chosen) onFilter(chosen.id, value)
    close()
  }
  return (
    <>
      <Button
        variant="outlined"
        startIcon={<ListFilter size={16} />}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t('table.filter')}
      </Button>
      <Menu open={anchor !== null && chosen === null} anchorEl={anchor} onClose={close}>
        {filters.map((filter) => (
          <MenuItem key={filter.id} onClick={() => setChosen(filter)}>
            {filter.label}
          </MenuItem>
        ))}
      </Menu>
      <Popover
        open={anchor !== null && chosen !== null}
        anchorEl={anchor}
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      >
        {chosen && <FilterValues filter={chosen} picked={picked} onPick={pick} onBack={() => setChosen(null)} />}
      </Popover>
    </>
  )
}

function FilterValues({
  filter,
  picked,
  onPick,
  onBack,
}: {
  filter: Filter
  /** Those that are chosen already, where several may be. */
  picked: readonly string[] | undefined
  onPick: (value: string) => void
  onBack: () => void
}) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const loaded = useQuery({
    queryKey: ['filter-values', filter.of, filter.id, search],
    queryFn: () => filter.load?.(search) ?? [],
    enabled: filter.load !== undefined,
    staleTime: 0,
  })
  const options = filter.options ?? loaded.data ?? []
  return (
    <div className={styles.values} role="dialog" aria-label={filter.label}>
      <div className="row">
        <IconButton size="small" aria-label={t('common.back')} onClick={onBack}>
          <ChevronLeft size={16} />
        </IconButton>
        <strong>{filter.label}</strong>
      </div>
      {filter.load && <SearchField label={t('table.find_value')} value={search} onChange={setSearch} autoFocus />}
      <ul className={styles.options}>
        {options.map((option, index) => (
          <li key={option.value}>
            <button
              type="button"
              autoFocus={!filter.load && index === 0}
              {...(picked ? { role: 'checkbox', 'aria-checked': picked.includes(option.value) } : {})}
              onClick={() => onPick(option.value)}
            >
              {picked && (
                <span className={styles.tick} aria-hidden>
                  {picked.includes(option.value) && <Check size={14} />}
                </span>
              )}
              {option.label}
            </button>
          </li>
        ))}
        {filter.load && loaded.isSuccess && options.length === 0 && (
          <li className="muted small">{t('table.no_values')}</li>
        )}
      </ul>
    </div>
  )
}
