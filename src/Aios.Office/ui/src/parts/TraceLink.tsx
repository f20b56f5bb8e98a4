/** To all that belongs together with it. */
export function TraceLink({ id }: { id: string | null }) {
  return <a href={`/traces/${encodeURIComponent(id ?? '')}`}>{id}</a>
}
