import { defineFeature } from '../../lib/feature.ts'
import { lazyPart } from '../../ui/lazy.tsx'

export const notifications = defineFeature({
  routes: [],
  InAccount: lazyPart(
    async () => {
      const part = await import('./notices.ts')
      await part.texts()
      return part
    },
    () => null,
  ),
})
