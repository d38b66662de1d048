// What a feature of the portal gives to the frame. `app/features.ts` lists the features; the frame knows none of them.
import type { ParseKeys, TFunction } from 'i18next'
import type { ComponentType } from 'react'
import type { Printer, Session } from '../api/types.ts'
import type { Operation } from './roles.ts'

/** The key of a text that the frame says: of the feature's `locales/frame/`. */
export type FrameText = ParseKeys

export interface Navigation {
  /** A tab of the bar, an entry of the menu Administration, or a sign at the right. */
  place: 'tab' | 'administration' | 'sign'
  to: string
  label: FrameText
  /** Seen by who may call it; by everybody where it is left out. */
  operation?: Operation
  /** Seen under this condition only. */
  shown?: (session: Session) => boolean
  /** For a sign. */
  Icon?: ComponentType<{ size: number }>
  /** A number on the sign; `counted` says it. */
  useCount?: () => number
  counted?: FrameText
  /** Heads the folded menu of a narrow window. */
  first?: boolean
}

/** Something that has a page or a row of its own: what is said where it does not exist. */
export interface Thing {
  /** Its list; the thing itself is below it. */
  list: string
  /** The name of the list. */
  title: FrameText
  /** "There is no such ..." */
  gone: FrameText
}

/** One thing that the search of the frame found. */
export interface Hit {
  id: string
  title: string
  detail: (t: TFunction) => string
  link: { to: string; params: Record<string, string> }
}

/** One group of what the search of the frame finds. */
export interface Finder {
  label: FrameText
  Icon: ComponentType<{ size: number }>
  find: (query: { search: string; organization_id: string; limit: number }, signal: AbortSignal) => Promise<Hit[]>
}

interface AnyPane {
  title: FrameText
  /** Among the other panes of that page, from small to large. */
  order: number
  /** Seen by who may call it; by everybody where it is left out. */
  operation?: Operation
}

/** What a feature shows on a page of another one: on the home page, or on the page of a printer. */
export type Pane =
  | (AnyPane & {
      page: 'home'
      Part: ComponentType
      /** The page with more of it, and what the link to it says. */
      to: string
      all: FrameText
    })
  /** Above all panes of the home page, without a frame, where the part has something to say. */
  | (AnyPane & { page: 'start'; Part: ComponentType })
  | (AnyPane & { page: 'printer'; Part: ComponentType<{ printer: Printer }> })
  /** A tab of the printer's page, `tab` in its URL. */
  | (AnyPane & { page: 'printer_tab'; tab: string; Part: ComponentType<{ printer: Printer }> })

/** `object`, not a route: as AnyRoute the routes would forget their own types. */
export interface Feature<Pages extends readonly object[], Bare extends readonly object[]> {
  /** Its pages, for which one must be signed in: children of `inFrame`. */
  routes: Pages
  /** Pages without the frame: children of `bare`. */
  bareRoutes?: Bare
  navigation?: readonly Navigation[]
  things?: readonly Thing[]
  finder?: Finder
  /** What it shows on pages of other features. */
  panes?: readonly Pane[]
  /** A part that is on every page, whoever's it is. */
  InFrame?: ComponentType
  /** On the sign of the account once the page is at rest; and, with `onClose`, in what opens there. */
  InAccount?: ComponentType<{ onClose?: () => void }>
}

/** Checks a feature and keeps the types of its routes, so that a link to a page that does not exist does not compile. */
export const defineFeature = <
  const Pages extends readonly object[],
  const Bare extends readonly object[] = readonly [],
>(
  feature: Feature<Pages, Bare>,
): Feature<Pages, Bare> => feature
