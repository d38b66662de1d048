import { useTranslation } from 'react-i18next'

/** Whom customers call whose printers the service desk looks after (ASR-17). */
export function ServiceDesk({ phone, email }: { phone: string; email: string }) {
  const { t } = useTranslation()
  return (
    <p className="muted">
      {t('enrollment.service_desk')} {phone !== '' && <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>}
      {phone !== '' && email !== '' && ' · '}
      {email !== '' && <a href={`mailto:${email}`}>{email}</a>}
      {phone === '' && email === '' && t('enrollment.service_desk_unknown')}
    </p>
  )
}
