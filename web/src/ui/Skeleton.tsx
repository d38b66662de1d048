import styles from './Loading.module.css'

/** A gray line in the place of what is on its way: the browser's own, since a list has some hundred of them. */
export function Skeleton({ width, height }: { width: number | string; height: number }) {
  return <span className={styles.skeleton} style={{ width, height }} />
}
