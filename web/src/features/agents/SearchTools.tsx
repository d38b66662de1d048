import { Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Download, FileUp, Upload } from 'lucide-react'
import type { ChangeEvent } from 'react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Agent } from '../../api/types.ts'
import { downloadText, toCsv } from '../../lib/csv.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { useDebounced } from '../../lib/useDebounced.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { Note } from '../../ui/Note.tsx'
import { ProblemLine } from '../../ui/Problem.tsx'
import type { SearchCheck } from './agentsApi.ts'
import { checkSearch } from './agentsApi.ts'
import { isSearchEntry } from './searchCriteria.ts'
import styles from './agents.module.css'

interface Lists {
  include: string[]
  exclude: string[]
}

/** What the addresses of the form come to, who else searches there, and lists out of and into files (AGT-2). */
export function SearchTools({
  agent,
  include,
  exclude,
  onImport,
}: Lists & { agent: Agent; onImport: (found: Lists) => void }) {
  const { t } = useTranslation()
  const [importing, setImporting] = useState(false)
  return (
    <div className="stack">
      <SearchSize agent={agent} include={include} exclude={exclude} />
      <div className="row wrap">
        <Button variant="outlined" startIcon={<Upload size={16} />} onClick={() => setImporting(true)}>
          {t('agents.import.open')}
        </Button>
        <Button
          variant="outlined"
          startIcon={<Download size={16} />}
          disabled={include.length + exclude.length === 0}
          onClick={() => downloadText('search-criteria.csv', searchCsv({ include, exclude }))}
        >
          {t('agents.import.export')}
        </Button>
      </div>
      {importing && (
        <ImportDialog
          agent={agent}
          include={include}
          exclude={exclude}
          onClose={() => setImporting(false)}
          onImport={onImport}
        />
      )}
    </div>
  )
}

/** What the import reads again. */
export function searchCsv({ include, exclude }: Lists): string {
  return toCsv(
    ['list', 'entry'],
    [...include.map((entry) => ['include', entry]), ...exclude.map((entry) => ['exclude', entry])],
  )
}

function SearchSize({ agent, include, exclude }: Lists & { agent: Agent }) {
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const lists = useDebounced(JSON.stringify([include.filter(isSearchEntry), exclude.filter(isSearchEntry)]), 400)
  const check = useQuery({
    queryKey: ['agents', organizationId, 'search', agent.id, lists],
    queryFn: () => {
      const [included = [], excluded = []] = JSON.parse(lists) as string[][]
      return checkSearch(organizationId, { agent_id: agent.id, include: included, exclude: excluded })
    },
    placeholderData: (before) => before,
  })
  const found = check.data
  if (!found) return null
  return (
    <div className="stack" aria-live="polite">
      {found.include.length > 0 && (
        <p className="small">
          {t('agents.size.addresses', { count: found.addresses, number: format.number(found.addresses) })}
        </p>
      )}
      {found.large && <Note tone="warning">{t('agents.size.large')}</Note>}
      {found.overlaps.length > 0 && (
        <Note tone="info">
          <p>{t('agents.overlap.title')}</p>
          <ul className={styles.overlaps}>
            {found.overlaps.map((overlap, at) => (
              <li key={at} className="small">
                <OverlapWords overlap={overlap} />
              </li>
            ))}
          </ul>
        </Note>
      )}
    </div>
  )
}

function OverlapWords({ overlap }: { overlap: SearchCheck['overlaps'][number] }) {
  const { t } = useTranslation()
  const where = overlap.first === overlap.last ? overlap.first : `${overlap.first} – ${overlap.last}`
  const names = { entry: overlap.entry, other: overlap.other_entry, where, agent: overlap.agent_name ?? '' }
  if (!overlap.agent_id) return <>{t('agents.overlap.within', names)}</>
  return <>{t(overlap.same_site ? 'agents.overlap.same_site' : 'agents.overlap.other_site', names)}</>
}

function ImportDialog({
  agent,
  include,
  exclude,
  onClose,
  onImport,
}: Lists & { agent: Agent; onClose: () => void; onImport: (found: Lists) => void }) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const file = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const check = useMutation({
    mutationFn: (of: string) => checkSearch(organizationId, { agent_id: agent.id, include, exclude, text: of }),
  })
  const change = (value: string) => {
    setText(value)
    check.reset()
  }
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const [chosen] = event.target.files ?? []
    event.target.value = ''
    if (chosen) change(await chosen.text())
  }
  const added = check.data?.lines.filter((line) => line.outcome === 'added').length ?? 0
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="search-import-title">
      <DialogTitle id="search-import-title">{t('agents.import.title')}</DialogTitle>
      <DialogContent>
        <div className="stack">
          <p>{t('agents.import.detail')}</p>
          <TextField
            label={t('agents.import.text')}
            multiline
            minRows={6}
            maxRows={14}
            fullWidth
            value={text}
            onChange={(event) => change(event.target.value)}
            slotProps={{ htmlInput: { className: 'mono', spellCheck: false } }}
          />
          <div className="row wrap">
            <Button variant="outlined" startIcon={<FileUp size={16} />} onClick={() => file.current?.click()}>
              {t('agents.import.file')}
            </Button>
            <input
              ref={file}
              hidden
              type="file"
              accept=".csv,.txt,text/csv,text/plain"
              aria-label={t('agents.import.file')}
              onChange={(event) => void choose(event)}
            />
          </div>
          {check.isError && <ProblemLine error={check.error} />}
          {check.data && <ImportReport check={check.data} />}
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        {check.data && added > 0 ? (
          <Button
            variant="contained"
            onClick={() => {
              onImport(check.data)
              onClose()
            }}
          >
            {t('agents.import.take', { count: added })}
          </Button>
        ) : (
          <BusyButton variant="contained" busy={check.isPending} onClick={() => check.mutate(text)}>
            {t('agents.import.check')}
          </BusyButton>
        )}
      </DialogActions>
    </Dialog>
  )
}

/** What becomes of each line; nothing is stored before the form is saved. */
function ImportReport({ check }: { check: SearchCheck }) {
  const { t } = useTranslation()
  if (check.lines.length === 0) return <Note tone="warning">{t('agents.import.nothing')}</Note>
  return (
    <div role="status">
      <ul className={styles.report}>
        {check.lines.map((line, at) => (
          <li key={at} className="small" data-outcome={line.outcome}>
            {t('agents.import.line', { line: line.line })} <span className="mono break">{line.entry}</span>{' '}
            {line.outcome === 'added'
              ? t(`agents.import.added.${line.list}`)
              : t(`agents.import.outcome.${line.outcome}`)}
          </li>
        ))}
      </ul>
    </div>
  )
}
