import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/useFormat.ts'
import { languageName, languageOptions } from '../../lib/i18n.ts'
import { ComboInput, SelectInput } from '../../ui/form/Choosers.tsx'
import { ExternalIdsInput, externalIdsProblem } from '../../ui/form/ExternalIds.tsx'
import { Fieldset, FormActions, FormView, RequiredNote, TextInput, Wide } from '../../ui/form/Fields.tsx'
import type { Form, Stored } from '../../ui/form/useForm.ts'
import { useForm } from '../../ui/form/useForm.ts'
import { checkContact, contactBody, contactLimits, worded } from './contactFields.ts'
import type { ContactValues } from './contactFields.ts'
import type { ContactBody } from './contactsApi.ts'
import { countryCodes } from './countries.ts'

export function useContactLabels(): Record<string, string> {
  const { t } = useTranslation()
  return useMemo(
    () => ({
      organization_id: t('organizations.field.organization'),
      first_name: t('contacts.field.first_name'),
      last_name: t('contacts.field.last_name'),
      company: t('contacts.field.company'),
      email: t('contacts.field.email'),
      language: t('common.language'),
      'phone.country_code': t('contacts.field.country_code'),
      'phone.number': t('contacts.field.number'),
      'phone.extension': t('contacts.field.extension'),
      'address.street1': t('address.street1'),
      'address.street2': t('address.street2'),
      'address.street3': t('address.street3'),
      'address.building': t('address.building'),
      'address.floor': t('address.floor'),
      'address.room': t('address.room'),
      'address.city': t('address.city'),
      'address.state': t('address.state'),
      'address.postal_code': t('address.postal_code'),
      'address.country': t('address.country'),
      external_ids: t('external_ids.label'),
    }),
    [t],
  )
}

export function useCountryOptions(): Array<{ value: string; label: string }> {
  const format = useFormat()
  return useMemo(
    () =>
      countryCodes
        .map((code) => ({ value: code, label: format.country(code) }))
        .sort((a, b) => format.compare(a.label, b.label)),
    [format],
  )
}

interface ContactFormOptions {
  initial: ContactValues
  draft: string
  etag?: string
  reread?: () => Promise<Stored<ContactValues>>
}

export function useContactForm(
  options: ContactFormOptions,
  send: (contact: ContactBody, etag: string, organization_id: string) => Promise<void | Stored<ContactValues>>,
): Form<ContactValues> {
  const { t } = useTranslation()
  const validate = useMemo(
    () => (values: ContactValues) => ({
      ...worded(checkContact(values), (problem) => t(`contacts.problem.${problem}`)),
      external_ids: externalIdsProblem(values.external_ids, t),
    }),
    [t],
  )
  return useForm({
    ...options,
    limits: contactLimits,
    validate,
    submit: (values, etag) => send(contactBody(values), etag, values.organization_id),
  })
}

export function AddressFields({ labels }: { labels: Record<string, string> }) {
  const countries = useCountryOptions()
  const label = (name: string) => labels[`address.${name}`] ?? name
  return (
    <>
      <Wide>
        <TextInput name="address.street1" label={label('street1')} required autoComplete="address-line1" />
      </Wide>
      <TextInput name="address.street2" label={label('street2')} autoComplete="address-line2" />
      <TextInput name="address.street3" label={label('street3')} autoComplete="address-line3" />
      <TextInput name="address.building" label={label('building')} />
      <TextInput name="address.floor" label={label('floor')} />
      <TextInput name="address.room" label={label('room')} />
      <TextInput name="address.postal_code" label={label('postal_code')} autoComplete="postal-code" />
      <TextInput name="address.city" label={label('city')} required autoComplete="address-level2" />
      <TextInput name="address.state" label={label('state')} autoComplete="address-level1" />
      <Wide>
        <ComboInput name="address.country" label={label('country')} required options={countries} />
      </Wide>
    </>
  )
}

export function ContactForm({
  form,
  submit,
  onCancel,
  children,
}: {
  form: Form<ContactValues>
  submit: string
  onCancel: () => void
  children?: ReactNode
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const labels = useContactLabels()
  const label = (name: string) => labels[name] ?? name
  const words = (name: string, value: unknown): string | undefined => {
    if (name === 'language')
      return typeof value === 'string' && value !== '' ? languageName(value) : t('contacts.language_of_organization')
    return name === 'address.country' && typeof value === 'string' && value !== '' ? format.country(value) : undefined
  }
  return (
    <FormView form={form} labels={labels} label={submit} conflictTitle={t('contacts.conflict')} words={words}>
      {children}
      <RequiredNote />
      <Fieldset legend={t('contacts.part.person')}>
        <TextInput name="first_name" label={label('first_name')} autoComplete="given-name" />
        <TextInput
          name="last_name"
          label={label('last_name')}
          help={t('contacts.help.last_name')}
          autoComplete="family-name"
        />
        <TextInput name="company" label={label('company')} autoComplete="organization" />
        <TextInput
          name="email"
          label={label('email')}
          type="email"
          autoComplete="email"
          help={t('contacts.help.email')}
        />
        <SelectInput
          name="language"
          label={label('language')}
          help={t('contacts.help.language')}
          options={[{ value: '', label: t('contacts.language_of_organization') }, ...languageOptions]}
        />
      </Fieldset>
      <Fieldset legend={t('contacts.part.phone')}>
        <TextInput
          name="phone.country_code"
          label={label('phone.country_code')}
          type="tel"
          help={t('contacts.help.country_code')}
          autoComplete="tel-country-code"
        />
        <TextInput name="phone.number" label={label('phone.number')} type="tel" autoComplete="tel-national" />
        <TextInput name="phone.extension" label={label('phone.extension')} type="tel" autoComplete="tel-extension" />
      </Fieldset>
      <Fieldset legend={t('contacts.part.address')} help={t('contacts.help.address')}>
        <AddressFields labels={labels} />
      </Fieldset>
      <ExternalIdsInput />
      <FormActions submit={submit} onCancel={onCancel} />
    </FormView>
  )
}
