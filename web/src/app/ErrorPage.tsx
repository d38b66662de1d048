import { Button } from '@mui/material'
import { Link } from '@tanstack/react-router'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Empty } from '../ui/Parts.tsx'
import { Problem } from '../ui/Problem.tsx'

/** A page that broke: the frame stays, the page says so and can be tried again. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  return <Problem error={error} onRetry={reset} />
}

export function NotFoundPage() {
  const { t } = useTranslation()
  return (
    <div style={{ padding: '80px 24px' }}>
      <Empty
        title={t('problem.no_page')}
        action={
          <Button variant="outlined" component={Link} to="/">
            {t('problem.to_home')}
          </Button>
        }
      >
        {t('problem.no_page_detail')}
      </Empty>
    </div>
  )
}
