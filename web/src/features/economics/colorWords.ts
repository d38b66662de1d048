import type { TFunction } from 'i18next'

const known = ['black', 'cyan', 'magenta', 'yellow'] as const

export function colorWords(t: TFunction, colorant: string): string {
  if (colorant === '') return t('cartridges.color.none')
  const found = known.find((color) => color === colorant)
  return found ? t(`cartridges.color.${found}`) : colorant
}
