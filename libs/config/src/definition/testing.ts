import { types } from 'node:util';
import { parseEnvironment } from './define-environment';
import { type Environment } from './environment-schema';
import { type PresetName } from '../presets/preset-names.generated';

/** An environment of a preset with settings of `database`, for specs. */
export function withDatabase(preset: PresetName, database: object = {}, more: object = {}): Environment {
  return parseEnvironment(
    { name: 'qa', preset, account: '123456789012', apps: { database }, ...more },
    'qa.json',
  );
}

/** The message for such an environment; throws if the environment is accepted. */
export function refusalOf(preset: PresetName, database: object, more: object = {}): string {
  try {
    withDatabase(preset, database, more);
  } catch (error) {
    if (types.isNativeError(error)) return error.message;
  }
  throw new Error('The environment was accepted.');
}

/** The domain of the environments below. */
export const testDomain = 'app.example.org';

/** An environment in AWS with settings of `cdn-dns`, for specs. */
export function withCdnDns(
  cdnDns: object,
  preset: PresetName = 'web-multi-region',
  more: object = {},
): Environment {
  const { apps, ...rest } = more as { apps?: object };
  return parseEnvironment(
    { name: 'qa', preset, account: '111122223333', apps: { 'cdn-dns': cdnDns, ...apps }, ...rest },
    'qa.json',
  );
}

/** The message for such an environment; an empty text if it is valid. */
export function toldOfCdnDns(
  cdnDns: object,
  preset: PresetName = 'web-multi-region',
  more: object = {},
): string {
  try {
    withCdnDns(cdnDns, preset, more);
  } catch (error) {
    if (types.isNativeError(error)) return error.message;
    throw error;
  }
  return '';
}
