import createCache from '@emotion/cache'
import { CacheProvider } from '@emotion/react'
import { CssBaseline } from '@mui/material'
import { ThemeProvider } from '@mui/material/styles'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { ApiError } from './api/problem.ts'
import { router } from './app/router.tsx'
import { frameTexts } from './app/texts.ts'
import './app/asReact.ts'
import { startI18n } from './lib/i18n.ts'
import './ui/global.css'
import { theme } from './ui/theme.ts'

const queryClient = new QueryClient({
  defaultOptions: {
    // Asked even where the browser believes to be offline: a server on the same machine still answers.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 10_000,
      // Only what may heal by itself is tried again.
      retry: (count, error) => error instanceof ApiError && error.unreachable && count < 2,
      retryDelay: (attempt) => Math.min(1000 * 2 ** attempt, 8000),
    },
  },
})

// Styles that are made at run time carry the nonce that the server put into the page (Content-Security-Policy).
const styles = createCache({
  key: 'mui',
  nonce: document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content,
})

async function start(): Promise<void> {
  await startI18n(frameTexts)
  const element = document.getElementById('root')
  if (!element) throw new Error('index.html has no #root')
  createRoot(element).render(
    <CacheProvider value={styles}>
      <ThemeProvider theme={theme} defaultMode="system" modeStorageKey="platen.theme">
        <CssBaseline enableColorScheme={false} />
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </ThemeProvider>
    </CacheProvider>,
  )
}

void start()
