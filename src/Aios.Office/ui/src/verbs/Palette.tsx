import { signal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import { asProblem, type Problem } from '../data/problem'
import { Dialog } from '../parts/Dialog'
import { Failed, Loading } from '../parts/States'
import { Form } from './Form'
import { ResultTable } from './ResultTable'
import { run, type Running } from './run'
import { search } from './search'
import { loadVerbs, verbs, type Verb } from './verb'

export const isPaletteOpen = signal(false)
const mostShown = 60

/** Every verb of the node: search, fill in, run, read. */
export function Palette() {
  const [chosen, choose] = useState<Verb | null>(null)
  const close = () => {
    isPaletteOpen.value = false
    choose(null)
  }
  if (!isPaletteOpen.value) return null
  return (
    <Dialog title={chosen === null ? 'Verbs' : chosen.name} onClose={close}>
      {chosen === null ? <Search onChoose={choose} /> : <Chosen key={chosen.name} verb={chosen} onBack={() => choose(null)} />}
    </Dialog>
  )
}

function Search({ onChoose }: { onChoose: (verb: Verb) => void }) {
  const [typed, setTyped] = useState('')
  const [place, setPlace] = useState(0)
  const [problem, setProblem] = useState<Problem | null>(null)
  useEffect(() => {
    loadVerbs().catch((error: unknown) => setProblem(asProblem(error)))
  }, [])
  const found = search(verbs.value, typed).slice(0, mostShown)
  const at = Math.min(place, found.length - 1)
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setPlace(Math.max(0, Math.min(found.length - 1, at + step)))
    else if (event.key === 'Enter' && found[at]) onChoose(found[at])
    else return
    event.preventDefault()
  }
  return (
    <>
      <input
        class="wide-field"
        role="combobox"
        aria-label="search verbs"
        aria-expanded="true"
        aria-controls="verbs-found"
        aria-activedescendant={found[at] ? `verb-${at}` : undefined}
        placeholder="runs, why, freeze…"
        autocomplete="off"
        spellcheck={false}
        autofocus
        value={typed}
        onInput={event => {
          setTyped(event.currentTarget.value)
          setPlace(0)
        }}
        onKeyDown={move}
      />
      {problem !== null && <Failed problem={problem} />}
      {problem === null && verbs.value.length === 0 && <Loading what="the verbs" />}
      <ul id="verbs-found" role="listbox" aria-label="verbs" class="options">
        {found.map((verb, n) => (
          <li key={verb.name} id={`verb-${n}`} role="option" aria-selected={n === at} class={n === at ? 'at' : ''} onClick={() => onChoose(verb)}>
            <b>{verb.name}</b>
            <span class="dim">{verb.summary}</span>
            {verb.effect !== 'read' && <span class={verb.effect === 'destructive' ? 'word bad' : 'word warn'}>{verb.effect}</span>}
          </li>
        ))}
      </ul>
      {verbs.value.length > 0 && found.length === 0 && <p class="dim">no verb fits “{typed}”</p>}
    </>
  )
}

function Chosen({ verb, onBack }: { verb: Verb; onBack: () => void }) {
  const [running, setRunning] = useState<Running | null>(null)
  useEffect(() => () => running?.stop(), [running])
  const outcome = running?.outcome.value ?? null
  return (
    <div class="stack">
      <button type="button" class="button quiet" onClick={onBack}>
        ← all verbs
      </button>
      <Form verb={verb} isBusy={outcome !== null && !outcome.isOver} onRun={args => setRunning(run(verb.name, args, verb.secret))} />
      {outcome !== null && (
        <section aria-live="polite" class="stack">
          {!outcome.isOver && (
            <button type="button" class="button" onClick={() => running?.stop()}>
              stop
            </button>
          )}
          {outcome.problem !== null && <Failed problem={outcome.problem} />}
          {outcome.isOver && outcome.problem === null && (
            <p class={outcome.code === 0 ? 'word ok' : 'word bad'}>
              {outcome.code === 0 ? '✓ done' : `× ${outcome.error ?? 'not well'}${outcome.code === null ? '' : ` (${outcome.code})`}`}
            </p>
          )}
          <ResultTable items={outcome.items} />
          {outcome.said.map((line, n) => (
            <p key={n} class="dim">
              {line}
            </p>
          ))}
        </section>
      )}
    </div>
  )
}
