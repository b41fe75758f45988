import { type DatabaseSettings } from '../database/settings';
import { type Surroundings } from '../surroundings';
import { type AppPlatformSettings } from './settings';

/** The part of an environment that the checks of `app-platform` see. */
export type PlatformSurroundings = Surroundings<{
  readonly database?: DatabaseSettings | undefined;
  readonly 'app-platform'?: AppPlatformSettings | undefined;
}>;
