// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { languageFor, languageOptions, preferredLanguage } from './i18n.ts'
import { setPreferences } from './preferences.ts'

afterEach(() => {
  setPreferences({ language: null })
  vi.restoreAllMocks()
})

const browserSpeaks = (...tags: string[]) => vi.spyOn(navigator, 'languages', 'get').mockReturnValue(tags)

describe('the language of the portal (PRT-4)', () => {
  it.each([
    ['de-AT', 'de'],
    ['en-GB', 'en'],
    ['fr-CA', 'fr'],
    ['it-CH', 'it'],
    ['nb-NO', 'nb'],
    ['no', 'nb'],
    ['nn-NO', 'nb'],
    ['NO', 'nb'],
    ['sv-SE', 'sv'],
    ['sv_FI', 'sv'],
  ])('of %s is %s', (tag, language) => {
    expect(languageFor(tag)).toBe(language)
  })

  it.each(['', 'da', 'nds', 'fil-PH', 'frr', 'constructor', '-'])('is none of ours for %s', (tag) => {
    expect(languageFor(tag)).toBeUndefined()
  })

  it('is what was chosen, else the first of the browser that there is, else English', () => {
    browserSpeaks('da-DK', 'nn-NO', 'en-US')
    expect(preferredLanguage()).toBe('nb')
    setPreferences({ language: 'it' })
    expect(preferredLanguage()).toBe('it')
    setPreferences({ language: 'da' })
    expect(preferredLanguage()).toBe('nb')
    browserSpeaks('da-DK', 'fi')
    expect(preferredLanguage()).toBe('en')
  })

  it('is offered under its own name, in the order of the names', () => {
    const names = languageOptions.map(({ label }) => label)
    expect(names).toEqual(['Deutsch', 'English', 'Français', 'Italiano', 'Norsk bokmål', 'Svenska'])
    expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other)))
  })
})
