export const mailStates = ['queued', 'sent', 'failed', 'bounced'] as const
