import { Fragment } from 'react'
import { pieces } from '../lib/breakable.ts'

/** A text whose e-mail addresses and numbers break where a person would break them. */
export function Breakable({ text }: { text: string }) {
  return (
    <>
      {text.split(/(\s+)/).map((word, at) => (
        <Fragment key={at}>
          {pieces(word).map((piece, index) => (
            <Fragment key={index}>
              {index > 0 && <wbr />}
              {piece}
            </Fragment>
          ))}
        </Fragment>
      ))}
    </>
  )
}
