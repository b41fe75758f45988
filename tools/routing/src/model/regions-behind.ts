import { type Role, type Routing, type Target } from './routing';

/** The regions that a target may lead to, each once. A name that leads back to itself leads nowhere further. */
export function regionsBehind(
  { groups }: Pick<Routing, 'groups'>,
  target: Target,
  followed: readonly string[] = [],
): ReadonlySet<Role> {
  if (target.type === 'distribution') return new Set();
  if (target.type !== 'name') return new Set([target.region]);
  const records = followed.includes(target.name) ? [] : (groups.get(target.name)?.records ?? []);
  return new Set(
    records.flatMap((record) => [...regionsBehind({ groups }, record.target, [...followed, target.name])]),
  );
}
