import { type Behaviour, type Role, type Routing } from '../model/routing';

/** Somebody who sends requests of one kind. */
export interface Client {
  /** For tables: `POST /api/* near dr`. */
  readonly label: string;
  /** The region with the lowest latency for the client's resolver, or for CloudFront's. */
  readonly near: Role;
  readonly asks:
    | { readonly type: 'distribution'; readonly behaviour: Behaviour; readonly method: string }
    | { readonly type: 'name'; readonly name: string };
}

/** One method that CloudFront may fail over, and one that it never does. */
const methods = ['GET', 'POST'] as const;

/**
 * Every kind of client whose answers can differ. With a distribution: each of its paths by GET and by POST, where POST
 * is allowed. Without: each name that leads to a load balancer and that no other record has as its target. If any
 * record is chosen by latency, each kind near each region.
 */
export function clientsOf(routing: Routing): Client[] {
  const { distribution, groups, regions } = routing;
  const kinds = distribution
    ? distribution.behaviours.flatMap((behaviour) =>
        methods
          .filter((method) => behaviour.allowedMethods.includes(method))
          .map((method) => ({
            label: `${method} ${behaviour.path}`,
            asks: { type: 'distribution', behaviour, method } as const,
          })),
      )
    : publicNames(routing).map((name) => ({ label: name, asks: { type: 'name', name } as const }));
  const records = [...groups.values()].flatMap((group) => group.records);
  const isByLatency = records.some(({ policy }) => policy.type === 'latency');
  return kinds.flatMap(({ label, asks }) =>
    isByLatency
      ? [...regions.keys()].map((near) => ({ label: `${label} near ${near}`, near, asks }))
      : [{ label, near: 'primary' as const, asks }],
  );
}

function publicNames({ groups }: Routing): string[] {
  const all = [...groups.values()];
  const inner = all.flatMap(({ records }) =>
    records.flatMap(({ target }) => (target.type === 'name' ? [target.name] : [])),
  );
  return all.map(({ name }) => name).filter((name) => !inner.includes(name));
}
