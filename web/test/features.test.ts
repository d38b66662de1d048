// What a feature gives to the frame fits together: the frame knows no feature, so that nothing else would notice.
import type { AnyRoute } from '@tanstack/react-router'
import { describe, expect, it } from 'vitest'
import { features } from '../src/app/features.ts'
import { frameTexts } from '../src/app/texts.ts'
import type { Finder, Navigation, Pane, Thing } from '../src/lib/feature.ts'
import { flatten } from './catalogues.ts'
import type { Tree } from './catalogues.ts'
import { filesOf } from './files.ts'

const routes = features.flatMap((feature): readonly AnyRoute[] => [...feature.routes, ...(feature.bareRoutes ?? [])])
const paths = routes.map((route) => (route.options as { path?: string }).path)
const navigation = features.flatMap((feature): readonly Navigation[] => feature.navigation ?? [])
const things = features.flatMap((feature): readonly Thing[] => feature.things ?? [])
const panes = features.flatMap((feature): readonly Pane[] => feature.panes ?? [])
const finders = features.flatMap((feature): Finder[] => (feature.finder ? [feature.finder] : []))
const said = new Set((await frameTexts.load('en')).flatMap((catalogue) => [...flatten(catalogue as Tree).keys()]))

describe('the features of the portal', () => {
  it('are each listed: every folder with a feature.ts', () => {
    const list = filesOf('features.ts').find(({ name }) => name === 'app/features.ts')?.text ?? ''
    const folders = filesOf('/feature.ts').flatMap(({ name }) => (name.startsWith('features/') ? name : []))
    expect(folders.length).toBe(features.length)
    expect(folders.filter((name) => !list.includes(`'../${name}'`))).toEqual([])
  })

  it('lead to pages that exist, each path once', () => {
    expect(navigation.filter(({ to }) => !paths.includes(to))).toEqual([])
    expect(things.filter(({ list }) => !paths.includes(list))).toEqual([])
    expect(panes.filter((pane) => pane.page === 'home' && !paths.includes(pane.to))).toEqual([])
    expect(paths.filter((path, index) => paths.indexOf(path) !== index)).toEqual([])
  })

  it('say in the frame what the frame has the texts of', () => {
    const keys = [
      ...navigation.flatMap(({ label, counted }) => (counted ? [label, counted] : [label])),
      ...things.flatMap(({ title, gone }) => [title, gone]),
      ...finders.map(({ label }) => label),
      ...panes.flatMap((pane) => (pane.page === 'home' ? [pane.title, pane.all] : [pane.title])),
      ...routes.flatMap((route) => route.options.staticData?.up?.label ?? []),
    ]
    expect(keys.length).toBeGreaterThan(20)
    expect(keys.filter((key) => !said.has(key as string))).toEqual([])
  })
})

// lib and ui know no feature, a feature does not know the frame, and the frame knows the list of the features only.
describe('the rooms of the portal', () => {
  const uses = filesOf('.ts', '.tsx').flatMap(({ name, text }) =>
    [...text.matchAll(/(?:from|import|import\() ?'(\.[^']+)'/g)].map(([, path = '']) => ({
      name,
      used: new URL(path, `file:///${name}`).pathname.slice(1),
    })),
  )
  const wrong = (room: string, forbidden: RegExp, except: string[] = []) =>
    uses
      .filter(({ name, used }) => name.startsWith(room) && forbidden.test(used) && !except.includes(name))
      .map(({ name, used }) => `${name} uses ${used}`)

  it('point one way: api, lib, ui, features, app', () => {
    expect(uses.length).toBeGreaterThan(500)
    expect(wrong('api/', /^(lib|ui|features|app)\//)).toEqual([])
    expect(wrong('lib/', /^(ui|features|app)\//)).toEqual([])
    expect(wrong('ui/', /^(features|app)\//)).toEqual([])
    expect(wrong('features/', /^app\//)).toEqual([])
    expect(wrong('app/', /^features\//, ['app/features.ts'])).toEqual([])
  })

  // What they show of others are panes (lib/panes.ts), which those features bring themselves.
  it('the home page knows no other feature', () => {
    expect(uses.filter(({ name }) => name.startsWith('features/home/')).length).toBeGreaterThan(5)
    expect(wrong('features/home/', /^features\/(?!home\/)/)).toEqual([])
  })
})
