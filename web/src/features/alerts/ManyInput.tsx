import { Autocomplete, TextField } from '@mui/material'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDebounced } from '../../lib/useDebounced.ts'
import type { Option } from '../../ui/form/Choosers.tsx'
import { describedBy, Frame, useField } from '../../ui/form/Fields.tsx'

const known = new Map<string, string>()

/** Several of what only the server has all of, as chips, found while typing. */
export function ManyInput({
  name,
  label,
  help,
  of,
  load,
  chosen: labelled,
}: {
  name: string
  label: string
  help?: string
  /** Names what is searched; with the words typed it is the key of the query. */
  of: readonly unknown[]
  load: (search: string | undefined, signal: AbortSignal) => Promise<Option[]>
  /** The words for what is chosen already. */
  chosen: Option[]
}) {
  const { t } = useTranslation()
  const { form, id, error, value, leave } = useField(name)
  const chosen = Array.isArray(value) ? (value as string[]) : []
  const [typed, setTyped] = useState('')
  const search = useDebounced(typed.trim())
  const found = useQuery({
    queryKey: [...of, 'choose', search],
    queryFn: ({ signal }) => load(search === '' ? undefined : search, signal),
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  })
  const labels = useMemo(() => {
    for (const option of [...labelled, ...(found.data ?? [])]) known.set(option.value, option.label)
    return new Map(known)
  }, [found.data, labelled])
  return (
    <Frame id={id} label={label} help={help} error={error}>
      <Autocomplete
        id={id}
        multiple
        fullWidth
        filterSelectedOptions
        filterOptions={(options) => options}
        options={[...new Set([...(found.data ?? []).map((option) => option.value), ...chosen])]}
        getOptionLabel={(option) => labels.get(option) ?? '…'}
        value={chosen}
        inputValue={typed}
        loading={found.isFetching}
        loadingText={t('form.searching')}
        noOptionsText={t('form.no_options')}
        onInputChange={(_event, next) => setTyped(next)}
        onChange={(_event, next) => {
          form.set(name, next)
          form.touch(name)
        }}
        onBlur={leave}
        renderInput={(params) => (
          <TextField
            {...params}
            error={error !== undefined}
            slotProps={{
              ...params.slotProps,
              htmlInput: {
                ...params.slotProps.htmlInput,
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
