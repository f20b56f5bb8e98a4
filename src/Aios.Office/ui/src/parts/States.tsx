import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Problem } from '../data/problem'
import { CliLine } from './CliLine'

const skeletonMs = 1_000

/** A skeleton for a second at most, then words. */
export function Loading({ what }: { what: string }) {
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), skeletonMs)
    return () => clearTimeout(timer)
  }, [])
  return isLong ? (
    <p class="state dim" role="status">
      still waiting for {what}…
    </p>
  ) : (
    <div class="skeleton" role="status" aria-label={`loading ${what}`}>
      <i />
      <i />
      <i />
    </div>
  )
}

export function Empty({ children, line }: { children: ComponentChildren; line: string }) {
  return (
    <div class="state">
      <p>{children}</p>
      <CliLine line={line} />
    </div>
  )
}

/** Not asked for at all, because the node would refuse it. */
export function Forbidden({ what, role }: { what: string; role: string }) {
  return (
    <p class="note word warn">
      ▲ {what} needs the role {role}
    </p>
  )
}

/** What went wrong, the way to try again, and what to look for in the log. */
export function Failed({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  if (problem.status === 403)
    return (
      <div class="state" role="alert">
        <p class="word warn">▲ {problem.title}</p>
        <p>{problem.detail}</p>
      </div>
    )
  return (
    <div class="state" role="alert">
      <p class="word bad">
        × {problem.status === 404 ? 'Not found' : problem.title}
      </p>
      <p>{problem.detail}</p>
      {problem.errors.length > 0 && (
        <ul>
          {problem.errors.map(each => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
      {problem.traceId !== null && (
        <p class="dim">
          trace <code>{problem.traceId}</code>
        </p>
      )}
      {onRetry && (
        <button type="button" class="button" onClick={onRetry}>
          try again
        </button>
      )}
    </div>
  )
}

/** More is there than is shown. */
export function OverLimit({ shown, of, how }: { shown: number; of: number | null; how: string }) {
  return (
    <p class="note">
      showing {shown}
      {of === null ? '' : ` of ${of}`}; {how}
    </p>
  )
}

/** Something is missing in what is shown. */
export function Partial({ missing }: { missing: string }) {
  return <p class="note word warn">▲ not all is shown: {missing}</p>
}
