/** How long to wait before the next attempt to connect. */
const first = 250
const factor = 1.7
const most = 15_000
/** Somebody looks: the page has to be right within 2 s after the node is back, however long it was away. */
const mostSeen = 1_500

/**
 * @param attempt 0 for the first after a loss.
 * @param random 0 to 1; spreads many pages that lost the same node.
 * @returns milliseconds, 125 to 1,500; to 15,000 when nobody sees the page.
 */
export function backoff(attempt: number, random: number, isSeen: boolean): number {
  const whole = Math.min(isSeen ? mostSeen : most, first * factor ** Math.min(attempt, 64))
  return Math.round(whole / 2 + (whole / 2) * Math.min(1, Math.max(0, random)))
}
