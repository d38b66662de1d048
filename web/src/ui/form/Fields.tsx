import { Button, Checkbox, FormControlLabel, OutlinedInput } from '@mui/material'
import { createContext, useContext, useEffect, useId, useRef } from 'react'
import type { HTMLInputAutoCompleteAttribute, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../BusyButton.tsx'
import { ProblemLine } from '../Problem.tsx'
import { ConflictView } from './Conflict.tsx'
import styles from './Fields.module.css'
import type { Form } from './useForm.ts'
import type { Values } from './values.ts'

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- fields only use names, not the shape of the values
const FormContext = createContext<{ form: Form<any>; id: string } | null>(null)

export function useField(name: string) {
  const context = useContext(FormContext)
  if (!context) throw new Error('A field is outside of its form')
  const { form, id } = context
  // A message moves what is below it: it waits until the click that took the focus away has landed.
  const leave = () => void setTimeout(() => form.touch(name), 150)
  return { form, id: `${id}${name}`, error: form.errorOf(name), value: form.get(name), leave }
}

interface FormProps<V extends Values> {
  form: Form<V>
  children: ReactNode
  /** Words of the labels by field name, for the summary. */
  labels: Record<string, string>
  label: string
  /** The title of the comparison when someone else saved meanwhile. */
  conflictTitle?: string
  /** Words for values that are codes, in that comparison. */
  words?: (name: string, value: unknown) => string | undefined
}

/** The form itself: summary of errors that links to fields, note about a restored draft, what refused it. */
export function FormView<V extends Values>({ form, children, labels, label, conflictTitle, words }: FormProps<V>) {
  const { t } = useTranslation()
  const id = useId()
  const summary = useRef<HTMLDivElement>(null)
  const count = form.summary.length
  const wasBusy = useRef(false)
  const attempt = useRef(0)
  useEffect(() => {
    if (attempt.current > 0 && !form.busy && (count > 0 || form.problem || form.conflict)) {
      summary.current?.focus()
      attempt.current = 0
    }
    wasBusy.current = form.busy
  }, [form.busy, count, form.problem, form.conflict])
  return (
    <FormContext.Provider value={{ form, id }}>
      <form
        noValidate
        aria-label={label}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          event.stopPropagation()
          attempt.current += 1
          void form.submit()
        }}
      >
        {form.restored && (
          <div className={styles.restored}>
            <span role="status">
              {t('form.restored')}
              {form.secretsMissing && ` ${t('form.restored_secrets')}`}
            </span>
            <Button onClick={form.discard}>{t('form.discard')}</Button>
          </div>
        )}
        <div ref={summary} tabIndex={-1} className={styles.summaryBox}>
          {count > 0 && (
            <div className={styles.summary} role="alert">
              <strong>{t('form.summary', { count })}</strong>
              <ul>
                {form.summary.map(({ name, message }) => (
                  <li key={name}>
                    {labels[name] ? (
                      <a
                        href={`#${id}${name}`}
                        onClick={(event) => {
                          event.preventDefault()
                          document.getElementById(`${id}${name}`)?.focus()
                        }}
                      >
                        {t('form.summary_line', { label: labels[name], message })}
                      </a>
                    ) : (
                      message
                    )}
                  </li>
                ))}
              </ul>
            </div>
          )}
          {form.problem !== null && form.problem !== undefined && <ProblemLine error={form.problem} />}
          <ConflictView form={form} labels={labels} title={conflictTitle} words={words} />
        </div>
        {children}
      </form>
    </FormContext.Provider>
  )
}

export interface FieldProps {
  name: string
  label: string
  help?: ReactNode
  required?: boolean
}

export function Frame({
  id,
  label,
  help,
  required,
  error,
  children,
  group = false,
}: {
  id: string
  label: string
  help?: ReactNode
  required?: boolean | undefined
  error: string | undefined
  children: ReactNode
  group?: boolean
}) {
  return (
    <div
      className={styles.field}
      role={group ? 'group' : undefined}
      aria-labelledby={group ? `${id}-label` : undefined}
    >
      <label htmlFor={group ? undefined : id} id={`${id}-label`} className={styles.label}>
        {label}
        {required && (
          <span className={styles.required} aria-hidden>
            *
          </span>
        )}
      </label>
      {children}
      {error ? (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      ) : (
        help && (
          <p id={`${id}-help`} className={styles.help}>
            {help}
          </p>
        )
      )}
    </div>
  )
}

export const describedBy = (id: string, error: string | undefined, help: ReactNode) =>
  error ? `${id}-error` : help ? `${id}-help` : undefined

