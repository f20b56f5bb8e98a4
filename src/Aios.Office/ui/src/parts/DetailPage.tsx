import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso'
import { useEffect, useRef } from 'preact/hooks'
import { Title } from '../app/Title'
import { usePolling, useSnapshots, useTopic } from '../data/live'
import { useLoad } from '../data/load'
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

/** One thing, asked for again when the node tells that it changed, and every few seconds while it does not tell. */
export function DetailPage({ noun, id, children }: Props) {
  const load = useLoad(`${noun} ${id}`, signal => one(`/api/v1/${noun}/${encodeURIComponent(id)}`, {}, signal))
  const topic = useTopic(noun).value
  usePolling(topic, load.again)
  useSnapshots(topic, load.again)
  const told = topic.view.rows.get(id)
  const before = useRef(told)
  useEffect(() => {
    // Also when it is over, and therefore told no more.
    if (told !== before.current) load.again()
    before.current = told
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
