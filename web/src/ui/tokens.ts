/**
 * Every colour, size and duration of the portal. `theme.ts` turns them into CSS variables
 * (`--c-*`, `--font-*`) and into the MUI theme; nothing else names a colour.
 * Text and status pairs reach 4.5:1 on `surface` and `canvas`, borders of controls 3:1
 * (`test/contrast.test.ts` proves it).
 */
const light = {
  canvas: '#f8f9fa',
  surface: '#ffffff',
  raised: '#ffffff',
  sunken: '#f1f3f5',
  hover: '#f4f6f8',
  selected: '#edf2fc',
  line: '#e2e5e9',
  lineStrong: '#c8cdd4',
  control: '#868e99',
  text: '#15181d',
  textMuted: '#525a66',
  textFaint: '#666e7a',
  accent: '#1d3f8f',
  accentHover: '#16326f',
  accentFill: '#1d3f8f',
  accentFillHover: '#16326f',
  onAccent: '#ffffff',
  accentSoft: '#e8eefa',
  focus: '#3b6ae0',
  ok: '#19683a',
  okSoft: '#e6f4ea',
  warning: '#875400',
  warningSoft: '#fcf2dd',
  error: '#b3261e',
  errorSoft: '#fdecea',
  neutral: '#525a66',
  neutralSoft: '#eef0f3',
  okFill: '#3a9d62',
  warningFill: '#dd9a15',
  errorFill: '#d4463c',
  barTrack: '#e2e5ea',
  barEdge: '#868e99',
  tonerBlack: '#22262c',
  tonerCyan: '#0a9ed1',
  tonerMagenta: '#d02a7c',
  tonerYellow: '#edbc00',
  tonerOther: '#6b7480',
  shadow: '0 1px 2px rgb(20 24 33 / 6%), 0 8px 24px rgb(20 24 33 / 10%)',
  scrim: 'rgb(20 24 33 / 42%)',
}

const dark: typeof light = {
  canvas: '#0f1216',
  surface: '#15191e',
  raised: '#1c2127',
  sunken: '#1b2026',
  hover: '#1b2027',
  selected: '#1a2540',
  line: '#272d35',
  lineStrong: '#3a424d',
  control: '#77808c',
  text: '#e7eaee',
  textMuted: '#a7afba',
  textFaint: '#8d96a3',
  accent: '#93b4ff',
  accentHover: '#b4caff',
  accentFill: '#3a62cf',
  accentFillHover: '#4268d6',
  onAccent: '#ffffff',
  accentSoft: '#1b2a4d',
  focus: '#7aa2ff',
  ok: '#6fcf97',
  okSoft: '#15291e',
  warning: '#f0b849',
  warningSoft: '#2e2410',
  error: '#ff8f86',
  errorSoft: '#351a18',
  neutral: '#a7afba',
  neutralSoft: '#22282f',
  okFill: '#4caf7a',
  warningFill: '#e0a83f',
  errorFill: '#e8776d',
  barTrack: '#48515d',
  barEdge: '#808a97',
  tonerBlack: '#05070a',
  tonerCyan: '#1fb2e6',
  tonerMagenta: '#e0569a',
  tonerYellow: '#f2cb2e',
  tonerOther: '#8d96a3',
  shadow: '0 1px 2px rgb(0 0 0 / 40%), 0 12px 32px rgb(0 0 0 / 50%)',
  scrim: 'rgb(0 0 0 / 62%)',
}

export const colors = { light, dark }
export type ColorName = keyof typeof light

export const fontFamily = {
  text: "'Inter', system-ui, -apple-system, 'Segoe UI', sans-serif",
  mono: "'JetBrains Mono', ui-monospace, 'SFMono-Regular', Menlo, monospace",
}

/** px; the only sizes in use. */
export const fontSize = { xs: 12, sm: 13, md: 14, lg: 16, xl: 20, xxl: 28 }
export const radius = 6
export const rowHeight = { comfortable: 40, compact: 32 }
/** ms; under 150 everywhere. */
export const motion = { fast: 80, normal: 120 }
export const layout = { maxWidth: 1440, gutter: 24, topBar: 56, foldBelow: 900 }

/** `var(--c-accent)` for use in TypeScript (charts read the computed value instead). */
export const color = (name: ColorName) => `var(--c-${name})`

function variables(scheme: Record<ColorName, string>): string {
  return Object.entries(scheme)
    .map(([name, value]) => `--c-${name}:${value}`)
    .join(';')
}

/** The tokens as CSS variables; `vite.config.ts` puts them into the style sheet (`global.css`), so that no browser makes them. */
export const tokenCss = [
  `:root{--font-text:${fontFamily.text};--font-mono:${fontFamily.mono};--radius:${radius}px;`,
  `--gutter:${layout.gutter}px;--top-bar:${layout.topBar}px;--motion:${motion.normal}ms;color-scheme:light;${variables(colors.light)}}`,
  `:root[data-theme='dark']{color-scheme:dark;${variables(colors.dark)}}`,
].join('')
