import { LocationProvider, Route, Router, useLocation } from 'preact-iso'
import { useEffect } from 'preact/hooks'
import { goLive } from '../data/live'
import { session } from '../data/session'
import { Login } from '../pages/Login'
import { NotFound } from '../pages/NotFound'
import { Banner } from '../parts/Banner'
import { Loading } from '../parts/States'
import { Help, isHelpOpen } from '../verbs/Help'
import { useKeys, type Key } from '../verbs/keys'
import { isPaletteOpen, Palette } from '../verbs/Palette'
import { Announcer } from './Announcer'
import { Nav } from './Nav'
import { pages } from './pages'

export function App() {
  const standing = session.value
  useEffect(() => {
    document.documentElement.dataset['ready'] = standing.is
  }, [standing.is])
  if (standing.is === 'asking') return <Loading what="the office" />
  if (standing.is === 'out') return <Login problem={standing.problem} />
  return (
    <LocationProvider>
      <Frame />
    </LocationProvider>
  )
}

function Frame() {
  const { route } = useLocation()
  useEffect(() => goLive(), [])
  useKeys(
    () => [
      { keys: '$mod+k', says: 'all verbs', group: 'everywhere', run: () => (isPaletteOpen.value = true) },
      { keys: '[Shift]+:', says: 'all verbs', group: 'everywhere', run: () => (isPaletteOpen.value = true) },
      { keys: '.', says: 'to what can be done here', group: 'everywhere', run: toActions },
      { keys: '[Shift]+?', says: 'these keys', group: 'everywhere', run: () => (isHelpOpen.value = true) },
      ...pages.flatMap(({ path, name, key }): Key[] =>
        name !== undefined && key !== undefined ? [{ keys: `g ${key}`, says: name.toLowerCase(), group: 'go to', run: () => route(path) }] : [],
      ),
    ],
    [],
  )
  return (
    <>
      <a class="skip" href="#main">
        to the content
      </a>
      <Nav />
      <Banner />
      <main id="main" tabIndex={-1}>
        <Router>
          {pages.map(({ path, component }) => (
            <Route key={path} path={path} component={component} />
          ))}
          <Route default component={NotFound} />
        </Router>
      </main>
      <Announcer />
      <Palette />
      <Help />
    </>
  )
}

// Only moves there: what is done takes an Enter of its own, and then a dialog.
const toActions = (): void => document.querySelector<HTMLElement>('main header .button:enabled, main .actions .button:enabled')?.focus()
