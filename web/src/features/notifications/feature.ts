import { defineFeature } from '../../lib/feature.ts'
import { lazyPart } from '../../ui/lazy.tsx'

export const notifications = defineFeature({
  routes: [],
  InAccount: lazyPart(
    () => import('./notices.ts').then(({ ready }) => ready()),
    () => null,
  ),
})
