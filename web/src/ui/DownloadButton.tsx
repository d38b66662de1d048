import { Button, ButtonGroup } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import type { MouseEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { withColon } from '../lib/withColon.ts'
import { fetchFile } from '../api/client.ts'
import { saveFile } from '../lib/saveFile.ts'
import { BusyButton } from './BusyButton.tsx'
import { useProblemText } from './Problem.tsx'
import { toast } from './Toasts.tsx'

/** Saves a file that the server writes; the page stays, and says what was refused. */
export function useDownload() {
  const { t } = useTranslation()
  const words = useProblemText()
  return useMutation({
    mutationFn: fetchFile,
    onSuccess: ({ name, file }) => saveFile(name, file),
    onError: (error) => {
      const { title, detail } = words(error)
      toast(withColon(t, title, detail), { tone: 'problem' })
    },
  })
}

interface Props {
  /** Of the file, under `/api/v1`. */
  url: string
  children: ReactNode
}

export function DownloadButton({ url, children }: Props) {
  const saving = useDownload()
  return (
    <BusyButton
      variant="outlined"
      startIcon={<Download size={16} />}
      busy={saving.isPending}
      onClick={() => saving.mutate(url)}
    >
      {children}
    </BusyButton>
  )
}

/** A list as a file: CSV, and a workbook beside it (PRN-1). `url` has its filters, and no format. */
export function ExportButtons({ url, children }: Props) {
  const { t } = useTranslation()
  const saving = useDownload()
  return (
    <ButtonGroup variant="outlined">
      <DownloadButton url={url}>{children}</DownloadButton>
      <BusyButton
        variant="outlined"
        aria-label={t('common.export_xlsx')}
        busy={saving.isPending}
        onClick={() => saving.mutate(asWorkbook(url))}
      >
        {t('common.xlsx')}
      </BusyButton>
    </ButtonGroup>
  )
}

/** The same, small: below a table. */
export function FileButtons({ url }: Pick<Props, 'url'>) {
  const { t } = useTranslation()
  const saving = useDownload()
  return (
    <ButtonGroup variant="text" size="small">
      <BusyButton
        startIcon={<Download size={16} />}
        aria-label={t('common.export_csv')}
        busy={saving.isPending}
        onClick={() => saving.mutate(url)}
      >
        {t('common.csv')}
      </BusyButton>
      <BusyButton
        aria-label={t('common.export_xlsx')}
        busy={saving.isPending}
        onClick={() => saving.mutate(asWorkbook(url))}
      >
        {t('common.xlsx')}
      </BusyButton>
    </ButtonGroup>
  )
}

/** The same list as a workbook. */
export const asWorkbook = (url: string): string => `${url}${url.includes('?') ? '&' : '?'}format=xlsx`

/** What a link to a file has that always is where it is: its address can be copied. */
export function useDownloadLink(url: string) {
  const saving = useDownload()
  return {
    href: url,
    download: true,
    'aria-disabled': saving.isPending || undefined,
    onClick: (event: MouseEvent) => {
      event.preventDefault()
      if (!saving.isPending) saving.mutate(url)
    },
  }
}

/** DownloadButton for such a file. */
export function DownloadLink({ url, children }: Props) {
  return (
    <Button component="a" variant="outlined" startIcon={<Download size={16} />} {...useDownloadLink(url)}>
      {children}
    </Button>
  )
}
