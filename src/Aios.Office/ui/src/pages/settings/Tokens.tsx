import { useState } from 'preact/hooks'
import { usePolled } from '../../data/poll'
import { page } from '../../data/rest'
import { text, time } from '../../data/value'
import { CliLine } from '../../parts/CliLine'
import { Decide } from '../../parts/Decide'
import { Facets } from '../../parts/Facets'
import { Loaded } from '../../parts/Loaded'
import { Panel } from '../../parts/Panel'
import { Empty } from '../../parts/States'
import { When } from '../../parts/When'
import { Word } from '../../parts/Word'
import type { Row } from '../../wire/frames'

const roles = ['viewer', 'operator', 'approver', 'admin', 'source']

/** Who and what gets in without a browser. */
export function Tokens() {
  const [isAll, setAll] = useState(false)
  const load = usePolled(`tokens ${isAll}`, signal => page('/api/v1/tokens', { all: isAll }, undefined, signal))
  return (
    <Panel title="Tokens">
      <div class="actions">
        <Create onDone={load.again} />
        <Facets
          label="which tokens"
          choices={[
            { value: 'valid', label: 'valid' },
            { value: 'all', label: 'all' },
          ]}
          chosen={isAll ? 'all' : 'valid'}
          onChoose={value => setAll(value === 'all')}
        />
      </div>
      <Loaded load={load} what="tokens">
        {({ items }) =>
          items.length === 0 ? (
            <Empty line="aios tokens create ops --role operator">{isAll ? 'No token was made yet.' : 'No token is valid.'}</Empty>
          ) : (
            <ul class="rows">
              {items.map(row => (
                <Token key={text(row, 'id')} row={row} onDone={load.again} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  )
}

function Token({ row, onDone }: { row: Row; onDone: () => void }) {
  const [id, name, expires] = [text(row, 'id') ?? '', text(row, 'name') ?? '', time(row, 'expires_at')]
  return (
    <li>
      <Word word={text(row, 'state')} />
      <b>{name}</b>
      <span>{text(row, 'role')}</span>
      <span class="dim line">
        made by {text(row, 'created_by')} <When at={time(row, 'created_at')} isShort />
        {text(row, 'state') === 'valid' &&
          (expires === null ? (
            ', for ever'
          ) : (
            <>
              , ends <When at={expires} isShort />
            </>
          ))}
      </span>
      {text(row, 'state') === 'valid' && (
        <Decide
          title={`Revoke ${name}`}
          act="revoke"
          path={`/api/v1/tokens/${encodeURIComponent(id)}/revoke`}
          body={{ yes: true }}
          reason="none"
          role="admin"
          tone="danger"
          onDone={onDone}
        >
          <p>Whoever uses it is out at once, with every session that it opened.</p>
        </Decide>
      )}
    </li>
  )
}

function Create({ onDone }: { onDone: () => void }) {
  const [name, setName] = useState('')
  const [role, setRole] = useState('viewer')
  const [expires, setExpires] = useState('90d')
  const [made, setMade] = useState<Row | null>(null)
  return (
    <>
      <Decide
        title="Make a token"
        act="make a token"
        path="/api/v1/tokens"
        body={{ name: name.trim(), role, ...(expires.trim() !== '' && { expires: expires.trim() }) }}
        reason="none"
        role="admin"
        isSecret
        onDone={answer => {
          setMade(answer)
          setName('')
          onDone()
        }}
      >
        <div class="field">
          <label for="token-name">name: who or what it is for</label>
          <input id="token-name" autofocus autocomplete="off" required pattern="[a-z0-9._\-]+" maxLength={40} value={name} onInput={event => setName(event.currentTarget.value)} />
          <small class="dim">letters a-z, digits, dot, underscore, hyphen</small>
        </div>
        <div class="field">
          <label for="token-role">role</label>
          <select id="token-role" value={role} onChange={event => setRole(event.currentTarget.value)}>
            {roles.map(each => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="token-expires">valid for (12h, 90d; nothing: for ever)</label>
          <input id="token-expires" autocomplete="off" value={expires} onInput={event => setExpires(event.currentTarget.value)} />
        </div>
      </Decide>
      {made !== null && (
        <div class="secret" role="status">
          <p class="word warn">▲ {text(made, 'name')} is made. Its secret is shown this once:</p>
          <CliLine line={text(made, 'secret') ?? ''} isCommand={false} />
          <button type="button" class="button" onClick={() => setMade(null)}>
            I have it
          </button>
        </div>
      )}
    </>
  )
}
