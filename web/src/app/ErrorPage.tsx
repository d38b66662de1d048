import { Button } from '@mui/material'
import { useLocation, useRouter } from '@tanstack/react-router'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { RotateCw, Unplug } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ChunkError, reloadOnce, untilLoaded } from '../lib/chunks.ts'
import { anythingTyped } from '../ui/form/drafts.ts'
import { LinkButton } from '../ui/LinkButton.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Problem } from '../ui/Problem.tsx'
import { filesHere } from './heldBack.ts'
import { NotThere } from '../ui/NotThere.tsx'
import { features } from './features.ts'

/** A page that broke: the frame stays, the page says so and can be tried again. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  return error instanceof ChunkError ? (
    <MissingPage error={error} reset={reset} />
  ) : (
    <Problem error={error} onRetry={reset} />
  )
}

/** The file of the page itself did not come: without a connection it comes by itself, after an upgrade with a reload. */
function MissingPage({ error, reset }: { error: ChunkError; reset: () => void }) {
  const { t } = useTranslation()
  const router = useRouter()
  useEffect(() => {
    if (error.gone) {
      if (!anythingTyped()) reloadOnce(window.location.href)
      return undefined
    }
    const stop = new AbortController()
    const again = async () => {
      await Promise.all(filesHere(router).map((file) => file.ensure()))
      await Promise.all(filesHere(router).map((file) => file.preload()))
    }
    void untilLoaded(again, stop.signal).then(async () => {
      if (stop.signal.aborted) return
      await router.invalidate()
      reset()
    })
    return () => stop.abort()
  }, [error, reset, router])
  return (
    <div role="alert">
      <Empty
        icon={<Unplug size={22} />}
        title={error.gone ? t('problem.page_gone') : t('problem.page_unreachable')}
        action={
          error.gone && (
            <Button variant="outlined" startIcon={<RotateCw size={15} />} onClick={() => window.location.reload()}>
              {t('app.held.reload')}
            </Button>
          )
        }
      >
        {error.gone ? t('problem.page_gone_detail') : t('problem.page_unreachable_detail')}
      </Empty>
    </div>
  )
}

/** An address that leads nowhere, inside the frame: the way on is in sight. */
export function NotFoundPage() {
  const { t } = useTranslation()
  const path = useLocation().pathname
  const thing = features.flatMap((feature) => feature.things ?? []).find(({ list }) => path.startsWith(`${list}/`))
  // Users, sites and organizations have no page of their own.
  if (thing) return <NotThere thing={thing} detail={t('problem.in_list')} />
  return (
    <>
      <PageHead title={t('problem.no_page')} />
      <Empty
        title={t('problem.no_page_detail')}
        action={
          <LinkButton variant="contained" to="/">
            {t('problem.to_home')}
          </LinkButton>
        }
      />
    </>
  )
}
