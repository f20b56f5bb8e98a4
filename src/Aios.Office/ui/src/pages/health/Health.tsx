import { Title } from '../../app/Title'
import { link } from '../../data/live'
import { usePolled } from '../../data/poll'
import { one, page, traffic } from '../../data/rest'
import { number, text, texts, time } from '../../data/value'
import { CliLine } from '../../parts/CliLine'
import { Fields } from '../../parts/Fields'
import { Loaded } from '../../parts/Loaded'
import { Panel } from '../../parts/Panel'
import { When } from '../../parts/When'
import { Word } from '../../parts/Word'
import type { Row } from '../../wire/frames'
import { cost } from './cost'

const checkMs = 30_000

/** Whether node, machine and office are well, and what the office costs. */
export function Health() {
  const status = usePolled('health status', signal => one('/api/v1/status', {}, signal))
  const sensors = usePolled('sensors', signal => page('/api/v1/sensors', {}, undefined, signal))
  const checks = usePolled('doctor', signal => page('/api/v1/doctor', {}, undefined, signal), checkMs)
  const own = sensors.state.value.value?.items.find(row => text(row, 'sensor') === 'self')
  return (
    <>
      <Title text="health" />
      <h1>Health</h1>
      <div class="columns">
        <Panel title="Node">
          <Loaded load={status} what="the node">
            {row => <Node row={row} />}
          </Loaded>
          <CliLine line="aios status" />
        </Panel>
        <Office own={own} />
      </div>
      <Panel title="Checks">
        <Loaded load={checks} what="the checks">
          {({ items }) => (
            <ul class="checks">
              {items.map((row, n) => (
                <li key={n}>
                  <Word word={text(row, 'state')} />
                  <b>{text(row, 'check')}</b>
                  <span>
                    {text(row, 'found')}
                    {text(row, 'remedy') !== null && <span class="dim"> → {text(row, 'remedy')}</span>}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Loaded>
        <p class="dim">On the node's machine the same also reads the whole log and the database:</p>
        <CliLine line="aios doctor" />
      </Panel>
      <Panel title="Sensors">
        <Loaded load={sensors} what="sensors">
          {({ items }) => (
            <ul class="checks">
              {items.map(row => (
                <li key={text(row, 'sensor')}>
                  <Word word={text(row, 'state')} />
                  <b>{text(row, 'sensor')}</b>
                  <span>
                    {text(row, 'reading')}
                    {text(row, 'fault') !== null && <span class="bad"> {text(row, 'fault')}</span>}
                    <span class="dim">
                      {' '}
                      <When at={time(row, 'at')} isShort />
                    </span>
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Loaded>
        <CliLine line="aios sensors ls" />
      </Panel>
    </>
  )
}

function Node({ row }: { row: Row }) {
  const trouble = texts(row, 'trouble')
  return (
    <>
      {trouble.length === 0 ? (
        <p class="word ok">● nothing troubles it</p>
      ) : (
        <ul class="rows">
          {trouble.map(line => (
            <li key={line}>
              <span class="warn" aria-hidden="true">
                ▲
              </span>
              <span class="line">{line}</span>
            </li>
          ))}
        </ul>
      )}
      <Fields
        of={[
          ['name', text(row, 'node')],
          ['version', text(row, 'version')],
          ['process', number(row, 'pid')],
          ['started', <When at={time(row, 'started_at')} />],
          ['incarnation', number(row, 'incarnation')],
          ['events', number(row, 'last_seq')?.toLocaleString('en') ?? null],
          ['data', text(row, 'data') && <code>{text(row, 'data')}</code>],
          ['playbooks', number(row, 'playbooks_loaded') === null ? null : `${number(row, 'playbooks_enabled')} of ${number(row, 'playbooks_loaded')} enabled`],
        ]}
      />
    </>
  )
}

function Office({ own }: { own: Row | undefined }) {
  const { files, bytes, elements } = cost()
  return (
    <Panel title="What the office costs">
      <Fields
        of={[
          ['the client', `${files} files, ${(bytes / 1_000).toFixed(1)} kB`],
          ['this page', `${elements.toLocaleString('en')} elements`],
          ['answers', `${traffic.count.toLocaleString('en')} since it was opened, ${traffic.failed} not as asked for`],
          ['an answer takes', traffic.count === 0 ? null : `${(traffic.totalMs / traffic.count).toFixed(1)} ms, at most ${traffic.mostMs.toFixed(0)} ms`],
          ['changes', link.value.phase === 'live' ? 'pushed as they come' : 'asked for every few seconds'],
          ['the whole node', text(own, 'reading')],
        ]}
      />
      <p class="dim">While nobody looks, the office reads nothing.</p>
    </Panel>
  )
}
