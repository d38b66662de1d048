import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useSearch } from '@tanstack/react-router'
import { Fragment, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Crumb } from '../../ui/Crumb.tsx'
import { Note } from '../../ui/Note.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { PageLoading } from '../../ui/Loading.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { documentOf } from './documents.ts'
import styles from './help.module.css'
import { helpSearch } from './helpSearch.ts'
import type { Block, Inline } from './markdown.ts'
import { blocksOf } from './markdown.ts'

const files = import.meta.glob<string>('../../../../docs/*.md', { query: '?raw', import: 'default' })

/** One document of the documentation, as it is in docs/. It is English in every language. */
export function HelpPage() {
  const { t, i18n } = useTranslation()
  const { document: name = 'user-guide' } = helpSearch(useSearch({ strict: false }))
  const { hash } = useLocation()
  const text = useQuery({
    queryKey: ['help', name],
    queryFn: async () => (await files[`../../../../docs/${name}.md`]?.()) ?? '',
    staleTime: Infinity,
  })
  const shown = text.data !== undefined
  useEffect(() => {
    if (!shown || hash === '') return
    const heading = window.document.getElementById(hash)
    heading?.scrollIntoView()
    heading?.focus({ preventScroll: true })
  }, [shown, name, hash])
  if (text.isPending) return <PageLoading />
  if (text.isError) return <Problem error={text.error} onRetry={() => void text.refetch()} />
  const blocks = blocksOf(text.data)
  const [first] = blocks
  const title = first?.kind === 'heading' ? first.text : t('help.title')
  return (
    <div className={styles.page} lang="en">
      <PageHead
        title={title}
        above={
          name !== 'user-guide' && (
            <Crumb to="/help" here={title}>
              {t('help.guide')}
            </Crumb>
          )
        }
      />
      {i18n.language !== 'en' && (
        <div className={styles.note} lang={i18n.language}>
          <Note tone="info">{t('help.english')}</Note>
        </div>
      )}
      <Panel>
        <div className={styles.text}>
          {blocks.slice(first?.kind === 'heading' ? 1 : 0).map((block, index) => (
            <Part key={index} block={block} name={name} />
          ))}
        </div>
      </Panel>
    </div>
  )
}

type Document = ReturnType<typeof helpSearch>['document']

function Part({ block, name }: { block: Block; name: Document }) {
  const words = (inline: Inline[]) => <Words inline={inline} name={name} />
  switch (block.kind) {
    case 'heading': {
      const Heading = block.level <= 2 ? 'h2' : 'h3'
      return (
        <Heading id={block.anchor} tabIndex={-1}>
          {block.text}
        </Heading>
      )
    }
    case 'paragraph':
      return <p>{words(block.inline)}</p>
    case 'code':
      return (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls: by the keyboard, too
        <pre tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      )
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul'
      return (
        <List>
          {block.items.map((item, index) => (
            <li key={index}>{words(item)}</li>
          ))}
        </List>
      )
    }
    case 'table':
      return (
        <table>
          <thead>
            <tr>
              {block.head.map((cell, index) => (
                // A head without words is no head to a screen reader.
                <Fragment key={index}>{cell.length === 0 ? <td /> : <th scope="col">{words(cell)}</th>}</Fragment>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, index) => (
              <tr key={index}>
                {row.map((cell, at) => (
                  <td key={at}>{words(cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )
  }
}

function Words({ inline, name }: { inline: Inline[]; name: Document }) {
  return inline.map((part, index) => {
    if (part.kind === 'strong') return <strong key={index}>{part.text}</strong>
    if (part.kind === 'em') return <em key={index}>{part.text}</em>
    if (part.kind === 'code') return <code key={index}>{part.text}</code>
    if (part.kind !== 'link') return <Fragment key={index}>{part.text}</Fragment>
    const here = part.href.startsWith('#') ? { document: name, anchor: part.href.slice(1) } : documentOf(part.href)
    if (here)
      return (
        <Link
          key={index}
          to="/help"
          search={{ document: here.document === 'user-guide' ? undefined : here.document }}
          hash={here.anchor ?? ''}
        >
          {part.text}
        </Link>
      )
    if (/^https?:/.test(part.href))
      return (
        <a key={index} href={part.href} target="_blank" rel="noopener noreferrer">
          {part.text}
        </a>
      )
    // What the portal does not show: for operators, beside the program.
    return <Fragment key={index}>{part.text}</Fragment>
  })
}
