import { useLocation } from 'preact-iso'
import { useEffect, useRef } from 'preact/hooks'
import { useTopic } from '../data/live'
import { theme } from '../data/prefs'
import { logout, session } from '../data/session'
import { text } from '../data/value'
import { isHelpOpen } from '../verbs/Help'
import { isPaletteOpen } from '../verbs/Palette'
import { pages } from './pages'

const themes = ['system', 'dark', 'light'] as const
const themeGlyphs: Readonly<Record<string, string>> = { system: '◐', dark: '●', light: '○' }

export function Nav() {
  const { path } = useLocation()
  const counts = useCounts()
  const standing = session.value
  const nav = useRef<HTMLElement>(null)
  useEffect(() => nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' }), [path, ...Object.values(counts)])
  const next = themes[(themes.indexOf(theme.value as (typeof themes)[number]) + 1) % themes.length]!
  return (
    <header class="top">
      <a class="brand" href="/" title="to the overview">
        <svg viewBox="0 0 8 8" aria-hidden="true" shape-rendering="crispEdges">
          <path fill="currentColor" d="M1 4h2V3h1v3h1V2h1v2h1v1H6v0H5v2H4V5H1z" class="ok" />
        </svg>
        <span>{standing.is === 'in' ? standing.node : 'aios'}</span>
      </a>
      <nav aria-label="pages" ref={nav}>
        {pages.map(({ path: to, name, begins }) => {
          const isHere = to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`)
          return (
            name !== undefined && (
              <a key={to} href={to} class={begins ? 'begins' : undefined} aria-current={isHere ? 'page' : undefined}>
                {name}
                {counts[to] ? <b aria-label={`${counts[to]} open`}>{counts[to]}</b> : null}
              </a>
            )
          )
        })}
      </nav>
      <div class="tools">
        <button type="button" class="button" onClick={() => (isPaletteOpen.value = true)} title="verbs (Ctrl+K)">
          verbs
        </button>
        <button type="button" class="button" onClick={() => (theme.value = next)} aria-label={`theme ${theme.value}; change to ${next}`} title={`theme: ${theme.value}`}>
          {themeGlyphs[theme.value]}
        </button>
        <button type="button" class="button" onClick={() => (isHelpOpen.value = true)} aria-label="keys" title="keys (?)">
          ?
        </button>
        <button
          type="button"
          class="button"
          onClick={() => void logout()}
          title={standing.is === 'in' ? `log out ${standing.person} (${standing.role}${standing.readonly ? ', read-only' : ''})` : ''}
        >
          out
        </button>
      </div>
    </header>
  )
}

// Only what a person has to see from every page.
function useCounts(): Readonly<Record<string, number>> {
  const approvals = useTopic('approvals').value.view.rows
  const incidents = useTopic('incidents').value.view.rows
  return {
    '/approvals': [...approvals.values()].filter(row => text(row, 'state') === 'open').length,
    '/incidents': [...incidents.values()].filter(row => text(row, 'phase') === 'open').length,
  }
}
