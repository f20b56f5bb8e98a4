/** Where a key moves the mark in a list of `count`; null: the key moves nothing. @param page rows that are in sight. */
export function moved(key: string, at: number, count: number, page: number): number | null {
  const to = target(key, at, count, Math.max(1, page - 1))
  return to === null || count === 0 ? null : Math.max(0, Math.min(count - 1, to))
}

function target(key: string, at: number, count: number, page: number): number | null {
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return at + 1
    case 'ArrowUp':
    case 'k':
      return at - 1
    case 'PageDown':
      return at + page
    case 'PageUp':
      return at - page
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
