import { environmentOption, recoverCommand } from './printed-commands';
import { testInstance } from './test-instances';

test.each([
  ['local', '-c local'],
  ['conf/qa.json', '--environment=conf/qa.json'],
])('environment %s is written %s on a command line', (environment, option) => {
  expect(environmentOption({ options: { environment } })).toBe(option);
});

test('the command that recovers a stack names it and its environment', () => {
  expect(recoverCommand({ options: { environment: 'local' } }, testInstance('network/vpc@dr'))).toBe(
    'npx nx run network:recover -c local --stack=vpc --role=dr',
  );
});
