import { useDelayed } from '../lib/useDelayed.ts'
import styles from './Loading.module.css'

/** A gray line in the place of what is on its way: the browser's own, since a list has some hundred of them. */
export function Skeleton({ width, height }: { width: number | string; height: number }) {
  return <span className={styles.skeleton} style={{ width, height }} />
}

/** Gray lines in the place of text that is on its way; nothing for the first 150 ms. */
export function Lines({ count = 6 }: { count?: number }) {
  const shown = useDelayed(true)
  return (
    <div className={styles.lines} aria-busy aria-hidden style={{ minHeight: count * 28 }}>
      {shown &&
        Array.from({ length: count }, (_, index) => (
          <Skeleton key={index} height={14} width={`${50 + ((index * 23) % 45)}%`} />
        ))}
    </div>
  )
}

/** The outline of a page that is on its way. */
export function PageLoading() {
  const shown = useDelayed(true)
  return (
    <div aria-busy className={styles.page}>
      {shown && (
        <>
          <Skeleton width={220} height={24} />
          <Skeleton width={320} height={14} />
          <Skeleton width="100%" height={320} />
        </>
      )}
    </div>
  )
}
