import { append, change } from '../change';

const test = "\ntest('one more', () => expect(1).toBe(1));";

export const tests = [
  change('a new test of a stack', append('apps/network/src/stacks.spec.ts', test)),
  change('a new spec in an app', append('apps/database/src/more.spec.ts', test)),
  change('a new test of a lib', append('libs/naming/src/names.spec.ts', test)),
  change('what specs are written with', append('libs/stack/src/testing.ts', 'export const more = 1;')),
  change('how an app is tested', append('apps/app-platform/jest.config.js', '// Nothing follows.')),
  change('a new end-to-end test', append('tools/e2e/src/more.e2e.ts', test)),
];
