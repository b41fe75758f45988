import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '@bulkhead/stack';

type Resources = Record<string, Record<string, { lifecycle?: { prevent_destroy?: boolean } }>>;

/**
 * Takes `prevent_destroy` out of the configuration that Terraform is about to plan, in its working directory only.
 * With it Terraform refuses to plan at all, so that nobody could see or allow what the plan would do; who takes it
 * out has to ask for approval of what it guarded.
 *
 * @returns the resources that had it, as `<type>.<name>`
 */
export function liftDestroyGuards(directory: string): Set<string> {
  const file = join(directory, 'cdk.tf.json');
  const configuration = JSON.parse(readFileSync(file, 'utf8')) as { resource?: Resources };
  const guarded = new Set<string>();
  for (const [type, resources] of Object.entries(configuration.resource ?? {})) {
    for (const [name, { lifecycle }] of Object.entries(resources)) {
      if (!lifecycle?.prevent_destroy) continue;
      delete lifecycle.prevent_destroy;
      guarded.add(`${type}.${name}`);
    }
  }
  if (guarded.size > 0) writeFileSync(file, canonicalJson(configuration));
  return guarded;
}
