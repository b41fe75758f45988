import { bump, change } from '../change';

/** New versions that no output depends on, as an update bot proposes them. */
export const dependencies = [
  change('a formatter', ...bump('prettier', '3.10.0')),
  change('a test runner', ...bump('jest', '30.5.1')),
  change('a linter', ...bump('eslint', '9.39.4')),
  change('type declarations', ...bump('@types/node', '20.19.42')),
  change('the compiler', ...bump('typescript', '5.9.2')),
  change('a client of the tools', ...bump('@aws-sdk/client-sts', '3.1168.0')),
  change('a transitive dependency', ...bump('semver', '7.8.9')),
];
