import { type AppPlatformSettings } from '../app-platform/settings';
import { type DatabaseSettings } from '../database/settings';
import { type Surroundings } from '../surroundings';
import { type CdnDnsSettings } from './settings';

/** The part of an environment that the checks of `cdn-dns` see. */
export type CdnDnsSurroundings = Surroundings<{
  readonly 'app-platform'?: AppPlatformSettings | undefined;
  readonly 'cdn-dns'?: CdnDnsSettings | undefined;
  readonly database?: DatabaseSettings | undefined;
}>;

/** The path of a setting of `cdn-dns`. */
export function at(...path: (string | number)[]): (string | number)[] {
  return ['apps', 'cdn-dns', ...path];
}
