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
 * Regions of the further providers of a configuration, by alias; undefined if there are none, or if it is no Terraform
 * configuration. The state names only the aliases; a destroy without the code needs the regions.
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
