import type { Catalogues } from './texts.ts'

type Together<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer All) => void
  ? All
  : never

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: Together<Catalogues[keyof Catalogues]> }
    returnNull: false
  }
}
