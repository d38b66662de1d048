import type { Session } from '../../api/types.ts'
import { ProviderButtons } from './ProviderButtons.tsx'
import { SignInForm } from './SignInForm.tsx'

/** The ways of one person to sign in again. */
export default function SignInAgain({
  email,
  organization,
  onDone,
}: {
  email: string
  organization: string
  onDone: (session: Session) => void
}) {
  return (
    <>
      <ProviderButtons only={organization} />
      <SignInForm email={email} organization={organization} onDone={onDone} />
    </>
  )
}
