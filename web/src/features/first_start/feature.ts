import { defineFeature } from '../../lib/feature.ts'
import { lazyPart } from '../../ui/lazy.tsx'
import { firstStartTexts } from './texts.ts'

// The home page does not wait for it, nor keep a place for what most people never see.
const nothing = () => null
const FirstStart = lazyPart(() => import('./FirstStart.tsx'), nothing, [firstStartTexts])

/** The way of an empty organization to its first printer and rule, at the head of the home page (PRT-1). */
export const firstStart = defineFeature({
  routes: [],
  panes: [{ page: 'start', order: 10, title: 'first_start.title', operation: 'getFirstStart', Part: FirstStart }],
})
