import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Synthesized } from '../../synthesis/synthesize';
import { configurationFile } from './configuration-file';

/** What a configuration says of the attributes of one resource. */
export interface ConfiguredAttributes {
  /** The attributes that it sets, with the values or expressions it sets them to. */
  readonly set: Readonly<Record<string, unknown>>;
  /** Paths of what it leaves to others: `desired_count`, `tags.Owner`, `tags["bulkhead:app"]`. */
  readonly ignored: readonly string[];
}

/** Looks up what a synthesized stack says of a resource; undefined for a resource that it no longer has. */
export function readConfiguration({
  directory,
}: Pick<Synthesized, 'directory'>): (type: string, name: string) => ConfiguredAttributes | undefined {
  const { resource = {} } = JSON.parse(
    readFileSync(join(directory, configurationFile), 'utf8'),
  ) as Configuration;
  return (type, name) => {
    const set = resource[type]?.[name];
    if (!set) return undefined;
    const { ignore_changes: ignored = [] } = set.lifecycle ?? {};
    return { set, ignored: ignored === 'all' ? Object.keys(set) : ignored.map(plainPath) };
  };
}

interface Configuration {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, ConfiguredResource>>>>;
}

interface ConfiguredResource extends Readonly<Record<string, unknown>> {
  readonly lifecycle?: { readonly ignore_changes?: 'all' | readonly string[] };
}

/** `tags["Owner"]` as `tags.Owner`, as `pathText` writes it. */
function plainPath(path: string): string {
  return path.replace(/\["([\w-]+)"\]/g, '.$1');
}
