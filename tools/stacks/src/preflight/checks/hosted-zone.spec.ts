import { parseEnvironment } from '@bulkhead/config';
import { type Answers, awsError } from '../../test-aws/played-client';
import { planned, sceneOf } from '../test-scene';
import { hostedZone } from './hosted-zone';

const id = 'Z0123456789';
const stack = planned('cdn-dns/zone@global');

/** What the check says of a zone of the environment, with AWS's answer. */
async function said(zone: object, answers: Answers, published?: string, stacks = [stack]) {
  const apps = { 'cdn-dns': { zone: { domain: 'app.clinic.org', zoneName: 'clinic.org', ...zone } } };
  const environment = parseEnvironment(
    { name: 'qa', preset: 'saas', account: '123456789012', apps },
    'qa.json',
  );
  const scene = sceneOf(stacks, answers, {
    environment,
    valuesOf: async (_, [key = '']) => new Map(published === undefined ? [] : [[key, published]]),
  });
  const { findings, notes } = await hostedZone.find(scene);
  return { problems: findings.map(({ problem }) => problem), notes, sent: scene.services.sent };
}
const answering = (HostedZone: object): Answers => ({ GetHostedZone: () => ({ HostedZone }) });
const recoverable = { Features: { AcceleratedRecoveryStatus: 'ENABLED' } };

test('P2.5: a zone of the account with the name of the environment is fine', async () => {
  const answers = answering({ Id: `/hostedzone/${id}`, Name: 'clinic.org.', ...recoverable });

  expect(await said({ hostedZoneId: id }, answers)).toMatchObject({ problems: [], notes: [] });
});

test.each<[string, Answers, string]>([
  [
    'of somebody else',
    { GetHostedZone: () => awsError('NoSuchHostedZone', 404) },
    `there is no hosted zone ${id} in account 123456789012`,
  ],
  [
    'of another name',
    answering({ Name: 'hospital.org.', ...recoverable }),
    `hosted zone ${id} is hospital.org, and the environment wants clinic.org`,
  ],
  [
    'that is private',
    answering({ Name: 'clinic.org.', Config: { PrivateZone: true }, ...recoverable }),
    `hosted zone ${id} is private, and no user and no ACM can ask it`,
  ],
])('P2.5: a zone %s is found', async (_, answers, problem) => {
  expect((await said({ hostedZoneId: id }, answers)).problems).toEqual([problem]);
});

test('P2.5: a zone without accelerated recovery is a note with the command, unless the environment does without', async () => {
  const answers = answering({ Name: 'clinic.org.', Features: { AcceleratedRecoveryStatus: 'DISABLED' } });
  const note = expect.stringContaining(
    `next: aws route53 update-hosted-zone-features --hosted-zone-id ${id} --enable-accelerated-recovery`,
  ) as string;

  expect(await said({}, answers, id)).toMatchObject({ problems: [], notes: [note] });
  expect(await said({ acceleratedRecovery: false }, answers, id)).toMatchObject({ problems: [], notes: [] });
});

test('a zone that is yet to be created, and a stack that stays as it is, ask nothing', async () => {
  expect((await said({}, {})).sent).toEqual([]);
  expect((await said({ hostedZoneId: id }, {}, undefined, [])).sent).toEqual([]);
});
