import { useEffect, useRef, useState } from 'preact/hooks'
import { CliLine } from '../parts/CliLine'
import { lineOf, read, type Given } from './line'
import type { Argument, Verb } from './verb'

interface Props {
  readonly verb: Verb
  readonly isBusy: boolean
  readonly onRun: (args: Readonly<Record<string, unknown>>) => void
}

/** The arguments of a verb. A destructive one runs only after a second, separate yes. */
export function Form({ verb, isBusy, onRun }: Props) {
  const [given, setGiven] = useState<Given>({})
  const [isTried, setTried] = useState(false)
  const [isSure, setSure] = useState(false)
  const { args, faults } = read(verb, given)
  const isRefused = !verb.permitted
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('input, select, textarea, button[type=submit]')?.focus(), [])
  const submit = (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(faults).length === 0 && !isBusy && !isRefused && (verb.effect !== 'destructive' || isSure)) onRun(args)
  }
  return (
    <form ref={form} onSubmit={submit} class="stack">
      <p class="dim">{verb.summary}</p>
      {verb.arguments.map(argument => (
        <Field
          key={argument.name}
          argument={argument}
          value={given[argument.name] ?? ''}
          fault={isTried ? faults[argument.name] : undefined}
          onInput={value => setGiven({ ...given, [argument.name]: value })}
        />
      ))}
      {verb.effect === 'destructive' && (
        <label class="check">
          <input type="checkbox" checked={isSure} onInput={event => setSure(event.currentTarget.checked)} />
          <span>Yes, do it: this cannot simply be taken back</span>
        </label>
      )}
      <CliLine line={lineOf(verb, given) + (verb.effect === 'destructive' ? ' --yes' : '')} />
      {isRefused && <p class="word warn">▲ needs the role {verb.role}</p>}
      <button type="submit" class="button strong" disabled={isBusy || isRefused || (verb.effect === 'destructive' && !isSure)}>
        {isBusy ? 'running…' : `Run ${verb.name}`}
      </button>
    </form>
  )
}

interface FieldProps {
  readonly argument: Argument
  readonly value: string
  readonly fault: string | undefined
  readonly onInput: (value: string) => void
}

function Field({ argument, value, fault, onInput }: FieldProps) {
  const id = `argument-${argument.name}`
  const common = { id, 'aria-describedby': `${id}-help`, 'aria-invalid': fault !== undefined }
  if (argument.type === 'flag')
    return (
      <label class="check" title={argument.help}>
        <input type="checkbox" checked={value === 'true'} onInput={event => onInput(String(event.currentTarget.checked))} />
        <span>
          --{argument.name} <span class="dim">{argument.help}</span>
        </span>
      </label>
    )
  return (
    <div class="field">
      <label for={id}>
        {argument.name}
        {argument.required && <span class="dim"> (needed)</span>}
      </label>
      {argument.values.length > 0 ? (
        <select {...common} value={value} onInput={event => onInput(event.currentTarget.value)}>
          <option value="" />
          {argument.values.map(each => (
            <option key={each}>{each}</option>
          ))}
        </select>
      ) : argument.type === 'json' ? (
        <textarea {...common} rows={3} value={value} onInput={event => onInput(event.currentTarget.value)} />
      ) : (
        <input {...common} autocomplete="off" spellcheck={false} value={value} onInput={event => onInput(event.currentTarget.value)} />
      )}
      <small id={`${id}-help`} class={fault === undefined ? 'dim' : 'bad'}>
        {fault === undefined ? argument.help : `× ${argument.name} ${fault}`}
      </small>
    </div>
  )
}
