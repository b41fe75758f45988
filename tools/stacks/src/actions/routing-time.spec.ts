import { parseEnvironment } from '@bulkhead/config';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';
import { testInstance } from '../workspace/test-instances';
import { requireTimelyRouting } from './routing-time';
import { writeSynthesizedShape } from './test-synthesized-routing';
import { testRun } from './test-world';

const routing = testInstance('cdn-dns/routing@global');
const service = testInstance('app-platform/service@primary');

/** A run in an environment whose users may need so long to leave a region. */
function begin(settings: object) {
  const { run } = testRun([service, routing]);
  writeSynthesizedShape(run.workspaceRoot, { policy: 'failover', cdn: true });
  const cdnDns = { zone: { domain: 'app.clinic.org' }, routing: settings };
  const definition = {
    name: 'qa',
    preset: 'patient-data',
    account: '123456789012',
    apps: { 'cdn-dns': cdnDns },
  };
  return { ...run, environment: parseEnvironment(definition, 'qa.json') };
}

const synthesized = new Map([service, routing].map((each) => [each, {} as Synthesized]));

/** Asks about a stack of such an environment. */
const asking =
  (settings: object, instance = routing, all: Parameters<typeof requireTimelyRouting>[2] = synthesized) =>
  () =>
    requireTimelyRouting(begin(settings), instance, all);

test('P1.11: users who leave a region within the objective are no reason to refuse', () => {
  expect(asking({ type: 'failover', rtoSeconds: 3600 })).not.toThrow();
});

test('P1.11: users who may need longer are, with the scenario, who they are, and what to change', () => {
  expect(asking({ type: 'failover', rtoSeconds: 60 })).toThrow(
    expect.objectContaining({
      code: 'SlowRouting',
      message: expect.stringMatching(
        /^Users need \d+ s to leave region role primary in scenario [\w-]+, and the recovery time objective of qa is 60 s\./,
      ),
      next: expect.stringMatching(/rtoSeconds; npx nx run cdn-dns:simulate .*qa.* shows every scenario$/),
    }),
  );
});

test.each([
  ['another stack', { type: 'failover', rtoSeconds: 60 }, service],
  ['one region, which nobody can leave', { type: 'simple' }, routing],
])('of %s, nothing is asked', (_, settings, instance) => {
  expect(asking(settings, instance)).not.toThrow();
});

test('a stack that could not be synthesized is named, since its values are missing', () => {
  const broken = new Map<StackInstance, Synthesized | Error>([
    [routing, {} as Synthesized],
    [service, new Error('the service has no zones')],
  ]);

  expect(asking({ type: 'failover' }, routing, broken)).toThrow('the service has no zones');
});
