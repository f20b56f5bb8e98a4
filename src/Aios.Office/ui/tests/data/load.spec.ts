import { describe, expect, it } from 'vitest'
import { make } from '../../src/data/load'
import { Problem } from '../../src/data/problem'

function asked() {
  const answers: { give: (value: string) => void; fail: (error: unknown) => void }[] = []
  const load = make(() => new Promise<string>((give, fail) => answers.push({ give, fail })))
  const settled = async () => {
    for (let n = 0; n < 5; n++) await Promise.resolve()
  }
  return { answers, load, settled }
}

describe('something asked for', () => {
  it('keeps its last value beside the problem of a later try', async () => {
    const { answers, load, settled } = asked()
    load.again()
    answers[0]!.give('one')
    await settled()
    expect(load.state.value).toMatchObject({ value: 'one', problem: null, isLoading: false })
    load.again()
    answers[1]!.fail(new Problem(503, 'busy', '', 'f00'))
    await settled()
    expect(load.state.value).toMatchObject({ value: 'one', isLoading: false })
    expect(load.state.value.problem).toMatchObject({ status: 503, traceId: 'f00' })
  })

  it('is asked for once more, not often, when it is wanted while it comes', async () => {
    const { answers, load, settled } = asked()
    load.again()
    load.again()
    load.again()
    expect(answers).toHaveLength(1)
    answers[0]!.give('one')
    await settled()
    expect(answers).toHaveLength(2)
    answers[1]!.give('two')
    await settled()
    expect(answers).toHaveLength(2)
    expect(load.state.value.value).toBe('two')
  })

  it('changes nothing any more once nobody looks', async () => {
    const { answers, load, settled } = asked()
    load.again()
    load.end()
    answers[0]!.give('late')
    await settled()
    expect(load.state.value.value).toBe(null)
  })
})
