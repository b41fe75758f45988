import { BulkheadError, shellWord, visibleText } from '@bulkhead/errors';
import { publicNamesOf, zoneNameOf } from '../apps/exports.generated';
import { type Environment } from '../definition/environment-schema';

/** The names in the DNS that an environment takes for itself. */
interface Names {
  /** Names that users type. */
  readonly served: readonly string[];
  /** Name of the hosted zone that the environment creates. @default it has none, or adopts one */
  readonly createdZone?: string | undefined;
}

/**
 * Checks that no other environment in AWS serves the domain of an environment, or creates the hosted zone that it
 * creates. A domain has one set of records, so the environment that is deployed last would take the users of the other.
 *
 * @emulator Environments may share a domain, because nobody resolves it.
 * @param others the definitions of the other environments, by their sources. Nobody has checked them. They are read only
 * if the environment has a domain of the internet
 * @throws BulkheadError `InvalidEnvironment`, naming both sources
 */
export function requireOwnDomain(
  { target, apps }: Environment,
  source: string,
  others: () => ReadonlyMap<string, unknown>,
): void {
  const zone = apps['cdn-dns']?.zone;
  if (target !== 'aws' || !zone) return;
  const own = namesOf(zone);
  for (const [other, definition] of others()) {
    const taken = namesOf(zoneIn(definition));
    const domain = own.served.find((name) => taken.served.includes(name));
    if (domain !== undefined)
      throw shared(source, other, 'domain', domain, 'give one of them another domain');
    if (own.createdZone !== undefined && own.createdZone === taken.createdZone) {
      throw shared(
        source,
        other,
        'hosted zone',
        own.createdZone,
        'let one of them adopt the zone of the other: apps.cdn-dns.zone.hostedZoneId',
      );
    }
  }
}

function shared(source: string, other: string, what: string, name: string, next: string): BulkheadError {
  return new BulkheadError(
    'InvalidEnvironment',
    `${visibleText(source)} and ${visibleText(other)} have one ${what}: ${visibleText(name)}. Only one environment can have it.`,
    { next: `${next}, in ${shellWord(source)} or ${shellWord(other)}` },
  );
}

type ZoneNames = Parameters<typeof zoneNameOf>[0] & Parameters<typeof publicNamesOf>[0];

function namesOf(zone: (ZoneNames & { readonly hostedZoneId?: unknown }) | undefined): Names {
  if (!zone) return { served: [] };
  const isCreated = zone.hostedZoneId === undefined || zone.hostedZoneId === null;
  return { served: publicNamesOf(zone), createdZone: isCreated ? zoneNameOf(zone) : undefined };
}

/** The zone that a definition of an environment in AWS gives; undefined if it gives none. */
function zoneIn(definition: unknown): ReturnType<typeof zoneOf> {
  return isRecord(definition) && (definition['target'] ?? 'aws') === 'aws' ? zoneOf(definition) : undefined;
}

function zoneOf(definition: Readonly<Record<string, unknown>>) {
  const zone = ['apps', 'cdn-dns', 'zone'].reduce<unknown>(
    (value, key) => (isRecord(value) ? value[key] : undefined),
    definition,
  );
  if (!isRecord(zone) || typeof zone['domain'] !== 'string') return undefined;
  const text = (key: string) => (typeof zone[key] === 'string' ? zone[key] : undefined);
  return {
    domain: zone['domain'],
    formerDomain: text('formerDomain'),
    zoneName: text('zoneName'),
    hostedZoneId: zone['hostedZoneId'],
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
