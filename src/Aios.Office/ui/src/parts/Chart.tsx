import { effect } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { colour, shownTheme } from '../theme/theme'

interface Props {
  readonly title: string
  /** Times in seconds since the Unix epoch, ascending, and the value at each. */
  readonly points: readonly (readonly [at: number, value: number | null])[]
  readonly range: readonly [least: number, most: number]
  readonly token?: string
  /** Charts of one key share their crosshair. */
  readonly sync?: string
  readonly height?: number
}

/** A value over time. The same is said in words to those who do not see it. */
export function Chart({ title, points, range, token = 'accent', sync = 'office', height = 120 }: Props) {
  const ref = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  useEffect(() => {
    const home = ref.current
    if (home === null) return
    const stop = effect(() => {
      void shownTheme.value
      plot.current?.destroy()
      plot.current = new uPlot(options(home.clientWidth, height, range, token, sync), data(points), home)
    })
    const watch = new ResizeObserver(() => plot.current?.setSize({ width: home.clientWidth, height }))
    watch.observe(home)
    return () => {
      stop()
      watch.disconnect()
      plot.current?.destroy()
      plot.current = null
    }
  }, [token, sync, height, range[0], range[1]])
  useEffect(() => plot.current?.setData(data(points)), [points])
  return <div ref={ref} class="chart" role="img" aria-label={summary(title, points)} />
}

export function summary(title: string, points: Props['points']): string {
  const values = points.map(([, value]) => value).filter(value => value !== null)
  if (values.length === 0) return `${title}: no values yet`
  return `${title}: ${values.length} values, least ${Math.min(...values)}, most ${Math.max(...values)}, last ${values.at(-1)}`
}

const data = (points: Props['points']): uPlot.AlignedData => [points.map(([at]) => at), points.map(([, value]) => value)]

function options(width: number, height: number, range: Props['range'], token: string, sync: string): uPlot.Options {
  const axis = { stroke: colour('dim'), grid: { stroke: colour('line'), width: 1 }, ticks: { show: false }, font: '13px system-ui' }
  return {
    width,
    height,
    legend: { show: false },
    cursor: { sync: { key: sync }, y: false, points: { size: 8 } },
    scales: { y: { range: [range[0], range[1]] } },
    axes: [
      { ...axis, size: 24, space: 72, values: (_, splits) => splits.map(clock) },
      { ...axis, size: 36, space: 32 },
    ],
    series: [
      {},
      { stroke: colour(token), width: 2, paths: uPlot.paths.stepped!({ align: 1 }), points: { show: points => points.data[0].length < 2 } },
    ],
  }
}

const clock = (at: number): string => {
  const date = new Date(at * 1_000)
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`
}
