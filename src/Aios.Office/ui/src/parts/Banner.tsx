import { isSlow, link, reconnect, restMs } from '../data/live'
import { now } from '../data/now'

/** Says when what is shown is not what is. Nothing while all is live. */
export function Banner() {
  const state = link.value
  if (state.phase === 'stale')
    return (
      <p class="banner warn" role="status">
        ▲ stale: no word from the node; the last values are shown
      </p>
    )
  if (state.phase === 'live' && isSlow.value)
    return (
      <p class="banner warn" role="status">
        ▲ over limit: this page did not keep up, so changes come once a second
      </p>
    )
  if (state.phase !== 'waiting') return null
  if (!state.wasLive)
    return (
      <p class="banner" role="status">
        · asked for again every {restMs / 1_000} s
      </p>
    )
  const seconds = Math.max(0, Math.ceil((state.retryAt - now.value) / 1_000))
  return (
    <p class="banner warn" role="status">
      <span>
        ▲ not live{state.reason === '' ? '' : ` (${state.reason})`}: attempt {state.attempt}, next in <span aria-live="off">{seconds} s</span>
      </span>
      <button type="button" class="button" onClick={reconnect}>
        now
      </button>
    </p>
  )
}
