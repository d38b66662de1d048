/** The browser behind a User-Agent header, for telling one's own sessions apart; undefined when it is none of these. */
export function browserName(userAgent: string): string | undefined {
  const found = (
    [
      ['Edge', /Edg(?:e|A|iOS)?\/(\d+)/],
      ['Firefox', /(?:Firefox|FxiOS)\/(\d+)/],
      ['Chrome', /(?:Chrome|CriOS)\/(\d+)/],
      ['Safari', /Version\/(\d+).*Safari/],
    ] as const
  ).flatMap(([name, pattern]) => {
    const version = pattern.exec(userAgent)?.[1]
    return version === undefined ? [] : [`${name} ${version}`]
  })
  return found[0]
}
