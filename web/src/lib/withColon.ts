import type { TFunction } from 'i18next'

/** "What: what is said of it", with the colon as the language sets it; parts that are missing are left out. */
export const withColon = (t: TFunction, ...parts: ReadonlyArray<string | null | undefined>): string =>
  parts
    .filter((part) => !!part)
    .reduce<string>((what, more) => (what ? t('common.said_of', { what, more }) : `${more}`), '')
