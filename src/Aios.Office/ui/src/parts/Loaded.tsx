import type { ComponentChildren } from 'preact'
import type { Load } from '../data/load'
import { Failed, Loading } from './States'
import { When } from './When'

interface Props<T> {
  readonly load: Load<T>
  readonly what: string
  readonly children: (value: T) => ComponentChildren
}

/** An answer in each of its states: awaited, refused, here, or here from before it was refused. */
export function Loaded<T>({ load, what, children }: Props<T>) {
  const { value, problem, at } = load.state.value
  return (
    <>
      {problem !== null && <Failed problem={problem} onRetry={load.again} />}
      {value === null && problem === null && <Loading what={what} />}
      {value !== null && problem !== null && (
        <p class="note">
          what is shown is of <When at={at} />
        </p>
      )}
      {value !== null && children(value)}
    </>
  )
}
