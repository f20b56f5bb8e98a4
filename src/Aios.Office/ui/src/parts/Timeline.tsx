import { number, text, time } from '../data/value'
import type { Row } from '../wire/frames'
import { absolute, duration } from './duration'
import { now } from '../data/now'

const gapMs = 5_000

/** What led to what, oldest first; a rest of five seconds and more is shown as one. */
export function Timeline({ links }: { links: readonly Row[] }) {
  return (
    <ol class="timeline">
      {links.map((link, n) => {
        const after = number(link, 'after_ms')
        const at = time(link, 'at')
        const isAsked = link['asked'] === true
        return (
          <li key={text(link, 'id') ?? n} class={isAsked ? 'asked' : ''} aria-current={isAsked ? 'true' : undefined}>
            {after !== null && after >= gapMs && <p class="gap">{duration(after)} later</p>}
            <span class="stage">{text(link, 'stage') ?? '?'}</span>
            <span class="what">
              {text(link, 'text') ?? text(link, 'type')}
              <a class="dim" href={`/events?id=${encodeURIComponent(text(link, 'id') ?? '')}`}>
                {text(link, 'type')}
              </a>
            </span>
            <span class="dim clock">
              {at === null ? '' : absolute(at, now.value)}
              {after !== null && after > 0 && after < gapMs && ` +${duration(after)}`}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
