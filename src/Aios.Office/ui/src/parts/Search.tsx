import { useRef, useState } from 'preact/hooks'
import { useKeys } from '../verbs/keys'

interface Props {
  /** What the field takes, for who cannot see its example. */
  readonly label: string
  readonly example: string
  /** What is asked when the page opens. */
  readonly asked?: string
  /** On the button. */
  readonly verb?: string
  readonly says?: string
  readonly onType?: (typed: string) => void
  readonly onAsk: (typed: string) => void
}

/** A page's one question; the key / leads to it. */
export function Search({ label, example, asked = '', verb = 'search', says = 'search', onType, onAsk }: Props) {
  const [typed, type] = useState(asked)
  const field = useRef<HTMLInputElement>(null)
  useKeys(() => [{ keys: '/', says, group: 'page', run: () => field.current?.focus() }], [])
  return (
    <form
      class="query"
      role="search"
      onSubmit={event => {
        event.preventDefault()
        onAsk(typed.trim())
      }}
    >
      <input
        ref={field}
        aria-label={label}
        placeholder={example}
        autocomplete="off"
        spellcheck={false}
        value={typed}
        onInput={event => {
          type(event.currentTarget.value)
          onType?.(event.currentTarget.value.trim())
        }}
      />
      <button type="submit" class="button">
        {verb}
      </button>
    </form>
  )
}
