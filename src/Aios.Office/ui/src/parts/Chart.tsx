import { effect } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { colour, shownTheme } from '../theme/theme'
import { round, summary, type Drawn } from './series'

export interface Series {
  readonly label: string
  /** The colour; series of one chart are told apart by their dashes too. */
  readonly token: string
  readonly dash?: readonly number[]
}

interface Props {
  readonly title: string
  readonly series: readonly Series[]
  readonly drawn: Drawn
  /** Seconds since the Unix epoch: what the chart shows, whatever it knows of it. */
  readonly from: number
  readonly to: number
  /** The highest value that is sure to be in sight; one that is higher stretches the chart. */
  readonly most: number
  readonly unit?: string
  /** Charts of one key share their crosshair. */
  readonly sync?: string
}

const height = 132

/** Values over time. The crosshair tells them; the same is said in words to those who do not see it. */
export function Chart({ title, series, drawn, from, to, most, unit = '', sync = 'office' }: Props) {
  const ref = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  // What uPlot asks for is what was said last.
  const now = useRef({ from, to })
  now.current = { from, to }
  useEffect(() => {
    const home = ref.current
    if (home === null) return
    const stop = effect(() => {
      void shownTheme.value
      plot.current?.destroy()
      plot.current = new uPlot(options(home.clientWidth, series, most, unit, sync, now), data(drawn), home)
    })
    const watch = new ResizeObserver(() => plot.current?.setSize({ width: home.clientWidth, height }))
    watch.observe(home)
    return () => {
      stop()
      watch.disconnect()
      plot.current?.destroy()
      plot.current = null
    }
  }, [sync, most, unit])
  useEffect(() => plot.current?.setData(data(drawn)), [drawn, from, to])
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <div ref={ref} role="img" aria-label={summary(title, series.map(each => each.label), drawn, unit)} />
    </figure>
  )
}

const data = ({ times, values }: Drawn): uPlot.AlignedData => [[...times], ...values.map(each => [...each])]

function options(
  width: number,
  series: readonly Series[],
  most: number,
  unit: string,
  sync: string,
  now: { readonly current: { readonly from: number; readonly to: number } },
): uPlot.Options {
  const axis = { stroke: colour('dim'), grid: { stroke: colour('line'), width: 1 }, ticks: { show: false }, font: '13px system-ui' }
  return {
    width,
    height,
    legend: { live: true },
    cursor: { sync: { key: sync, scales: ['x', null] }, y: false, points: { size: 8 }, drag: { x: false, y: false } },
    scales: {
      x: { time: true, range: () => [now.current.from, now.current.to] },
      y: { range: (_, __, found) => [0, Math.max(most, (found ?? 0) * 1.1)] },
    },
    axes: [
      { ...axis, size: 24, space: 72, values: (_, splits) => splits.map(clock) },
      { ...axis, size: 44, space: 32 },
    ],
    series: [
      { label: 'at', value: (_, at) => (at == null ? 'now' : clock(at)) },
      ...series.map(
        ({ label, token, dash }): uPlot.Series => ({
          label,
          stroke: colour(token),
          width: 2,
          ...(dash && { dash: [...dash] }),
          paths: uPlot.paths.stepped!({ align: 1 }),
          points: { show: false },
          // Without a crosshair, the last one that is known.
          value: (plot, value, n, at) => told(at == null ? last(plot.data[n] as readonly (number | null)[]) : value, unit),
        }),
      ),
    ],
  }
}

const last = (values: readonly (number | null)[] | undefined): number | null => values?.findLast(value => value !== null) ?? null

const told = (value: number | null | undefined, unit: string): string => (value == null ? '–' : `${round(value)}${unit}`)

const clock = (at: number): string => {
  const date = new Date(at * 1_000)
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`
}
