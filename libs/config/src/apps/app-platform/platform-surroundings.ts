import { type DatabaseSettings } from '../database/settings';
import { type Surroundings } from '../surroundings';
import { type AppPlatformSettings } from './settings';

/** What the checks of `app-platform` see of an environment. */
export type PlatformSurroundings = Surroundings<{
  readonly database?: DatabaseSettings | undefined;
  readonly 'app-platform'?: AppPlatformSettings | undefined;
}>;
