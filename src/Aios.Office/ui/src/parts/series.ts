/** What a chart draws: times in seconds since the Unix epoch, ascending, and for each series a value at each; null: not known. */
export interface Drawn {
  readonly times: readonly number[]
  readonly values: readonly (readonly (number | null)[])[]
}

/** The same in words, for those who do not see it. */
export function summary(title: string, labels: readonly string[], { values }: Drawn, unit = ''): string {
  const told = labels.map((label, n) => {
    const known = (values[n] ?? []).filter(value => value !== null)
    if (known.length === 0) return `${label} not known yet`
    return `${label} least ${round(Math.min(...known))}${unit}, most ${round(Math.max(...known))}${unit}, last ${round(known.at(-1)!)}${unit}`
  })
  return `${title}: ${told.join('; ')}`
}

/** Three digits that count. */
export const round = (value: number): string => String(Number(value.toPrecision(3)))
