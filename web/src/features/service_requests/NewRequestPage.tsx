import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { withColon } from '../../lib/withColon.ts'
import { api, body, newIdempotencyKey } from '../../api/client.ts'
import { limits } from '../../api/limits.ts'
import type { Printer } from '../../api/types.ts'
import { watchTask } from '../../lib/tasks.ts'
import { TaskLink } from '../../ui/TaskLink.tsx'
import { useProblemText } from '../../ui/Problem.tsx'
import { Note } from '../../ui/Note.tsx'
import { ChoiceInput } from '../../ui/form/Fields.tsx'
import { FileInput } from '../documents/FileInput.tsx'
import { newRequestSearch } from './requestsSearch.ts'
import { useOrganizationId, useSession } from '../../lib/session.tsx'
import { wholeNumber } from '../../lib/typedNumbers.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { Crumb } from '../../ui/Crumb.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { SelectInput } from '../../ui/form/Choosers.tsx'
import { externalIdsShown } from '../../ui/form/ExternalIds.tsx'
import { Fieldset, FormActions, FormView, RequiredNote, TextInput, Wide } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageLoading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { PaneList } from '../../ui/PaneList.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { OrganizationInput, OrganizationLine, useNewFor } from '../organizations/OrganizationField.tsx'
import { printerName, printerQuery } from '../printers/printersApi.ts'
import styles from './requests.module.css'
import {
  attachFile,
  createRequest,
  createRequests,
  deskQuery,
  largestAttachment,
  mostPrinters,
  openOfPrinterQuery,
  openOfPrintersQuery,
} from './requestsApi.ts'
import { RequestState } from './RequestState.tsx'
import type { RequestValues } from './requestBody.ts'
import { emptyRequest, requestBody } from './requestBody.ts'
import { fieldsOf, kindOf, needsPrinter, offeredName, serviceName, summaryOf } from './requestWords.ts'
import { Steps } from './Steps.tsx'

/** Who asks, for what, what is open of it already, and what is asked for (SRV-3). */
export function NewRequestPage() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const raw: Record<string, unknown> = useSearch({ strict: false })
  const { printer_id: printerId, printer_ids: several } = newRequestSearch(raw)
  const printer = useQuery({
    ...printerQuery(organizationId, printerId ?? ''),
    enabled: printerId !== undefined,
  })
  if (printerId !== undefined && printer.isPending) return <PageLoading />
  return (
    <>
      <PageHead
        title={t('service_requests.request')}
        context={t('service_requests.new.details_context')}
        above={
          <Crumb to="/service-requests" here={t('service_requests.request')}>
            {t('service_requests.title')}
          </Crumb>
        }
      >
        <LinkButton variant="outlined" to="/service-requests/new/printer">
          {t('service_requests.new.back')}
        </LinkButton>
        <LinkButton variant="outlined" to="/service-requests">
          {t('common.cancel')}
        </LinkButton>
      </PageHead>
      <Steps at="details" />
      {printer.isError ? (
        <Problem error={printer.error} onRetry={() => void printer.refetch()} />
      ) : (
        <div className={styles.layout}>
          <Panel title={t('service_requests.part.request')} id="request">
            <RequestForm key={printerId ?? ''} printer={printer.data?.data} several={several} />
          </Panel>
          <div className="stack">
            <Customer />
            {printer.data && <Device printer={printer.data.data} />}
            {printer.data && <OpenOfPrinter printer={printer.data.data} />}
            {several && <OpenOfPrinters printerIds={several} />}
          </div>
        </div>
      )}
    </>
  )
}

function Customer() {
  const { t } = useTranslation()
  const { user } = useSession()
  return (
    <Panel title={t('service_requests.part.customer')} id="customer">
      <Facts
        items={[
          [t('service_requests.field.name'), [user.first_name, user.last_name].filter(Boolean).join(' ')],
          [t('service_requests.field.email'), user.email],
        ]}
      />
      <Link to="/settings">{t('service_requests.new.edit_profile')}</Link>
    </Panel>
  )
}

function Device({ printer }: { printer: Printer }) {
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const site = useQuery({
    queryKey: ['sites', organizationId, 'one', printer.site_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/sites/{site_id}', {
          params: { path: { site_id: printer.site_id ?? '' }, query: { organization_id: organizationId } },
          signal,
        }),
      ),
    enabled: Boolean(printer.site_id),
  })
  const address = site.data?.address
  return (
    <Panel title={t('service_requests.part.device')} id="device">
      <Facts
        items={[
          [t('printers.column.model'), printerName(printer)],
          [t('printers.column.serial_number'), printer.serial_number],
          [t('service_requests.new.asset_numbers'), externalIdsShown(printer.external_ids)],
          [
            t('service_requests.new.self_service'),
            <Link to="/external-links">{t('service_requests.new.self_service_link')}</Link>,
          ],
          [t('printers.column.site'), printer.site_name],
          [
            t('service_requests.field.address'),
            address &&
              [
                address.street1,
                address.street2,
                address.street3,
                [address.building, address.floor, address.room].filter(Boolean).join(' / '),
                [address.postal_code, address.city].filter(Boolean).join(' '),
                address.state,
                address.country && format.country(address.country),
              ]
                .filter(Boolean)
                .join(', '),
          ],
          [t('printers.column.location'), printer.location],
        ]}
      />
    </Panel>
  )
}

