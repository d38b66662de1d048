import useAutocomplete from '@mui/material/useAutocomplete'
import { Search } from 'lucide-react'
import type { KeyboardEvent, ReactNode } from 'react'
import styles from './Finder.module.css'

/** One choice of a Finder; choices of a group stand together, in their order. */
export interface Found {
  id: string
  group?: string
}

interface Props<T extends Found> {
  label: string
  placeholder?: string
  /** Names the list of choices. */
  listLabel: string
  typed: string
  onTyped: (typed: string) => void
  options: readonly T[]
  /** What is typed into the field while an option is taken for it; read by nobody else. */
  nameOf: (option: T) => string
  render: (option: T) => ReactNode
  onChoose: (option: T) => void
  /** The one that counts now. */
  chosen?: string | undefined
  /** Said where there is nothing to choose. */
  nothing?: ReactNode
  /** Before the keys of the list; `defaultMuiPrevented` keeps one from it. */
  onKeyDown?: (event: KeyboardEvent & { defaultMuiPrevented?: boolean }) => void
  large?: boolean
}

/**
 * A field to type in with its choices below, always open: for a dialog or a popover that is there to find one thing. The
 * focus stays in the field; arrow keys and Enter choose, the pointer too.
 */
export function Finder<T extends Found>(props: Props<T>) {
  const { typed, options, chosen, nameOf } = props
  const value = options.find(({ id }) => id === chosen) ?? null
  const list = useAutocomplete({
    options,
    value,
    open: true,
    inputValue: typed,
    autoHighlight: true,
    clearOnBlur: false,
    clearOnEscape: false,
    disableCloseOnSelect: true,
    handleHomeEndKeys: false,
    filterOptions: (all) => all,
    getOptionLabel: nameOf,
    getOptionKey: ({ id }) => id,
    isOptionEqualToValue: (one, other) => one.id === other.id,
    groupBy: ({ group }) => group ?? '',
    onInputChange: (_event, next, reason) => reason === 'input' && props.onTyped(next),
    onChange: (_event, option) => option && props.onChoose(option),
  })
  const root = list.getRootProps({
    onKeyDown: (event: KeyboardEvent & { defaultMuiPrevented?: boolean }) => {
      props.onKeyDown?.(event)
      // The list is always open: Escape is for the dialog around it.
      if (event.key === 'Escape') event.defaultMuiPrevented = true
      if (event.key !== 'Enter' || event.defaultMuiPrevented || !value) return
      const at = document.getElementById((event.target as Element).getAttribute('aria-activedescendant') ?? '')
      if (at?.getAttribute('aria-selected') !== 'true') return
      // Chosen already, it is no change for the list; it is chosen again.
      event.defaultMuiPrevented = true
      event.preventDefault()
      props.onChoose(value)
    },
  })
  return (
    <div {...root} className={styles.finder} data-large={props.large || undefined}>
      <div className={styles.field}>
        <Search size={props.large ? 18 : 16} aria-hidden />
        <input
          {...list.getInputProps()}
          autoFocus
          type="text"
          maxLength={200}
          aria-label={props.label}
          placeholder={props.placeholder ?? props.label}
        />
      </div>
      {options.length > 0 ? (
        <ul {...list.getListboxProps()} role="listbox" aria-label={props.listLabel} className={styles.list}>
          {list.groupedOptions.map((group) => (
            <li key={group.key} role="group" aria-label={group.group || props.listLabel}>
              {group.group && <div className={styles.group}>{group.group}</div>}
              <ul role="presentation">
                {group.options.map((option, at) => {
                  const { key: _key, ...rest } = list.getOptionProps({ option, index: group.index + at })
                  return (
                    <li key={option.id} {...rest} className={styles.option}>
                      {props.render(option)}
                    </li>
                  )
                })}
              </ul>
            </li>
          ))}
        </ul>
      ) : (
        props.nothing !== undefined && (
          <p className={styles.nothing} role="status">
            {props.nothing}
          </p>
        )
      )}
    </div>
  )
}
