import { Outlet, useRouter } from '@tanstack/react-router'
import { useEffect, useSyncExternalStore } from 'react'
import { Tips } from '../ui/tip/Tip.tsx'
import { Toasts } from '../ui/Toasts.tsx'
import { HeldBack } from './HeldBack.tsx'
import { followPages, getAnnounced, onAnnounced } from '../lib/pageFocus.ts'

export function Root() {
  const router = useRouter()
  const announced = useSyncExternalStore(onAnnounced, getAnnounced)
  useEffect(() => followPages(router), [router])
  return (
    <>
      <Outlet />
      <div className="visually-hidden" role="status" id="page-announcement">
        {announced}
      </div>
      <HeldBack />
      <Toasts />
      <Tips />
    </>
  )
}