function OpenOfPrinter({ printer }: { printer: Printer }) {
  const { t } = useTranslation()
  const open = useQuery(openOfPrinterQuery(useOrganizationId(), printer.id))
  return (
    <Panel title={t('service_requests.part.open')} id="open">
      <PaneList
        query={open}
        items={open.data?.items}
        empty={t('service_requests.new.none_open')}
        line={(request) => ({
          id: request.id,
          link: (
            <Link to="/service-requests/$requestId" params={{ requestId: request.id }}>
              {request.number}
            </Link>
          ),
          below: withColon(t, serviceName(t, request), summaryOf(t, request)),
          state: <RequestState state={request.state} />,
          aside: <Age at={request.occurred_at} />,
        })}
      />
    </Panel>
  )
}

/** What is open of several printers already: it can be left out, so that nothing is asked for twice. */
function OpenOfPrinters({ printerIds }: { printerIds: string[] }) {
  const { t } = useTranslation()
  const open = useQuery(openOfPrintersQuery(useOrganizationId(), printerIds))
  return (
    <Panel title={t('service_requests.part.open_of_several', { count: printerIds.length })} id="open">
      <PaneList
        query={open}
        items={open.data?.items}
        empty={t('service_requests.new.none_open')}
        line={(request) => ({
          id: request.id,
          link: (
            <Link to="/service-requests/$requestId" params={{ requestId: request.id }}>
              {request.number}
            </Link>
          ),
          below: withColon(
            t,
            [request.printer_model, request.printer_serial_number].filter(Boolean).join(' '),
            serviceName(t, request),
            summaryOf(t, request),
          ),
          state: <RequestState state={request.state} />,
          aside: <Age at={request.occurred_at} />,
        })}
      />
      {open.data?.more && <p className="muted small">{t('service_requests.new.more_open')}</p>}
    </Panel>
  )
}

