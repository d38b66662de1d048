import { wholeNumber } from '../../lib/typedNumbers.ts'
import type { RequestBody } from './requestsApi.ts'
import { fieldsOf, kindOf } from './requestWords.ts'

export interface RequestValues {
  [key: string]: unknown
  organization_id: string
  service: string
  description: string
  error_code: string
  item: string
  quantity: string
  severity: string
  category: string
  application: string
  source_reference: string
  wanted_on: string
  new_location: string
  contact_name: string
  contact_email: string
  contact_phone: string
  /** The name of a file to attach. */
  file: string
  /** Of several printers: `skip` leaves out those that have an open request. */
  skip_open: string[]
}

export const emptyRequest: RequestValues = {
  organization_id: '',
  service: '',
  description: '',
  error_code: '',
  item: '',
  quantity: '',
  severity: '',
  category: '',
  application: '',
  source_reference: '',
  wanted_on: '',
  new_location: '',
  contact_name: '',
  contact_email: '',
  contact_phone: '',
  file: '',
  skip_open: ['skip'],
}

/** What is sent: of what was typed only that which the service asks for; the server refuses anything else. */
export function requestBody(values: RequestValues, printer_id: string | undefined): RequestBody {
  const asks = fieldsOf(kindOf(values.service))
  const text = (name: 'error_code' | 'item' | 'category' | 'application' | 'source_reference' | 'new_location') =>
    asks.has(name) ? values[name].trim() : ''
  const quantity = asks.has('quantity') ? wholeNumber(values.quantity) : undefined
  return {
    service: values.service,
    ...(printer_id !== undefined && { printer_id }),
    description: values.description,
    error_code: text('error_code'),
    item: text('item'),
    ...(quantity !== undefined && { quantity }),
    ...(asks.has('severity') && values.severity !== '' && { severity: Number(values.severity) }),
    category: text('category'),
    application: text('application'),
    source_reference: text('source_reference'),
    ...(asks.has('wanted_on') && values.wanted_on !== '' && { wanted_on: values.wanted_on }),
    new_location: text('new_location'),
    contact_name: values.contact_name.trim(),
    contact_email: values.contact_email.trim(),
    contact_phone: values.contact_phone.trim(),
  }
}
