/** The two-sided quantile of the normal distribution for 95 %. */
const z = 1.959964

export interface Interval {
  readonly share: number
  readonly low: number
  readonly high: number
}

/**
 * In which range the true share lies with 95 %, from so many of so many (Wilson 1927, without correction for continuity).
 * @returns null without a trial: nothing is known then.
 */
export function wilson(won: number, all: number): Interval | null {
  if (all <= 0) return null
  const share = won / all
  const middle = share + (z * z) / (2 * all)
  const half = z * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all))
  const scale = 1 + (z * z) / all
  return { share, low: Math.max(0, (middle - half) / scale), high: Math.min(1, (middle + half) / scale) }
}
