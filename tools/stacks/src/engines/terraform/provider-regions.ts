import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { configurationFile } from './configuration-file';

const configuration = z.object({
  provider: z
    .object({ aws: z.array(z.object({ alias: z.string().optional(), region: z.string() })).default([]) })
    .optional(),
});

/**
 * Regions of the providers that a configuration has beside that of the stack's own region, by alias; undefined where it
 * has none, or is none of Terraform. The state names the aliases and not the regions, which a destroy without the code
 * has to know.
 */
export function providerRegions(directory: string): Record<string, string> | undefined {
  const file = join(directory, configurationFile);
  if (!existsSync(file)) return undefined;
  const { provider } = configuration.parse(JSON.parse(readFileSync(file, 'utf8')));
  const further = (provider?.aws ?? []).flatMap(({ alias, region }): [string, string][] =>
    alias === undefined ? [] : [[alias, region]],
  );
  return further.length > 0 ? Object.fromEntries(further) : undefined;
}
