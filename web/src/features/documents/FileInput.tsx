import { Button } from '@mui/material'
import { Upload } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Breakable } from '../../ui/Breakable.tsx'
import { describedBy, Frame, useField } from '../../ui/form/Fields.tsx'
import styles from './documents.module.css'

/** A file of one's own. The form keeps its name only: a draft has no file, and asks for it again. */
export function FileInput({
  name,
  label,
  help,
  optional = false,
  onFile,
}: {
  name: string
  label: string
  help: string
  optional?: boolean
  onFile: (file: File) => void
}) {
  const { t } = useTranslation()
  const { form, id, error, value } = useField(name)
  const input = useRef<HTMLInputElement>(null)
  const chosen = typeof value === 'string' ? value : ''
  return (
    <Frame id={`${id}-button`} label={label} help={help} required={!optional} error={error}>
      <div className={styles.chosen}>
        <Button
          id={`${id}-button`}
          variant="outlined"
          startIcon={<Upload size={16} />}
          aria-describedby={describedBy(`${id}-button`, error, help)}
          onClick={() => input.current?.click()}
        >
          {t(chosen === '' ? 'documents.choose' : 'documents.choose_other')}
        </Button>
        {chosen !== '' && (
          <span>
            <Breakable text={chosen} />
          </span>
        )}
      </div>
      <input
        ref={input}
        hidden
        type="file"
        aria-label={t('documents.choose')}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          // The same file can be chosen again once it is corrected.
          event.target.value = ''
          if (!file) return
          onFile(file)
          form.set(name, file.name)
          form.touch(name)
        }}
      />
    </Frame>
  )
}
