/** A bar without words: the number stands beside it. @param percent 0 to 100; more is drawn as 100. */
export function Bar({ percent }: { percent: number }) {
  return (
    <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      <rect width={Math.max(0, Math.min(100, percent))} height="1" />
    </svg>
  )
}
