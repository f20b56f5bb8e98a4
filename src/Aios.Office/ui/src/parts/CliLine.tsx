import { useState } from 'preact/hooks'

/** The same for a terminal, with a button that copies it. */
export function CliLine({ line }: { line: string }) {
  const [said, say] = useState('copy')
  const copy = () => {
    navigator.clipboard.writeText(line).then(
      () => say('copied'),
      () => say('select and copy by hand'),
    )
  }
  return (
    <div class="cli">
      <code tabIndex={0} role="textbox" aria-readonly="true" aria-label="command line">
        {line}
      </code>
      <button type="button" class="button" onClick={copy} onBlur={() => say('copy')} aria-label={`copy ${line}`}>
        {said}
      </button>
    </div>
  )
}