interface TextProps extends FieldProps {
  type?: 'text' | 'email' | 'password' | 'number' | 'tel' | 'date'
  autoComplete?: HTMLInputAutoCompleteAttribute
  autoFocus?: boolean
  maxLength?: number
  rows?: number
  mono?: boolean
  placeholder?: string
  /** What is often typed here, to choose from. */
  suggestions?: readonly string[]
  /** Why one may not change it; then it stays as it is. */
  readOnlyBecause?: string | undefined
}

export function TextInput({
  name,
  label,
  help,
  required,
  type = 'text',
  autoComplete = 'off',
  autoFocus,
  maxLength = 200,
  rows,
  mono,
  placeholder,
  suggestions,
  readOnlyBecause,
}: TextProps) {
  const { form, id, error, value, leave } = useField(name)
  const limit = form.limitOf(name)
  const said = readOnlyBecause ?? help
  return (
    <Frame id={id} label={label} help={said} required={required} error={error}>
      <OutlinedInput
        id={id}
        fullWidth
        type={type}
        value={value ?? ''}
        error={error !== undefined}
        autoComplete={autoComplete}
        autoFocus={autoFocus}
        placeholder={placeholder}
        readOnly={readOnlyBecause !== undefined}
        multiline={rows !== undefined}
        minRows={rows}
        className={mono ? styles.mono : undefined}
        onChange={(event) => form.set(name, event.target.value)}
        onBlur={leave}
        inputProps={{
          'aria-required': required,
          'aria-invalid': error !== undefined,
          'aria-describedby': describedBy(id, error, said),
          // Browsers count UTF-16 units: no character that the server takes is cut off.
          maxLength: rows ? undefined : limit?.maxLength === undefined ? maxLength : 2 * limit.maxLength,
          list: suggestions && `${id}-suggestions`,
        }}
      />
      {suggestions && (
        <datalist id={`${id}-suggestions`}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
    </Frame>
  )
}

export function ChoiceInput({
  name,
  label,
  help,
  required,
  options,
}: FieldProps & {
  /** What one may not choose stays as it is and says why. */
  options: Array<{ value: string; label: string; help?: string; disabledBecause?: string | undefined }>
}) {
  const { form, id, error, value } = useField(name)
  const chosen = Array.isArray(value) ? (value as string[]) : []
  return (
    <Frame id={id} label={label} help={help} required={required} error={error} group>
      <div className={styles.choices} id={id} tabIndex={-1}>
        {options.map((option) => (
          <FormControlLabel
            key={option.value}
            control={
              <Checkbox
                size="small"
                checked={chosen.includes(option.value)}
                disabled={option.disabledBecause !== undefined}
                onChange={(event) => {
                  form.set(
                    name,
                    event.target.checked ? [...chosen, option.value] : chosen.filter((each) => each !== option.value),
                  )
                  form.touch(name)
                }}
              />
            }
            label={
              <span>
                {option.label}
                {option.help && <span className={styles.choiceHelp}>{option.help}</span>}
                {option.disabledBecause && <span className={styles.choiceHelp}>{option.disabledBecause}</span>}
              </span>
            }
          />
        ))}
      </div>
    </Frame>
  )
}

/** A titled part of a long form. */
export function Fieldset({ legend, help, children }: { legend: string; help?: ReactNode; children: ReactNode }) {
  return (
    <fieldset className={styles.fieldset}>
      <legend>{legend}</legend>
      {help && <p className="muted small">{help}</p>}
      <div className={styles.grid}>{children}</div>
    </fieldset>
  )
}

export function Wide({ children }: { children: ReactNode }) {
  return <div className={styles.wide}>{children}</div>
}

export function FormActions({
  submit,
  onCancel,
  children,
}: {
  submit: string
  onCancel?: () => void
  children?: ReactNode
}) {
  const { t } = useTranslation()
  const context = useContext(FormContext)
  const busy = context?.form.busy ?? false
  const words = context?.form.conflict ? t('form.save_mine') : submit
  return (
    <div className={styles.actions}>
      {children}
      {onCancel && (
        <BusyButton
          variant="outlined"
          busy={busy}
          onClick={() => {
            context?.form.discard()
            onCancel()
          }}
        >
          {t('common.cancel')}
        </BusyButton>
      )}
      {!onCancel && context?.form.kept && context.form.changed && (
        <BusyButton variant="outlined" busy={busy} onClick={context.form.discard}>
          {t('form.discard_changes')}
        </BusyButton>
      )}
      <BusyButton type="submit" variant="contained" busy={busy}>
        {busy ? t('form.saving') : words}
      </BusyButton>
    </div>
  )
}

export function RequiredNote() {
  const { t } = useTranslation()
  return <p className="small muted">{t('form.required_note')}</p>
}
