import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso'
import { useEffect } from 'preact/hooks'
import { Title } from '../app/Title'
import { useTopic } from '../data/live'
import { usePolled } from '../data/poll'
import { one } from '../data/rest'
import { useKeys } from '../verbs/keys'
import { quote } from '../verbs/line'
import type { Row } from '../wire/frames'
import { CliLine } from './CliLine'
import { Loaded } from './Loaded'

interface Props {
  /** In the plural, as in the address: `runs`. */
  readonly noun: string
  readonly id: string
  readonly children: (row: Row, again: () => void) => ComponentChildren
}

/** One thing, asked for again every few seconds, and at once when the node tells that it changed. */
export function DetailPage({ noun, id, children }: Props) {
  const load = usePolled(`${noun} ${id}`, signal => one(`/api/v1/${noun}/${encodeURIComponent(id)}`, {}, signal))
  const told = useTopic(noun).value.view.rows.get(id)
  useEffect(() => {
    if (told !== undefined) load.again()
  }, [told])
  return (
    <>
      <Back to={`/${noun}`} all={noun} />
      <Title text={id} />
      {load.state.value.value === null && <h1>{id}</h1>}
      <Loaded load={load} what={id}>
        {row => children(row, load.again)}
      </Loaded>
      <CliLine line={`aios ${noun} show ${quote(id)}`} />
    </>
  )
}

/** The way back to the list, also by Escape. */
export function Back({ to, all }: { to: string; all: string }) {
  const { route } = useLocation()
  useKeys(() => [{ keys: 'Escape', says: `back to all ${all}`, group: 'page', run: () => route(to) }], [to])
  return (
    <p>
      <a href={to}>← all {all}</a>
    </p>
  )
}
