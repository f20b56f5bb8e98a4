import { useEffect, useRef, useState } from 'preact/hooks'
import { useTopic } from '../data/live'
import { text } from '../data/value'

/** Tells those who do not see the page that somebody has to decide. Nothing is told of what was open at the start. */
export function Announcer() {
  const { view } = useTopic('approvals').value
  const open = [...view.rows].filter(([, row]) => text(row, 'state') === 'open').map(([id]) => id)
  const known = useRef<ReadonlySet<string> | null>(null)
  const [said, say] = useState('')
  useEffect(() => {
    if (!view.isWhole) return
    const fresh = open.filter(id => known.current !== null && !known.current.has(id))
    known.current = new Set(open)
    if (fresh.length > 0) say(`${open.length} approval${open.length === 1 ? '' : 's'} open, new: ${fresh.join(', ')}`)
  }, [view])
  return (
    <p class="hidden" role="alert">
      {said}
    </p>
  )
}
