import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Synthesized } from '../../synthesis/synthesize';
import { configurationFile } from './configuration-file';

/** The attributes of one resource in a configuration. */
export interface ConfiguredAttributes {
  /** The attributes that the configuration sets, with their values or expressions. */
  readonly set: Readonly<Record<string, unknown>>;
  /** Paths that the configuration ignores: `desired_count`, `tags.Owner`, `tags["bulkhead:app"]`. */
  readonly ignored: readonly string[];
}

/** Returns a lookup of the resources of a synthesized stack; undefined for a resource that the stack no longer has. */
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

/** `tags["Owner"]` as `tags.Owner`, in the notation of `pathText`. */
function plainPath(path: string): string {
  return path.replace(/\["([\w-]+)"\]/g, '.$1');
}
