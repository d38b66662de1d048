import { Autocomplete, MenuItem, OutlinedInput, Select, TextField } from '@mui/material'
import { describedBy, Frame, useField } from './Fields.tsx'
import type { FieldProps } from './Fields.tsx'

export function SelectInput({ name, label, help, required, options }: FieldProps & { options: Array<{ value: string; label: string }> }) {
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
        SelectDisplayProps={{ id, 'aria-describedby': describedBy(id, error, help), 'aria-required': required } as object}
        labelId={`${id}-label`}
      >
        {options.map((option) => (
          <MenuItem key={option.value} value={option.value}>
            {option.label}
          </MenuItem>
        ))}
      </Select>
    </Frame>
  )
}

/** A long list to type in, such as countries and time zones. */
export function ComboInput({ name, label, help, required, options }: FieldProps & { options: Array<{ value: string; label: string }> }) {
  const { form, id, error, value, leave } = useField(name)
  return (
    <Frame id={id} label={label} help={help} required={required} error={error}>
      <Autocomplete
        id={id}
        fullWidth
        options={options}
        value={options.find((option) => option.value === value) ?? null}
        isOptionEqualToValue={(option, chosen) => option.value === chosen.value}
        onChange={(_event, chosen) => form.set(name, chosen?.value ?? '')}
        onBlur={leave}
        renderInput={(params) => <TextField {...params} error={error !== undefined} slotProps={{ ...params.slotProps, htmlInput: { ...params.slotProps.htmlInput, 'aria-required': required, 'aria-invalid': error !== undefined, 'aria-describedby': describedBy(id, error, help) } }} />}
      />
    </Frame>
  )
}
