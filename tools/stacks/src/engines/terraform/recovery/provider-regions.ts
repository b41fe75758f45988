import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationFile } from '../configuration-file';

interface Configuration {
  readonly provider?: Readonly<
    Record<string, readonly { readonly alias?: string; readonly region?: string }[]>
  >;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, { readonly provider?: string }>>>>;
}

/** The regions of resources outside the stack's own region, by address. A resource names its provider as `aws.dr`. */
export function otherRegions(directory: string): ReadonlyMap<string, string> {
  const { provider = {}, resource = {} } = JSON.parse(
    readFileSync(join(directory, configurationFile), 'utf8'),
  ) as Configuration;
  const regions = new Map<string, string>();
  for (const [type, resources] of Object.entries(resource)) {
    for (const [name, { provider: used }] of Object.entries(resources)) {
      const alias = used?.split('.')[1];
      const region = alias && provider['aws']?.find((each) => each.alias === alias)?.region;
      if (region) regions.set(`${type}.${name}`, region);
    }
  }
  return regions;
}
