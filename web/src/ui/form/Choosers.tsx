import { Autocomplete, MenuItem, OutlinedInput, Select, TextField } from '@mui/material'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDebounced } from '../../lib/useDebounced.ts'
import { describedBy, Frame, useField } from './Fields.tsx'
import type { FieldProps } from './Fields.tsx'

export interface Option {
  value: string
  label: string
}

/** What is stored and no longer offered is shown as it is: a form sends nothing that it does not show. */
const withStored = (options: Option[], value: unknown): Option[] =>
  typeof value !== 'string' || value === '' || options.some((option) => option.value === value)
    ? options
    : [...options, { value, label: value }]

export function SelectInput({ name, label, help, required, options }: FieldProps & { options: Option[] }) {
  const { form, id, error, value, leave } = useField(name)
  return (
    <Frame id={id} label={label} help={help} required={required} error={error}>
      <Select
        fullWidth
        displayEmpty
        value={typeof value === 'string' ? value : ''}
        error={error !== undefined}
        input={<OutlinedInput />}
        onChange={(event) => form.set(name, event.target.value)}
        onBlur={leave}
        SelectDisplayProps={{
          id,
          'aria-describedby': describedBy(id, error, help),
          'aria-invalid': error !== undefined,
          'aria-required': required,
        }}
        labelId={`${id}-label`}
      >
        {withStored(options, value).map((option) => (
          <MenuItem key={option.value} value={option.value}>
            {option.label}
          </MenuItem>
        ))}
      </Select>
    </Frame>
  )
}

/**
 * The combobox of both inputs below. Its options are plain values: two renders with new objects for the same choice
 * would look like another choice, and what is being typed would be replaced by it.
 */
function Combo({
  name,
  label,
  help,
  required,
  labels,
  values,
  onTyped,
  loading,
}: FieldProps & {
  labels: Map<string, string>
  values: string[]
  onTyped?: (typed: string) => void
  loading?: boolean
}) {
  const { t } = useTranslation()
  const { form, id, error, value, leave } = useField(name)
  const chosen = typeof value === 'string' && value !== '' ? value : null
  const options = useMemo(
    () => (chosen === null || values.includes(chosen) ? values : [...values, chosen]),
    [values, chosen],
  )
  return (
    <Frame id={id} label={label} help={help} required={required} error={error}>
      <Autocomplete
        id={id}
        fullWidth
        options={options}
        value={chosen}
        loading={loading}
        loadingText={t('form.searching')}
        noOptionsText={t('form.no_options')}
        getOptionLabel={(option) => labels.get(option) ?? option}
        filterOptions={onTyped ? (all) => all.filter((option) => values.includes(option)) : undefined}
        onInputChange={(_event, typed, reason) => onTyped?.(reason === 'input' ? typed : '')}
        onChange={(_event, next) => form.set(name, next ?? '')}
        onBlur={leave}
        renderInput={(params) => (
          <TextField
            {...params}
            error={error !== undefined}
            slotProps={{
              ...params.slotProps,
              htmlInput: {
                ...params.slotProps.htmlInput,
                'aria-required': required,
                'aria-invalid': error !== undefined,
                'aria-describedby': describedBy(id, error, help),
              },
            }}
          />
        )}
      />
    </Frame>
  )
}

/** A long list to type in, such as countries and time zones. */
export function ComboInput({ options, ...field }: FieldProps & { options: Option[] }) {
  // The same choices are the same objects, however often the form renders.
  const key = JSON.stringify(options)
  const [labels, values] = useMemo(() => {
    const choices = JSON.parse(key) as Option[]
    return [
      new Map(choices.map((option) => [option.value, option.label])),
      choices.map((option) => option.value),
    ] as const
  }, [key])
  return <Combo {...field} labels={labels} values={values} />
}

interface SearchProps extends FieldProps {
  /** Names what is searched; with the words typed it is the key of the query. */
  of: readonly unknown[]
  /** At most some fifty choices for what is typed; typing more finds the others. */
  load: (search: string | undefined, signal: AbortSignal) => Promise<Option[]>
  /** The words for a value that is chosen already. */
  chosenLabel?: string | undefined
}

const known = new Map<string, string>()
const none: Option[] = []

/** Choices that only the server has all of, found while typing: organizations, sites. */
export function SearchInput({ of, load, chosenLabel, ...field }: SearchProps) {
  const { value } = useField(field.name)
  const [typed, setTyped] = useState('')
  const search = useDebounced(typed.trim())
  const found = useQuery({
    queryKey: [...of, 'choose', search],
    queryFn: ({ signal }) => load(search === '' ? undefined : search, signal),
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  })
  const options = found.data ?? none
  const values = useMemo(() => options.map((option) => option.value), [options])
  const labels = useMemo(() => {
    for (const option of options) known.set(option.value, option.label)
    if (typeof value === 'string' && chosenLabel !== undefined) known.set(value, chosenLabel)
    return new Map(known)
  }, [options, value, chosenLabel])
  return <Combo {...field} labels={labels} values={values} onTyped={setTyped} loading={found.isFetching} />
}
