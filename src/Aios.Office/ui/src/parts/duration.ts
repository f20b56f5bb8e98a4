const units: readonly [string, number][] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
]

/** Two units at most: `3 min 20 s`, `45 ms`. @param ms milliseconds; below zero counts as zero. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`
  const first = units.findIndex(([, size]) => ms >= size)
  const [unit, size] = units[first]!
  const next = units[first + 1]
  const whole = Math.floor(ms / size)
  const rest = next === undefined ? 0 : Math.floor((ms - whole * size) / next[1])
  return rest === 0 ? `${whole} ${unit}` : `${whole} ${unit} ${rest} ${next![0]}`
}

/** How long ago or in how long, to the largest unit: `2 min ago`, `in 3 h`. */
export function relative(at: number, now: number): string {
  const ms = Math.abs(now - at)
  if (ms < 1_500) return 'now'
  const [unit, size] = units.find(([, size]) => ms >= size) ?? units[3]!
  const text = `${Math.floor(ms / size)} ${unit}`
  return at <= now ? `${text} ago` : `in ${text}`
}

/** This machine's local time, with the date unless it is today's. */
export function absolute(at: number, now: number): string {
  const [date, today] = [new Date(at), new Date(now)]
  const two = (n: number) => String(n).padStart(2, '0')
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
  if (date.toDateString() === today.toDateString()) return clock
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${clock}`
}
