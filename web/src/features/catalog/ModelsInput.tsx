import { Autocomplete, TextField } from '@mui/material'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDebounced } from '../../lib/useDebounced.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { describedBy, Frame, useField } from '../../ui/form/Fields.tsx'
import { Wide } from '../../ui/form/Fields.tsx'
import { findModels } from './catalogApi.ts'
import { modelOf, modelText } from './itemFields.ts'

/** The printer models that an item fits, as chips: chosen from those that are known, or typed. */
export function ModelsInput({ label }: { label: string }) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const { form, id, error, value, leave } = useField('models')
  const chosen = Array.isArray(value) ? (value as string[]) : []
  const [typed, setTyped] = useState('')
  const search = useDebounced(typed.trim())
  const found = useQuery({
    queryKey: ['catalog', organizationId, 'find-models', search],
    queryFn: ({ signal }) => findModels(organizationId, search === '' ? undefined : search, signal),
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  })
  const help = t('catalog.help.models')
  const maker = () => {
    const entered = form.get('manufacturer')
    return typeof entered === 'string' ? entered : ''
  }
  return (
    <Wide>
      <Frame id={id} label={label} help={help} error={error}>
        <Autocomplete
          id={id}
          multiple
          freeSolo
          fullWidth
          filterSelectedOptions
          filterOptions={(options) => options}
          options={(found.data ?? []).map(modelText)}
          value={chosen}
          inputValue={typed}
          onInputChange={(_event, next) => setTyped(next)}
          onChange={(_event, next) =>
            form.set('models', [...new Set(next.map((text) => modelText(modelOf(text, maker()))))])
          }
          onBlur={() => {
            // What was typed and not entered counts, too.
            if (typed.trim() !== '') {
              form.set('models', [...new Set([...chosen, modelText(modelOf(typed, maker()))])])
              setTyped('')
            }
            leave()
          }}
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
    </Wide>
  )
}
