/** An answer that is not what was asked for (RFC 9457), or none at all (status 0). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly traceId: string | null,
    readonly errors: readonly string[] = [],
  ) {
    super(detail === '' ? title : `${title}: ${detail}`)
  }
}

export async function problemOf(answer: Response): Promise<Problem> {
  const text = await answer.text()
  const body = read(text)
  return new Problem(
    answer.status,
    asText(body['title']) ?? `${answer.status} ${answer.statusText}`.trim(),
    asText(body['detail']) ?? '',
    asText(body['traceId']) ?? null,
    Array.isArray(body['errors']) ? body['errors'].map(told) : [],
  )
}

export const unreachable = (): Problem => new Problem(0, 'The node does not answer', 'it is down, or the network is', null)

/** Whatever was thrown, as something that a page can show. */
export const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem(0, 'The page failed', error instanceof Error ? error.message : String(error), null)

function read(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function told(error: unknown): string {
  if (typeof error === 'string') return error
  const { detail, message } = (error ?? {}) as Record<string, unknown>
  return asText(detail) ?? asText(message) ?? JSON.stringify(error)
}

const asText = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
