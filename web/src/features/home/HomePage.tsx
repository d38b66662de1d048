import { useTranslation } from 'react-i18next'
import { usePanes } from '../../lib/panes.ts'
import { useOrganization } from '../../lib/session.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { PaneFrame } from '../../ui/PaneFrame.tsx'
import styles from './home.module.css'

/** What needs a look today: a pane of each feature that has one, which leads to its page (PRT-1). */
export function HomePage() {
  const { t } = useTranslation()
  const organization = useOrganization()
  const panes = usePanes('home')
  const starts = usePanes('start')
  return (
    <>
      <PageHead title={t('home.title')} context={organization?.name ?? ' '} />
      {starts.map(({ title, Part }) => (
        <Part key={title} />
      ))}
      <div className={styles.panes}>
        {panes.map((pane) => (
          <PaneFrame key={pane.title} pane={pane}>
            <pane.Part />
          </PaneFrame>
        ))}
      </div>
    </>
  )
}
