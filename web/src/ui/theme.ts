import { createTheme } from '@mui/material/styles'
import { colors, color, fontFamily, fontSize, layout, motion, radius } from './tokens.ts'
import type { ColorName } from './tokens.ts'

function palette(scheme: Record<ColorName, string>, mode: 'light' | 'dark') {
  return {
    mode,
    primary: { main: scheme.accentFill, dark: scheme.accentFillHover, contrastText: scheme.onAccent },
    error: { main: scheme.error },
    warning: { main: scheme.warning },
    success: { main: scheme.ok },
    text: { primary: scheme.text, secondary: scheme.textMuted, disabled: scheme.textFaint },
    background: { default: scheme.canvas, paper: scheme.raised },
    divider: scheme.line,
  }
}

const text = (size: number, weight = 400, lineHeight = 1.5) => ({
  fontSize: size,
  fontWeight: weight,
  lineHeight,
  letterSpacing: 0,
})

/** Menus and lists of choices: a message at the edge of the window (Toasts.module.css: 1400) must not lie on them. */
const aboveMessages = 1450

export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'data-theme', cssVarPrefix: 'mui' },
  colorSchemes: {
    light: { palette: palette(colors.light, 'light') },
    dark: { palette: palette(colors.dark, 'dark') },
  },
  spacing: 4,
  shape: { borderRadius: radius },
  breakpoints: { values: { xs: 0, sm: 600, md: layout.foldBelow, lg: 1200, xl: 1440 } },
  transitions: {
    duration: {
      shortest: motion.fast,
      shorter: motion.fast,
      short: motion.normal,
      standard: motion.normal,
      complex: motion.normal,
      enteringScreen: motion.normal,
      leavingScreen: motion.fast,
    },
  },
  typography: {
    fontFamily: fontFamily.text,
    fontSize: fontSize.md,
    fontWeightRegular: 400,
    fontWeightMedium: 600,
    fontWeightBold: 600,
    body1: text(fontSize.md),
    body2: text(fontSize.sm),
    caption: text(fontSize.xs),
    h1: text(fontSize.xl, 600, 1.3),
    h2: text(fontSize.lg, 600, 1.4),
    h3: text(fontSize.md, 600, 1.4),
    button: { ...text(fontSize.md, 600), textTransform: 'none' },
  },
  components: {
    MuiButtonBase: { defaultProps: { disableRipple: true } },
    MuiButton: {
      defaultProps: { disableElevation: true, size: 'small' },
      styleOverrides: {
        root: {
          minHeight: 34,
          padding: '0 12px',
          lineHeight: '20px',
          whiteSpace: 'nowrap',
          '&:focus-visible': { outline: `2px solid ${color('focus')}`, outlineOffset: 2 },
          '&[aria-disabled="true"]': { opacity: 0.5, cursor: 'default' },
        },
        outlined: {
          color: color('text'),
          borderColor: color('lineStrong'),
          backgroundColor: color('surface'),
          '&:hover': { backgroundColor: color('hover'), borderColor: color('control') },
        },
        text: { color: color('accent'), '&:hover': { backgroundColor: color('accentSoft') } },
        startIcon: { marginRight: 6, marginLeft: -2 },
        endIcon: { marginLeft: 4, marginRight: -4 },
      },
      variants: [
        {
          props: { variant: 'contained', color: 'error' },
          style: {
            backgroundColor: color('error'),
            color: color('surface'),
            '&:hover': { backgroundColor: color('error') },
          },
        },
      ],
    },
    MuiIconButton: {
      styleOverrides: {
        root: {
          color: color('textMuted'),
          borderRadius: radius,
          padding: 7,
          '&:hover': { backgroundColor: color('hover'), color: color('text') },
          '&:focus-visible': { outline: `2px solid ${color('focus')}`, outlineOffset: 1 },
          '&[aria-disabled="true"]': { opacity: 0.4, cursor: 'default' },
        },
      },
    },
    MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiPopover: {
      styleOverrides: {
        root: { zIndex: aboveMessages },
        paper: { border: `1px solid ${color('line')}`, boxShadow: color('shadow'), backgroundColor: color('raised') },
      },
    },
    MuiMenu: { styleOverrides: { list: { padding: 4, minWidth: 200 } } },
    MuiMenuItem: {
      styleOverrides: {
        root: {
          minHeight: 34,
          borderRadius: 4,
          fontSize: fontSize.md,
          gap: 10,
          padding: '4px 10px',
          whiteSpace: 'normal',
          '&.Mui-selected': { backgroundColor: color('selected') },
          '&:hover': { backgroundColor: color('hover') },
        },
      },
    },
    MuiDialog: {
      styleOverrides: {
        paper: {
          border: `1px solid ${color('line')}`,
          boxShadow: color('shadow'),
          borderRadius: 8,
          backgroundColor: color('raised'),
          margin: 16,
        },
      },
    },
    MuiBackdrop: { styleOverrides: { root: { '&:not(.MuiBackdrop-invisible)': { backgroundColor: color('scrim') } } } },
    MuiDialogTitle: { styleOverrides: { root: { ...text(fontSize.lg, 600, 1.4), padding: '20px 24px 8px' } } },
    MuiDialogContent: { styleOverrides: { root: { padding: '8px 24px 16px' } } },
    MuiDialogActions: { styleOverrides: { root: { padding: '12px 24px 20px', gap: 8 } } },
    MuiOutlinedInput: {
      defaultProps: { notched: false },
      styleOverrides: {
        root: {
          fontSize: fontSize.md,
          backgroundColor: color('surface'),
          '& .MuiOutlinedInput-notchedOutline': {
            borderColor: color('control'),
            top: 0,
            '& legend': { display: 'none' },
          },
          '&:hover .MuiOutlinedInput-notchedOutline': { borderColor: color('textMuted') },
          '&.Mui-focused .MuiOutlinedInput-notchedOutline': { borderColor: color('focus'), borderWidth: 2 },
          '&.Mui-error .MuiOutlinedInput-notchedOutline': { borderColor: color('error') },
        },
        input: { padding: '7px 10px', height: 20, '&::placeholder': { color: color('textFaint'), opacity: 1 } },
        multiline: { padding: '7px 10px', '& textarea': { padding: 0 } },
      },
    },
    MuiSelect: { styleOverrides: { select: { minHeight: '20px', lineHeight: '20px' } } },
    MuiCheckbox: {
      styleOverrides: {
        root: {
          padding: 6,
          color: color('control'),
          '&.Mui-checked, &.MuiCheckbox-indeterminate': { color: color('accentFill') },
          '&.Mui-focusVisible': { outline: `2px solid ${color('focus')}`, outlineOffset: -4, borderRadius: 8 },
        },
      },
    },
    MuiTabs: {
      styleOverrides: {
        root: { minHeight: 40, borderBottom: `1px solid ${color('line')}` },
        indicator: { backgroundColor: color('accent'), height: 2 },
        list: { gap: 20 },
      },
    },
    MuiTab: {
      styleOverrides: {
        root: {
          minHeight: 40,
          minWidth: 0,
          padding: '0 2px',
          textTransform: 'none',
          fontSize: fontSize.md,
          fontWeight: 400,
          color: color('textMuted'),
          '&.Mui-selected': { color: color('text'), fontWeight: 600 },
          '&:hover': { color: color('text') },
          '&:focus-visible': { outline: `2px solid ${color('focus')}`, outlineOffset: -2, borderRadius: 4 },
        },
      },
    },
    MuiAutocomplete: {
      styleOverrides: {
        popper: { zIndex: aboveMessages },
        paper: {
          border: `1px solid ${color('line')}`,
          boxShadow: color('shadow'),
          marginTop: 4,
          fontSize: fontSize.md,
          backgroundColor: color('raised'),
        },
        inputRoot: { padding: '0 40px 0 0 !important', '& .MuiAutocomplete-input': { padding: '7px 10px !important' } },
        option: { borderRadius: 4, margin: '0 4px', padding: '6px 10px !important', minHeight: '34px !important' },
        listbox: { padding: '4px 0' },
      },
    },
    MuiLinearProgress: {
      styleOverrides: {
        root: { height: 4, borderRadius: 2, backgroundColor: color('barTrack') },
        bar: { backgroundColor: color('accent'), borderRadius: 2 },
      },
    },
  },
})
