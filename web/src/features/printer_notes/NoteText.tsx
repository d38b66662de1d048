import styles from './printerNotes.module.css'

/** The text of a note with its lines. */
export function NoteText({ text }: { text: string }) {
  return <div className={styles.text}>{text}</div>
}
