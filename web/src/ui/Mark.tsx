/** The product mark: a sheet that leaves the platen. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden focusable="false">
      <rect width="24" height="24" rx="6" fill="var(--c-accentFill)" />
      <path
        d="M5 8.25h9.5a3.75 3.75 0 0 1 0 7.5H5"
        fill="none"
        stroke="var(--c-onAccent)"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <circle cx="14.5" cy="12" r="1.5" fill="var(--c-onAccent)" />
    </svg>
  )
}
