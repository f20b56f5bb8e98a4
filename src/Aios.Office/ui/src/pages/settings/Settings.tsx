import { Title } from '../../app/Title'
import { link, liveRole } from '../../data/live'
import { letterKeys, motion, theme } from '../../data/prefs'
import { logout, session } from '../../data/session'
import { CliLine } from '../../parts/CliLine'
import { Facets } from '../../parts/Facets'
import { Fields } from '../../parts/Fields'
import { Panel } from '../../parts/Panel'
import { Forbidden } from '../../parts/States'
import { Audit } from './Audit'
import { Tokens } from './Tokens'

/** What this browser remembers, who is logged in, and who else may get in. */
export function Settings() {
  const standing = session.value
  const isAdmin = standing.is === 'in' && standing.role === 'admin'
  return (
    <>
      <Title text="settings" />
      <h1>Settings</h1>
      <div class="columns">
        <Panel title="This browser">
          <Choice label="theme" of={theme} words={['system', 'dark', 'light']} />
          <Choice label="motion" of={motion} words={['system', 'reduced']} />
          <Choice label="keys of one letter" of={letterKeys} words={['on', 'off']} />
          <p class="dim">Ctrl+K, Enter and Escape work in either case; no key changes anything by itself.</p>
        </Panel>
        <Panel title="You">
          {standing.is === 'in' && (
            <Fields
              of={[
                ['person', standing.person],
                ['role', standing.role],
                ['node', standing.node],
                ['writes', standing.readonly ? 'none: the node is read-only' : 'as the role permits'],
                ['changes', link.value.phase === 'live' ? `pushed, as ${liveRole.value}` : 'asked for every few seconds'],
              ]}
            />
          )}
          <div class="actions">
            <button type="button" class="button" onClick={() => void logout()}>
              log out
            </button>
          </div>
          <p class="dim">Another browser gets in with an address that is used once:</p>
          <CliLine line="aios office url" />
        </Panel>
      </div>
      {isAdmin ? (
        <>
          <Tokens />
          <Audit />
        </>
      ) : (
        <Panel title="Tokens and audit">
          <Forbidden what="A look at who may get in, and at who did what," role="admin" />
        </Panel>
      )}
    </>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly of: { value: string }
  readonly words: readonly string[]
}

function Choice({ label, of, words }: ChoiceProps) {
  return (
    <div class="choice">
      <span>{label}</span>
      <Facets label={label} choices={words.map(word => ({ value: word, label: word }))} chosen={of.value} onChoose={word => (of.value = word)} />
    </div>
  )
}
