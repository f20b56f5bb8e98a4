/** The condition of a query and a least severity, in the node's own language; empty: all events. */
export function conditionOf(query: string, severity: string): string {
  const parts = [query.trim(), severity === '' || severity === 'info' ? '' : `severity >= ${severity}`].filter(part => part !== '')
  return parts.length < 2 ? parts.join('') : `(${parts[0]}) && ${parts[1]}`
}

export const severities = ['info', 'warn', 'error', 'critical'] as const
