import { Button, Divider, ListSubheader, MenuItem } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Bookmark, Check, ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { Menu } from '../../ui/Overlay.tsx'
import { lazyPart } from '../../ui/lazy.tsx'
import { useProblemText } from '../../ui/Problem.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf } from '../../ui/useDelete.ts'
import { Waiting } from '../../ui/Waiting.tsx'
import { reportsTexts } from '../reports/texts.ts'
import type { SavedViews } from './useSavedViews.ts'
import type { SavedView } from './viewState.ts'
import styles from './views.module.css'
import { deleteView, restoreView, setDefaultView, updateView } from './viewsApi.ts'

const ViewDialog = lazyPart(() => import('./ViewDialog.tsx'), Waiting)
const ReportDialog = lazyPart(() => import('../reports/ReportDialog.tsx'), Waiting, [reportsTexts])

/** Opens, keeps, shares and deletes the views of a list (PRN-1). */
export function SavedViewsMenu({ saved }: { saved: SavedViews }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const problemText = useProblemText()
  const organizationId = useOrganizationId()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [asking, setAsking] = useState<'new' | SavedView | null>(null)
  const [scheduling, setScheduling] = useState(false)
  const { open, views, changed } = saved
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['views'] })
  const failed = (error: unknown) => {
    const { title, detail } = problemText(error)
    toast([title, detail].filter(Boolean).join('. '), { tone: 'problem' })
    void refresh()
  }
  const keep = useMutation({
    mutationFn: (view: SavedView) =>
      updateView(organizationId, view.id, etagOf(view), {
        ...saved.content(),
        name: view.name,
        shared: view.shared,
      }),
    onSuccess: async (view) => {
      await refresh()
      saved.settle(view)
      toast(t('views.saved', { name: view.name }))
    },
    onError: failed,
  })
  const restore = useMutation({
    mutationFn: (view: SavedView) => restoreView(organizationId, view.id),
    onSuccess: async (view) => {
      await refresh()
      toast(t('views.restored', { name: view.name }))
    },
    onError: failed,
  })
  const remove = useMutation({
    mutationFn: (view: SavedView) => deleteView(organizationId, view.id, etagOf(view)),
    onSuccess: async (_nothing, view) => {
      saved.leave()
      await refresh()
      toast(t('views.deleted', { name: view.name }), { undo: () => restore.mutate(view) })
    },
    onError: failed,
  })
  const choose = useMutation({
    mutationFn: ({ view, on }: { view: SavedView; on: boolean }) => setDefaultView(organizationId, view.id, on),
    onSuccess: async (view) => {
      await refresh()
      toast(t(view.is_default ? 'views.is_default' : 'views.is_no_default', { name: view.name }))
    },
    onError: failed,
  })
  const close = () => setAnchor(null)
  const act = (work: () => void) => () => {
    close()
    work()
  }
  const item = (view: SavedView) => (
    <MenuItem key={view.id} selected={view.id === open?.id} onClick={act(() => saved.show(view))}>
      <span className={styles.mark}>{view.id === open?.id && <Check size={16} aria-hidden />}</span>
      <span>
        <span className="break">{view.name}</span>
        {(view.is_default || !view.is_mine) && (
          <span className={styles.detail}>
            {[view.is_default && t('views.default'), !view.is_mine && t('views.shared_by', { owner: view.owner })]
              .filter(Boolean)
              .join(' · ')}
          </span>
        )}
      </span>
    </MenuItem>
  )
  const mine = views.filter(({ is_mine }) => is_mine)
  const others = views.filter(({ is_mine }) => !is_mine)
  return (
    <>
      <Button
        variant="outlined"
        startIcon={<Bookmark size={16} />}
        endIcon={<ChevronDown size={16} />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        className={styles.button}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <span className={styles.name}>
          {open ? t(changed ? 'views.open_changed' : 'views.open', { name: open.name }) : t('views.title')}
        </span>
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={close} slotProps={{ paper: { className: styles.menu } }}>
        {views.length === 0 && <ListSubheader>{t('views.none')}</ListSubheader>}
        {mine.length > 0 && <ListSubheader>{t('views.mine')}</ListSubheader>}
        {mine.map(item)}
        {others.length > 0 && <ListSubheader>{t('views.of_others')}</ListSubheader>}
        {others.map(item)}
        <Divider />
        <MenuItem onClick={act(() => setAsking('new'))}>{t('views.save_as')}</MenuItem>
        {open?.may_change && changed && (
          <MenuItem onClick={act(() => keep.mutate(open))}>{t('views.keep', { name: open.name })}</MenuItem>
        )}
        <MenuItem onClick={act(() => setScheduling(true))}>{t('views.schedule')}</MenuItem>
        {open && changed && <MenuItem onClick={act(() => saved.show(open))}>{t('views.discard')}</MenuItem>}
        {open && (
          <MenuItem onClick={act(() => choose.mutate({ view: open, on: !open.is_default }))}>
            {open.is_default ? t('views.unset_default') : t('views.set_default')}
          </MenuItem>
        )}
        {open?.may_change && <MenuItem onClick={act(() => setAsking(open))}>{t('views.change')}</MenuItem>}
        {open?.may_change && <MenuItem onClick={act(() => remove.mutate(open))}>{t('views.delete')}</MenuItem>}
      </Menu>
      {scheduling && (
        <ReportDialog
          report={null}
          start={
            open && !changed
              ? { source: saved.list, view_id: open.id, name: open.name }
              : { source: saved.list, filters: saved.content().filters }
          }
          onClose={() => setScheduling(false)}
        />
      )}
      {asking === 'new' && (
        <ViewDialog content={saved.content()} onClose={() => setAsking(null)} onSaved={saved.settle} />
      )}
      {asking !== null && asking !== 'new' && (
        <ViewDialog
          content={contentOf(asking)}
          view={asking}
          onClose={() => setAsking(null)}
          onSaved={() => undefined}
        />
      )}
    </>
  )
}

const contentOf = ({ list, query, filters, columns }: SavedView) => ({ list, query, filters, columns })
