import { usePolled } from '../../data/poll'
import { one } from '../../data/rest'
import { number, rows, text, texts } from '../../data/value'
import { CliLine } from '../../parts/CliLine'
import { Fields } from '../../parts/Fields'
import { Loaded } from '../../parts/Loaded'
import { Panel } from '../../parts/Panel'
import { useKeys } from '../../verbs/keys'
import { quote } from '../../verbs/line'
import { nameOf } from './Actors'

interface Props {
  readonly path: string
  readonly onOpen: (path: string) => void
  readonly onClose: () => void
}

/** One actor from outside: it is not asked and not stopped. */
export function Actor({ path, onOpen, onClose }: Props) {
  useKeys(() => [{ keys: 'Escape', says: 'close the actor', group: 'page', run: onClose }], [onClose])
  const load = usePolled(`actor ${path}`, signal => one(`/api/v1/actors/${encodeURIComponent(path)}/path`, {}, signal))
  const parent = path.slice(0, path.lastIndexOf('/'))
  return (
    <Panel title={nameOf(path)}>
      <button type="button" class="button quiet" onClick={onClose}>
        ← close
      </button>
      <Loaded load={load} what={path}>
        {row => (
          <>
            {row['suspended'] === true && <p class="word warn">▲ it waits for its supervisor to decide, or ends</p>}
            <Fields
              of={[
                ['path', <code>{path}</code>],
                ['kind', text(row, 'kind')],
                ['waiting', number(row, 'mailbox')],
                [
                  'by priority',
                  rows(row, 'bands').length < 2
                    ? null
                    : rows(row, 'bands').map(band => `P${number(band, 'priority')} ${number(band, 'waiting')}`).join(' · '),
                ],
                ['processed', number(row, 'processed')],
                ['refused', number(row, 'refused')],
                ['restarts', number(row, 'restarts')],
                ['last failure', text(row, 'last_failure') && <span class="bad">{text(row, 'last_failure')}</span>],
                ['slowest', text(row, 'slowest_message') && `${text(row, 'slowest_message')}, ${number(row, 'slowest_ms')?.toFixed(1)} ms`],
              ]}
            />
            <h3>supervisor</h3>
            {parent.startsWith('/user/') ? <Jumps to={[parent]} onOpen={onOpen} /> : <p class="dim">the engine</p>}
            <h3>children</h3>
            {texts(row, 'children').length === 0 ? <p class="dim">none</p> : <Jumps to={texts(row, 'children')} onOpen={onOpen} />}
          </>
        )}
      </Loaded>
      <CliLine line={`aios actor path ${quote(path)}`} />
    </Panel>
  )
}

function Jumps({ to, onOpen }: { to: readonly string[]; onOpen: (path: string) => void }) {
  return (
    <div class="actions">
      {to.map(path => (
        <button key={path} type="button" class="button" onClick={() => onOpen(path)}>
          {nameOf(path)}
        </button>
      ))}
    </div>
  )
}
