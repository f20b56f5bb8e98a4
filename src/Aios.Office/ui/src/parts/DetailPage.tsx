import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Title } from '../app/Title'
import { usePolling, useSnapshots, useTopic } from '../data/live'
import { useLoad } from '../data/load'
import { one } from '../data/rest'
import type { Row } from '../wire/frames'
import { CliLine } from './CliLine'
import { Failed, Loading } from './States'

interface Props {
  /** In the plural, as in the address: `runs`. */
  readonly noun: string
  readonly id: string
  readonly children: (row: Row, again: () => void) => ComponentChildren
}

/** One thing, asked for again whenever the node tells that it changed. */
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
  const { value, problem } = load.state.value
  return (
    <>
      <Title text={id} />
      <p>
        <a href={`/${noun}`}>← all {noun}</a>
      </p>
      {value === null && <h1>{id}</h1>}
      {problem !== null && <Failed problem={problem} onRetry={load.again} />}
      {value === null && problem === null && <Loading what={id} />}
      {value !== null && children(value, load.again)}
      <CliLine line={`aios ${noun} show ${id}`} />
    </>
  )
}
