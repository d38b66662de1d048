import { Fragment } from 'react'
import type { ReactNode } from 'react'
import { pieces } from '../lib/breakable.ts'

/**
 * A text whose e-mail addresses and numbers break where a person would break them. A hyphen inside a part is no place to
 * break at: "e-" of a model's name would be alone at the end of its line.
 */
export function Breakable({ text }: { text: string }) {
  return (
    <>
      {text.split(/(\s+)/).map((word, at) => (
        <Fragment key={at}>
          {pieces(word).map((piece, index) => (
            <Fragment key={index}>
              {index > 0 && <wbr />}
              {piece.slice(0, -1).includes('-') ? <span className="nowrap">{piece}</span> : piece}
            </Fragment>
          ))}
        </Fragment>
      ))}
    </>
  )
}

/** What a cell or a fact shows; where it is text, it breaks as Breakable does. */
export function breakable(value: ReactNode): ReactNode {
  return typeof value === 'string' && /[-@\d]/.test(value) ? <Breakable text={value} /> : value
}
