import { useTranslation } from 'react-i18next'
import { CopyText } from '../../ui/copy/CopyText.tsx'
import { Note } from '../../ui/Note.tsx'

/** The command that makes a computer this agent. The token stands in the environment, where other users do not see it. */
export function enrollCommand(server: string, token: string): string {
  return `sudo PLATEN_ENROLLMENT_TOKEN=${token} platen-agent enroll --server ${server}`
}

/** The same for a new computer, in one line: the package, the token, the service that stays. */
export function installCommand(server: string, token: string): string {
  return `sudo apt-get install -y ./platen-agent_*.deb && ${enrollCommand(server, token)} && sudo systemctl enable --now platen-agent`
}

/** What a printer needs that reports itself (AGT-6): where, and the token that it exchanges for its own key. */
export function NativeToken({ token }: { token: string }) {
  const { t } = useTranslation()
  return (
    <div className="stack">
      <p>{t('agents.native_enroll_detail')}</p>
      <div>
        <h3>{t('agents.native_server')}</h3>
        <CopyText text={location.origin} label={t('agents.native_server')} mono block />
      </div>
      <div>
        <h3>{t('agents.enroll_token')}</h3>
        <CopyText text={token} label={t('agents.enroll_token')} mono block />
      </div>
      <Note tone="warning">{t('agents.enroll_once')}</Note>
    </div>
  )
}

export function EnrollmentCommand({ token }: { token: string }) {
  const { t } = useTranslation()
  return (
    <div className="stack">
      <p>{t('agents.enroll_detail')}</p>
      <div>
        <h3>{t('agents.install_command')}</h3>
        <CopyText text={installCommand(location.origin, token)} label={t('agents.install_command')} mono block />
      </div>
      <div>
        <h3>{t('agents.enroll_command')}</h3>
        <CopyText text={enrollCommand(location.origin, token)} label={t('agents.enroll_command')} mono block />
      </div>
      <div>
        <h3>{t('agents.enroll_token')}</h3>
        <CopyText text={token} label={t('agents.enroll_token')} mono block />
      </div>
      <Note tone="warning">{t('agents.enroll_once')}</Note>
    </div>
  )
}
