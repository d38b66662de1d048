import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import type { ReactNode } from 'react'
import { file } from '../api/client.ts'
import { downloadBlob } from '../lib/csv.ts'
import { BusyButton } from './BusyButton.tsx'
import { useProblemText } from './Problem.tsx'
import { toast } from './Toasts.tsx'

/**
 * Saves a file of the server. Going to its address would leave the person on the refusal, as JSON; so it is fetched: a
 * session that has ended is renewed on top of the page, and whatever else is refused is told on it.
 */
export function useDownload() {
  const problemText = useProblemText()
  return useMutation({
    mutationFn: async (path: string) => {
      const { name, data } = await file(path)
      downloadBlob(name, data)
    },
    onError: (error) => {
      const { title, detail } = problemText(error)
      toast(detail ? `${title}. ${detail}` : title, { tone: 'problem' })
    },
  })
}

export function DownloadButton({ path, children }: { path: string; children: ReactNode }) {
  const download = useDownload()
  return (
    <BusyButton
      variant="outlined"
      startIcon={<Download size={16} />}
      busy={download.isPending}
      onClick={() => download.mutate(path)}
    >
      {children}
    </BusyButton>
  )
}
