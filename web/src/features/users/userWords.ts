import type { User } from '../../api/types.ts'
import type { Tone } from '../../ui/StatusWord.tsx'

export const userTones: Record<User['state'], Tone> = { invited: 'waiting', active: 'ok', disabled: 'off' }

export const fullName = (user: User): string => `${user.first_name} ${user.last_name}`.trim() || user.email
