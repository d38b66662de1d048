import { agentVersions } from '../features/agent_versions/feature.ts'
import { agents } from '../features/agents/feature.ts'
import { alerts } from '../features/alerts/feature.ts'
import { apiKeys } from '../features/api_keys/feature.ts'
import { audit } from '../features/audit/feature.ts'
import { catalog } from '../features/catalog/feature.ts'
import { contacts } from '../features/contacts/feature.ts'
import { contracts } from '../features/contracts/feature.ts'
import { documents } from '../features/documents/feature.ts'
import { enrollment } from '../features/enrollment/feature.ts'
import { economics } from '../features/economics/feature.ts'
import { firstStart } from '../features/first_start/feature.ts'
import { help } from '../features/help/feature.ts'
import { home } from '../features/home/feature.ts'
import { insights } from '../features/insights/feature.ts'
import { identity } from '../features/identity/feature.ts'
import { mails } from '../features/mails/feature.ts'
import { meterReads } from '../features/meter_reads/feature.ts'
import { mpsExpress } from '../features/mps_express/feature.ts'
import { notifications } from '../features/notifications/feature.ts'
import { orders } from '../features/orders/feature.ts'
import { organizations } from '../features/organizations/feature.ts'
import { printerNotes } from '../features/printer_notes/feature.ts'
import { printers } from '../features/printers/feature.ts'
import { reachability } from '../features/reachability/feature.ts'
import { reports } from '../features/reports/feature.ts'
import { replenishment } from '../features/replenishment/feature.ts'
import { serviceRequests } from '../features/service_requests/feature.ts'
import { settings } from '../features/settings/feature.ts'
import { shelf } from '../features/shelf/feature.ts'
import { signIn } from '../features/sign_in/feature.ts'
import { statements } from '../features/statements/feature.ts'
import { tasks } from '../features/tasks/feature.ts'
import { users } from '../features/users/feature.ts'
import { whatIf } from '../features/what_if/feature.ts'
import { webhooks } from '../features/webhooks/feature.ts'

/** Every feature, in the order of the navigation. */
export const features = [
  identity,
  printers,
  orders,
  serviceRequests,
  replenishment,
  enrollment,
  shelf,
  economics,
  reports,
  whatIf,
  insights,
  agents,
  reachability,
  agentVersions,
  contacts,
  printerNotes,
  documents,
  organizations,
  contracts,
  meterReads,
  statements,
  mpsExpress,
  catalog,
  users,
  signIn,
  apiKeys,
  webhooks,
  alerts,
  mails,
  audit,
  tasks,
  notifications,
  home,
  firstStart,
  settings,
  help,
] as const
