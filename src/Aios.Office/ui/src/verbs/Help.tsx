import { signal } from '@preact/signals'
import { letterKeys } from '../data/prefs'
import { Dialog } from '../parts/Dialog'
import { keyMap, shown } from './keys'

export const isHelpOpen = signal(false)

const groups = ['everywhere', 'go to', 'list', 'page'] as const

/** The keys that work on the page behind it. */
export function Help() {
  if (!isHelpOpen.value) return null
  return (
    <Dialog title="Keys" onClose={() => (isHelpOpen.value = false)}>
      <label class="check">
        <input
          type="checkbox"
          checked={letterKeys.value === 'on'}
          onInput={event => (letterKeys.value = event.currentTarget.checked ? 'on' : 'off')}
        />
        <span>keys without Ctrl work</span>
      </label>
      <div class="keys">
        {groups.map(group => {
          const keys = keyMap.value.filter(key => key.group === group)
          return (
            keys.length > 0 && (
              <section key={group}>
                <h3>{group}</h3>
                <dl>
                  {keys.map(key => (
                    <div key={key.keys}>
                      <dt>
                        <kbd>{shown(key.keys)}</kbd>
                      </dt>
                      <dd>{key.says}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            )
          )
        })}
      </div>
      <p class="dim">No key approves, denies, restarts or deletes anything.</p>
    </Dialog>
  )
}
