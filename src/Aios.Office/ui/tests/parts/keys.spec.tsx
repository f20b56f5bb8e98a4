import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { letterKeys } from '../../src/data/prefs'
import { bindKeys, keyMap, useKeys } from '../../src/verbs/keys'

const heard = vi.fn()
let unbind = () => {}

function Page() {
  useKeys(
    () => [
      { keys: 'p', says: 'pause', group: 'page', run: () => heard('p') },
      { keys: 'g p', says: 'go', group: 'go to', run: () => heard('g p') },
      { keys: '[Shift]+?', says: 'help', group: 'everywhere', run: () => heard('?') },
      { keys: '$mod+k', says: 'verbs', group: 'everywhere', run: () => heard('palette') },
    ],
    [],
  )
  return <input id="field" />
}

const press = (key: string, target: EventTarget = document.body, more: KeyboardEventInit = {}) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, code: 'some', bubbles: true, cancelable: true, ...more }))

beforeEach(async () => {
  letterKeys.value = 'on'
  unbind = bindKeys(window)
  await act(() => render(<Page />, document.body))
})
afterEach(async () => {
  await act(() => render(null, document.body))
  unbind()
  heard.mockReset()
})

describe('keys', () => {
  it('work, and help tells of exactly those', () => {
    press('p')
    press('?', document.body, { shiftKey: true })
    press('x')
    expect(heard.mock.calls.flat()).toEqual(['p', '?'])
    expect(keyMap.value.map(key => key.says)).toEqual(['pause', 'go', 'help', 'verbs'])
  })

  it('are dead in a text field, but for those with Ctrl', () => {
    const field = document.getElementById('field')!
    press('p', field)
    press('k', field, { ctrlKey: true })
    expect(heard.mock.calls.flat()).toEqual(['palette'])
  })

  it('can be switched off, but for those with Ctrl', () => {
    letterKeys.value = 'off'
    press('p')
    press('k', document.body, { ctrlKey: true })
    expect(heard.mock.calls.flat()).toEqual(['palette'])
    expect(keyMap.value.map(key => key.says)).toEqual(['verbs'])
  })

  it('are gone with their page', async () => {
    await act(() => render(null, document.body))
    press('p')
    expect(heard).not.toHaveBeenCalled()
    expect(keyMap.value).toEqual([])
  })

  it('that are the second of two are nothing else, also when a page came between', async () => {
    press('g')
    await act(() => render(<><Page /><Page /></>, document.body))
    press('p')
    press('p')
    press('g')
    press('x')
    press('p')
    expect(heard.mock.calls.flat()).toEqual(['g p', 'p', 'p'])
  })
})
