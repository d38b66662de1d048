import { Button } from '@mui/material'
import { useColorScheme } from '@mui/material/styles'
import { Link } from '@tanstack/react-router'
import { Download, Table2, ChartLine } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { loadChunk, untilLoaded } from '../lib/chunks.ts'
import { downloadText, toCsv } from '../lib/csv.ts'
import styles from './Chart.module.css'
import type { draw, Drawn } from './chart/draw.ts'
import type { ChartModel } from './chart/model.ts'
import { Lines } from './Loading.tsx'

/** A drawing with the same figures as a table and as a file; the library is loaded when the first chart is. */
export function Chart({ model, fileName }: { model: ChartModel; fileName: string }) {
  const { t } = useTranslation()
  const [asTable, setAsTable] = useState(false)
  const save = () => downloadText(`${fileName}.csv`, toCsv(model.table.header, model.table.rows))
  return (
    <figure className={styles.figure} aria-label={model.label}>
      <div className={styles.tools}>
        <Button
          startIcon={asTable ? <ChartLine size={15} /> : <Table2 size={15} />}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? t('chart.as_chart') : t('chart.as_table')}
        </Button>
        <Button startIcon={<Download size={15} />} onClick={save}>
          {t('chart.csv')}
        </Button>
      </div>
      {asTable ? (
        <div className={styles.tableBox} role="region" aria-label={model.label} tabIndex={0}>
          <table className={styles.table}>
            <caption className="visually-hidden">{model.label}</caption>
            <thead>
              <tr>
                {model.table.header.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {model.table.words.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, column) =>
                    column === 0 ? (
                      <th key={column} scope="row">
                        {cell}
                      </th>
                    ) : (
                      <td key={column}>{cell}</td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <Drawing model={model} />
      )}
    </figure>
  )
}

function Drawing({ model }: { model: ChartModel }) {
  const { t } = useTranslation()
  const element = useRef<HTMLDivElement>(null)
  const [ready, setReady] = useState(false)
  const { mode, systemMode } = useColorScheme()
  const scheme = mode === 'system' ? systemMode : mode
  const [focused, setFocused] = useState(-1)
  const drawn = useRef<Drawn | null>(null)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(
    () => new Set(model.series.filter((each) => each.aside).map((each) => each.name)),
  )
  const drawInto = useEffectEvent((canvas: HTMLElement, drawn: typeof draw) => drawn(canvas, model, hidden))

  useEffect(() => {
    let disposed = false
    let dispose = () => {}
    const stop = new AbortController()
    void untilLoaded(() => loadChunk(() => import('./chart/draw.ts')), stop.signal).then((library) => {
      if (disposed || !library || !element.current) return
      const chart = drawInto(element.current, library.draw)
      drawn.current = chart
      dispose = chart.dispose
      setReady(true)
    })
    return () => {
      disposed = true
      stop.abort()
      dispose()
      drawn.current = null
    }
  }, [model, scheme])
  useEffect(() => drawn.current?.hide(hidden), [hidden])

  const toggle = (name: string) =>
    setHidden((before) => {
      const after = new Set(before)
      if (!after.delete(name)) after.add(name)
      return after
    })
  const count = model.table.times.length
  return (
    <>
      {model.series.length > 1 && (
        <div className={styles.legend} role="group" aria-label={t('chart.legend')}>
          {model.series.map((each) => (
            <button
              key={each.name}
              type="button"
              className={styles.chip}
              aria-pressed={!hidden.has(each.name)}
              onClick={() => toggle(each.name)}
            >
              <span
                className={styles.swatch}
                data-color={each.color}
                style={{ ['--swatch' as never]: `var(--c-${each.color})` }}
                aria-hidden
              />
              {each.name}
            </button>
          ))}
        </div>
      )}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys read its figures aloud */}
      <div
        className={styles.drawing}
        role="img"
        aria-label={t('chart.described', { label: model.label })}
        tabIndex={0}
        onKeyDown={(event) => {
          const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
          if (step === 0 || count === 0) return
          event.preventDefault()
          const next = Math.min(count - 1, Math.max(0, focused + step))
          setFocused(next)
          drawn.current?.show(next)
        }}
      >
        {!ready && <Lines count={8} />}
        <div ref={element} className={styles.canvas} />
        <span className="visually-hidden" aria-live="polite">
          {focused >= 0 ? model.table.words[focused]?.join(', ') : ''}
        </span>
      </div>
      {model.explained && <p className="muted small">{model.explained}</p>}
      {model.marks && model.marks.length > 0 && (
        <div className={styles.marks}>
          <span className="muted">{model.marksLabel}</span>
          <ul aria-label={model.marksLabel}>
            {model.marks.map((mark) => (
              <li key={`${mark.label} ${mark.at}`}>
                {mark.link ? (
                  <Link to={mark.link.to} params={mark.link.params as never}>
                    {mark.label}
                  </Link>
                ) : (
                  mark.label
                )}{' '}
                <span className="muted">{model.formatTime(mark.at)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}
