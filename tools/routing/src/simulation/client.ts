import { regionsBehind } from '../model/regions-behind';
import { type Behaviour, type Role, type Routing } from '../model/routing';

/** Somebody who sends requests of one kind. */
export interface Client {
  /** The path pattern or the name that it asks for. */
  readonly what: string;
  /** The region with the lowest latency for the client's resolver, or for CloudFront's. */
  readonly near: Role;
  /** Whether records are chosen by latency, so that it matters where the client is. */
  readonly isByLatency: boolean;
  readonly asks:
    | { readonly type: 'distribution'; readonly behaviour: Behaviour; readonly method: string }
    | { readonly type: 'name'; readonly name: string };
}

/** One method that CloudFront may fail over, and one that it never does. */
const methods = ['GET', 'POST'] as const;

/**
 * Every kind of client whose answers can differ. With a distribution: each of its paths by GET and by POST, where POST
 * is allowed. Without: each public name. If any record is chosen by latency, each kind near each region.
 */
export function clientsOf(routing: Routing): Client[] {
  const { distribution, groups, regions } = routing;
  const kinds: Pick<Client, 'what' | 'asks'>[] = distribution
    ? distribution.behaviours.flatMap((behaviour) =>
        methods
          .filter((method) => behaviour.allowedMethods.includes(method))
          .map((method) => ({ what: behaviour.path, asks: { type: 'distribution', behaviour, method } })),
      )
    : publicNames(routing).map((name) => ({ what: name, asks: { type: 'name', name } }));
  const records = [...groups.values()].flatMap((group) => group.records);
  const isByLatency = records.some(({ policy }) => policy.type === 'latency');
  const places: readonly Role[] = isByLatency ? [...regions.keys()] : ['primary'];
  return kinds.flatMap((kind) => places.map((near) => ({ ...kind, near, isByLatency })));
}

/** For tables: `POST /api/* near dr`. */
export function labelOf(client: Client): string {
  return clientsLabel([client]);
}

/** For tables: `GET, POST /api/* near dr`, with `near` only if clients elsewhere are not among them. */
export function clientsLabel(clients: readonly Client[]): string {
  const whats = new Set(clients.map(({ what }) => what));
  const labels = [...whats].map((what) => {
    const own = clients.filter((client) => client.what === what);
    const methods = new Set(own.flatMap(({ asks }) => (asks.type === 'distribution' ? [asks.method] : [])));
    const places = new Set(own.map(({ near }) => near));
    const isEverywhere = own.every(({ isByLatency }) => !isByLatency) || places.size > 1;
    return [[...methods].join(', '), what, isEverywhere ? '' : `near ${[...places].join(', ')}`]
      .filter(Boolean)
      .join(' ');
  });
  return labels.join('; ');
}

/**
 * The names that users connect to: those that no other record has as its target. Where a name leads to several regions,
 * a name of one region is there for health checks.
 */
function publicNames({ groups }: Pick<Routing, 'groups'>): string[] {
  const all = [...groups.values()];
  const inner = all.flatMap(({ records }) =>
    records.flatMap(({ target }) => (target.type === 'name' ? [target.name] : [])),
  );
  const outer = all.map(({ name }) => name).filter((name) => !inner.includes(name));
  const ofSeveral = outer.filter((name) => regionsBehind({ groups }, { type: 'name', name }).size > 1);
  return ofSeveral.length > 0 ? ofSeveral : outer;
}
