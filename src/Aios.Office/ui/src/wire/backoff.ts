/** How long to wait before the next attempt to connect. */
const first = 250
const factor = 1.7
const most = 15_000

/**
 * @param attempt 0 for the first after a loss.
 * @param random 0 to 1; spreads many pages that lost the same node.
 * @returns milliseconds, 125 to 15,000.
 */
export function backoff(attempt: number, random: number): number {
  const whole = Math.min(most, first * factor ** Math.min(attempt, 64))
  return Math.round(whole / 2 + (whole / 2) * Math.min(1, Math.max(0, random)))
}
