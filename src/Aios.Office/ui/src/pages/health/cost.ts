/** What the pages themselves have cost this browser. */
export interface Cost {
  readonly files: number
  /** As they came over the wire, or would have: what the browser had already counts too. */
  readonly bytes: number
  readonly elements: number
}

interface Resource {
  readonly name: string
  readonly encodedBodySize: number
}

export const costOf = (resources: readonly Resource[], elements: number): Cost => {
  const files = resources.filter(({ name }) => !new URL(name).pathname.startsWith('/api/'))
  return { files: files.length, bytes: files.reduce((sum, file) => sum + file.encodedBodySize, 0), elements }
}

export function cost(): Cost {
  const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  return costOf(entries as PerformanceResourceTiming[], document.getElementsByTagName('*').length)
}