function RequestForm({ printer, several }: { printer: Printer | undefined; several: string[] | undefined }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const acting = useOrganizationId()
  const newFor = useNewFor()
  const [key, setKey] = useState(newIdempotencyKey)
  const [fileKey, setFileKey] = useState(newIdempotencyKey)
  const file = useRef<File | null>(null)
  const problemText = useProblemText()
  const aboutPrinter = printer !== undefined || several !== undefined
  const labels = {
    organization_id: t('organizations.field.organization'),
    service: t('service_requests.field.service'),
    description: t('service_requests.field.description'),
    error_code: t('service_requests.field.error_code'),
    item: t('service_requests.field.item'),
    quantity: t('service_requests.field.quantity'),
    severity: t('service_requests.field.severity'),
    category: t('service_requests.field.category'),
    application: t('service_requests.field.application'),
    source_reference: t('service_requests.field.source_reference'),
    wanted_on: t('service_requests.field.wanted_on'),
    new_location: t('service_requests.field.new_location'),
    contact_name: t('service_requests.field.contact_name'),
    contact_email: t('service_requests.field.contact_email'),
    contact_phone: t('service_requests.field.contact_phone'),
    file: t('service_requests.field.file'),
    skip_open: t('service_requests.field.open_ones'),
  }
  const form = useForm<RequestValues>({
    limits: limits.ServiceRequestInput,
    initial: { ...emptyRequest, organization_id: printer?.organization_id ?? (several ? acting : newFor) },
    validate: (values) => {
      const asks = fieldsOf(kindOf(values.service))
      const missing = (name: keyof RequestValues, when = true): string | undefined =>
        when && String(values[name]).trim() === '' ? t('form.required') : undefined
      const quantity = wholeNumber(values.quantity)
      return {
        organization_id: missing('organization_id'),
        service: missing('service'),
        description: missing('description'),
        item: missing('item', asks.has('item')),
        quantity:
          asks.has('quantity') && (quantity === undefined || quantity < 1 || quantity > 999)
            ? t('service_requests.problem.quantity')
            : undefined,
        severity: missing('severity', asks.has('severity')),
        category: missing('category', asks.has('category')),
        application: missing('application', asks.has('application')),
        new_location: missing('new_location', asks.has('new_location')),
        file:
          values.file === ''
            ? undefined
            : file.current === null
              ? t('service_requests.problem.no_file')
              : file.current.size > largestAttachment
                ? t('service_requests.problem.too_large')
                : undefined,
        skip_open:
          several && several.length > mostPrinters
            ? t('service_requests.problem.too_many', { count: mostPrinters })
            : undefined,
      }
    },
    // A draft has no file.
    secret: ['file'],
    draft: `service_request.new.${printer?.id ?? (several ? `several.${acting}` : acting)}`,
    submit: async (values) => {
      if (several) {
        const of = { printer_ids: several, skip_open: values.skip_open.includes('skip') }
        const task = await createRequests(acting, requestBody(values, undefined), of, key)
        setKey(newIdempotencyKey())
        watchTask(task.id)
        void queryClient.invalidateQueries({ queryKey: ['tasks'] })
        toast(t('service_requests.new.sent_many', { count: several.length }), { link: <TaskLink id={task.id} /> })
        await navigate({ to: '/service-requests' })
        return
      }
      const made = await createRequest(printer ? acting : values.organization_id, requestBody(values, printer?.id), key)
      setKey(newIdempotencyKey())
      // The request is there, whatever becomes of its file.
      if (values.file !== '' && file.current !== null) {
        try {
          await attachFile(acting, made.id, file.current, fileKey)
        } catch (error) {
          const { title, detail } = problemText(error)
          toast(t('service_requests.new.not_attached', { reason: [title, detail].filter(Boolean).join('. ') }), {
            tone: 'problem',
          })
        }
      }
      await queryClient.invalidateQueries({ queryKey: ['service-requests'] })
      toast(t('service_requests.new.sent', { number: made.number }))
      await navigate({ to: '/service-requests/$requestId', params: { requestId: made.id } })
    },
  })
  const whose = form.values.organization_id || acting
  // What was typed stays in its place while another organization's services are on their way.
  const desk = useQuery({
    ...deskQuery(printer ? printer.organization_id : whose),
    placeholderData: keepPreviousData,
  })
  if (desk.isPending) return <PageLoading />
  if (desk.isError) return <Problem error={desk.error} onRetry={() => void desk.refetch()} />
  const { services, categories, severities } = desk.data.data
  const kind = kindOf(form.values.service)
  const asks = form.values.service === '' ? new Set<string>() : fieldsOf(kind)
  const applications = categories.find(({ name }) => name === form.values.category)?.applications ?? []
  return (
    <FormView form={form} labels={labels} label={t('service_requests.part.request')}>
      <RequiredNote />
      {printer ? (
        <OrganizationLine id={printer.organization_id} />
      ) : several ? (
        <Note>{t('service_requests.new.for_each', { count: several.length })}</Note>
      ) : (
        <OrganizationInput />
      )}
      <Fieldset legend={t('service_requests.part.service')} help={t('service_requests.help.service')}>
        <Wide>
          <SelectInput
            name="service"
            label={labels.service}
            required
            options={services
              .filter(({ hidden, key: each }) => !hidden && (aboutPrinter || !needsPrinter(kindOf(each))))
              .map((service) => ({ value: service.key, label: offeredName(t, service) }))}
          />
        </Wide>
        {asks.has('error_code') && (
          <TextInput name="error_code" label={labels.error_code} help={t('service_requests.help.error_code')} />
        )}
        {asks.has('item') && <TextInput name="item" label={labels.item} required />}
        {asks.has('quantity') && <TextInput name="quantity" label={labels.quantity} required />}
        {asks.has('severity') && (
          <Wide>
            <SelectInput
              name="severity"
              label={labels.severity}
              required
              options={severities.map(({ severity, name }) => ({
                value: String(severity),
                label: name || t(`service_requests.severity.${severity as 1 | 2 | 3 | 4}`),
              }))}
            />
          </Wide>
        )}
        {asks.has('category') && (
          <SelectInput
            name="category"
            label={labels.category}
            required
            options={categories.map(({ name }) => ({ value: name, label: name }))}
          />
        )}
        {asks.has('application') && (
          <SelectInput
            name="application"
            label={labels.application}
            required
            options={applications.map((name) => ({ value: name, label: name }))}
          />
        )}
        {asks.has('source_reference') && (
          <TextInput
            name="source_reference"
            label={labels.source_reference}
            help={t('service_requests.help.source_reference')}
          />
        )}
        {asks.has('new_location') && (
          <Wide>
            <TextInput name="new_location" label={labels.new_location} required rows={2} />
          </Wide>
        )}
        {asks.has('wanted_on') && <TextInput name="wanted_on" label={labels.wanted_on} type="date" />}
        <Wide>
          <TextInput
            name="description"
            label={labels.description}
            required
            rows={5}
            help={t('service_requests.help.description')}
          />
        </Wide>
      </Fieldset>
      <Fieldset legend={t('service_requests.part.contact')} help={t('service_requests.help.contact')}>
        <TextInput name="contact_name" label={labels.contact_name} />
        <TextInput name="contact_email" label={labels.contact_email} type="email" />
        <TextInput name="contact_phone" label={labels.contact_phone} type="tel" />
      </Fieldset>
      {several ? (
        <ChoiceInput
          name="skip_open"
          label={labels.skip_open}
          options={[{ value: 'skip', label: t('service_requests.new.skip_open') }]}
        />
      ) : (
        <FileInput
          name="file"
          label={labels.file}
          help={t('service_requests.help.file')}
          optional
          onFile={(chosen) => {
            file.current = chosen
            setFileKey(newIdempotencyKey())
          }}
        />
      )}
      <FormActions submit={t('service_requests.new.submit')} />
    </FormView>
  )
}
