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
