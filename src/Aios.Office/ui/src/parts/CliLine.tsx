import { useState } from 'preact/hooks'

interface Props {
  readonly line: string
  /** Else something that is only copied. */
  readonly isCommand?: boolean
}

/** The same for a terminal, with a button that copies it. */
export function CliLine({ line, isCommand = true }: Props) {
  const [said, say] = useState('copy')
  const copy = () => {
    navigator.clipboard.writeText(line).then(
      () => say('copied'),
      () => say('select and copy by hand'),
    )
  }
  return (
    <div class={isCommand ? 'cli' : 'cli bare'}>
      <code tabIndex={0} role="textbox" aria-readonly="true" aria-label={isCommand ? 'command line' : 'to copy'}>
        {line}
      </code>
      <button type="button" class="button" onClick={copy} onBlur={() => say('copy')} aria-label={isCommand ? `copy ${line}` : 'copy it'}>
        {said}
      </button>
    </div>
  )
}
