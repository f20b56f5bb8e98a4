import type { AnyComponent, ComponentType } from 'preact'
import { Approval } from '../pages/approvals/Approval'
import { Approvals } from '../pages/approvals/Approvals'
import { Events } from '../pages/events/Events'
import { Incident } from '../pages/incidents/Incident'
import { Incidents } from '../pages/incidents/Incidents'
import { Overview } from '../pages/overview/Overview'
import { Run } from '../pages/runs/Run'
import { Runs } from '../pages/runs/Runs'

export interface Page {
  readonly path: string
  readonly component: AnyComponent
  /** Stands in the navigation under this name. */
  readonly name?: string
  /** The letter after `g` that goes there. */
  readonly key?: string
}

// The key makes another id another page, with nothing left of the one before.
function of(Detail: ComponentType<{ id: string }>): AnyComponent {
  return (({ params }: { params: { id: string } }) => <Detail key={params.id} id={params.id} />) as AnyComponent
}

/** Every page of the office, in the order of the navigation. */
export const pages: readonly Page[] = [
  { path: '/', component: Overview, name: 'Overview', key: 'o' },
  { path: '/incidents', component: Incidents, name: 'Incidents', key: 'i' },
  { path: '/incidents/:id', component: of(Incident) },
  { path: '/approvals', component: Approvals, name: 'Approvals', key: 'p' },
  { path: '/approvals/:id', component: of(Approval) },
  { path: '/runs', component: Runs, name: 'Runs', key: 'r' },
  { path: '/runs/:id', component: of(Run) },
  { path: '/events', component: Events, name: 'Events', key: 'e' },
]
