import type { Get, ItemOf } from '../../api/types.ts'
import type { Tone } from '../../ui/StatusWord.tsx'

export type Mail = ItemOf<'/api/v1/mails'>
export type MailDetail = Get<'/api/v1/mails/{mail_id}'>

export const mailTones: Record<Mail['state'], Tone> = {
  queued: 'waiting',
  sent: 'ok',
  failed: 'error',
  bounced: 'error',
}

export const attemptTones: Record<MailDetail['log'][number]['outcome'], Tone> = {
  sent: 'ok',
  later: 'warning',
  no_service: 'warning',
  refused: 'error',
  bounced: 'error',
}

/** What can be filtered by: the templates of locales/en, each with its word. */
export const mailKinds = [
  'order_created',
  'order_shipped',
  'order_on_back_order',
  'order_awaiting_approval',
  'order_back_in_stock',
  'order_delivered',
  'order_cancelled',
  'order_redirected',
  'order_parted',
  'order_address_changed',
  'printers_enrolled',
  'printers_disconnected',
  'printers_disconnected_last',
  'printers_reconnected',
  'printers_high_volume',
  'service_request_created',
  'service_request_state',
  'service_request_comment',
  'agent_took_over',
  'agents_silent',
  'report_paused',
  'report_ready',
  'webhook_endpoint_disabled',
  'user_invited',
  'temporary_password',
  'password_changed',
  'second_factor_changed',
  'account_changed',
  'email_confirmation',
  'test',
] as const
