import type { AnyComponent, ComponentType } from 'preact'
import { Actors } from '../pages/actors/Actors'
import { Approval } from '../pages/approvals/Approval'
import { Approvals } from '../pages/approvals/Approvals'
import { Decision } from '../pages/decisions/Decision'
import { Decisions } from '../pages/decisions/Decisions'
import { Events } from '../pages/events/Events'
import { Health } from '../pages/health/Health'
import { Incident } from '../pages/incidents/Incident'
import { Incidents } from '../pages/incidents/Incidents'
import { Overview } from '../pages/overview/Overview'
import { Playbook } from '../pages/playbooks/Playbook'
import { Playbooks } from '../pages/playbooks/Playbooks'
import { Queue } from '../pages/queue/Queue'
import { Rollback } from '../pages/rollbacks/Rollback'
import { Rollbacks } from '../pages/rollbacks/Rollbacks'
import { Run } from '../pages/runs/Run'
import { Runs } from '../pages/runs/Runs'
import { Settings } from '../pages/settings/Settings'
import { Trace } from '../pages/traces/Trace'
import { Traces } from '../pages/traces/Traces'

export interface Page {
  readonly path: string
  readonly component: AnyComponent
  /** Stands in the navigation under this name. */
  readonly name?: string
  /** The letter after `g` that goes there. */
  readonly key?: string
  /** A group of the navigation begins here. */
  readonly begins?: boolean
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
  { path: '/events', component: Events, name: 'Events', key: 'e', begins: true },
  { path: '/traces', component: Traces, name: 'Traces', key: 't' },
  { path: '/traces/:id', component: of(Trace) },
  { path: '/decisions', component: Decisions, name: 'Decisions', key: 'd' },
  { path: '/decisions/:id', component: of(Decision) },
  { path: '/playbooks', component: Playbooks, name: 'Playbooks', key: 'b', begins: true },
  { path: '/playbooks/:id', component: of(Playbook) },
  { path: '/rollbacks', component: Rollbacks, name: 'Rollbacks', key: 'u' },
  { path: '/rollbacks/:id', component: of(Rollback) },
  { path: '/queue', component: Queue, name: 'Queue', key: 'q' },
  { path: '/actors', component: Actors, name: 'Actors', key: 'a', begins: true },
  { path: '/health', component: Health, name: 'Health', key: 'h' },
  { path: '/settings', component: Settings, name: 'Settings', key: 's' },
]
