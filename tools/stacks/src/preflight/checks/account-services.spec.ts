import { parseEnvironment } from '@bulkhead/config';
import { type Answers, awsError } from '../../test-aws/played-client';
import { planned, sceneOf } from '../test-scene';
import { accountServicesCheck } from './account-services';

const id = 'observability/audit@primary';

/** What the check says if the account has one of some types. */
async function said(
  audit: object,
  there: readonly string[],
  standing: Readonly<Record<string, number>> = {},
) {
  const environment = parseEnvironment(
    { name: 'qa', preset: 'saas', account: '123456789012', apps: { observability: { audit } } },
    'qa.json',
  );
  const answers: Answers = {
    ListResources: ({ TypeName }: { TypeName: string }) => ({
      ResourceDescriptions: there.includes(TypeName) ? [{ Identifier: 'one' }] : [],
    }),
  };
  const stack = planned(id, { standing: { counts: new Map(Object.entries(standing)), has: () => false } });
  const { findings, notes } = await accountServicesCheck.find(sceneOf([stack], answers, { environment }));
  return { problems: findings.map(({ problem }) => problem), notes };
}

const detector = 'AWS::GuardDuty::Detector';
const byOrganization = { guardDuty: { managedBy: 'organization' } };

test('P1.10: an account without any of them is fine for a stack that creates them', async () => {
  expect(await said({}, [])).toEqual({ problems: [], notes: [] });
});

test('P1.10: what an organization manages has to be on', async () => {
  expect((await said(byOrganization, [])).problems).toEqual([
    'GuardDuty is off in us-east-1, and the environment says that an organization manages it',
  ]);
  expect((await said(byOrganization, [detector])).problems).toEqual([]);
});

test('P1.10, pitfall 19: what the stack would create must not be there, unless the stack has created it', async () => {
  expect((await said({}, [detector, 'AWS::Config::ConfigurationRecorder'])).problems).toEqual([
    'AWS Config is on in us-east-1 already, and a region of an account has it once',
    'GuardDuty is on in us-east-1 already, and a region of an account has it once',
  ]);
  expect((await said({}, [detector], { aws_guardduty_detector: 1 })).problems).toEqual([]);
});

test('P1.10: a service that the environment does without is not asked about', async () => {
  expect((await said({}, ['AWS::Macie::Session'])).problems).toEqual([]);
  expect(
    (await said({ macie: { managedBy: 'environment' } }, ['AWS::Macie::Session'])).problems,
  ).toHaveLength(1);
});

test('a call that is denied is a note, and a stack that stays as it is asks nothing', async () => {
  const environment = parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012' }, 'qa.json');
  const denied = sceneOf(
    [planned(id)],
    { ListResources: () => awsError('AccessDeniedException', 403) },
    { environment },
  );
  const { findings, notes } = await accountServicesCheck.find(denied);
  expect(findings).toEqual([]);
  expect(notes).toContainEqual(expect.objectContaining({ what: 'whether GuardDuty is on in the account' }));

  const scene = sceneOf([], {}, { environment });
  expect(await accountServicesCheck.find(scene)).toEqual({ findings: [], notes: [] });
  expect(scene.services.sent).toEqual([]);
});
