import type { StateOf } from '../../lib/listSchema.ts'
import { defineList, id, oneOf, text, several } from '../../lib/listSchema.ts'
import { conditions } from './alertConditions.ts'

const condition = several(oneOf(conditions))
const rulesUrl = { search: text, condition }
const logUrl = { rule_id: id, printer_id: id, condition }

export const alertRulesList = defineList('/api/v1/alert-rules', rulesUrl, {
  sorts: ['name', 'active', 'condition', 'enabled', 'last_told_at', 'organization_name'],
  parameters: { search: 'same', condition: 'same' },
})
export type AlertRulesSearch = StateOf<typeof alertRulesList>

export const alertLogList = defineList('/api/v1/alert-notices', logUrl, {
  sorts: ['at', 'model', 'organization_name', 'rule_name', 'since', 'value'],
  parameters: { rule_id: 'same', printer_id: 'same', condition: 'same' },
})
export type AlertLogSearch = StateOf<typeof alertLogList>
