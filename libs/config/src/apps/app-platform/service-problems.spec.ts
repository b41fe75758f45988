import { parseEnvironment } from '../../definition/define-environment';
import { type PresetName } from '../../presets/preset-names.generated';

const certificate = (region: string, account = '123456789012') =>
  `arn:aws:acm:${region}:${account}:certificate/${'a'.repeat(36)}`;

/** The message for settings of the service; an empty text if they are valid. */
const told = (service: object, preset: PresetName = 'saas'): string => {
  try {
    parseEnvironment(
      { name: 'qa', preset, account: '123456789012', apps: { 'app-platform': { service } } },
      'qa.json',
    );
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};
const certificates = (certificateArns: object) => told({ loadBalancer: { certificateArns } });

test('P1.7: a certificate of the region and account of the load balancer is accepted', () => {
  expect(certificates({ primary: certificate('us-east-1') })).toBe('');
});

test.each([
  ['another region', certificate('eu-west-1')],
  ['another account', certificate('us-east-1', '111122223333')],
])('P1.7: a certificate of %s is refused, since the load balancer cannot use it', (_, arn) => {
  expect(certificates({ primary: arn })).toContain(
    `apps.app-platform.service.loadBalancer.certificateArns.primary: "${arn}" — allowed: a certificate of us-east-1 (regions.primary) and of account 123456789012`,
  );
});

test('P1.7: a certificate for the DR region is refused if the environment has no DR region', () => {
  expect(certificates({ primary: certificate('us-east-1'), dr: certificate('us-west-2') })).toContain(
    'certificateArns.dr: "arn:aws:acm:us-west-2',
  );
});

test('each egress protocol is named once, since EC2 refuses a duplicate rule', () => {
  expect(told({ egress: ['https', 'https'] })).toContain(
    'apps.app-platform.service.egress.1: "https" — allowed: each one once',
  );
});

test('the action for bodies over 8 KB is one of two', () => {
  expect(told({ loadBalancer: { sizeRestrictionsBody: 'allow' } })).toContain(
    'loadBalancer.sizeRestrictionsBody: "allow" — allowed: count, block',
  );
});

const onInstances = (instanceType: string) => told({ instances: { instanceType } }, 'ecs-ec2');

test.each(['m7i.large', 't3.small', 't3a.large', 'c5.xlarge', 'r6idn.large', 'g5.xlarge'])(
  'P4.2: %s is an instance type that the images run on',
  (type) => {
    expect(onInstances(type)).toBe('');
  },
);

test.each([
  'm7g.large',
  't4g.small',
  'c6gn.large',
  'im4gn.large',
  'a1.large',
  't2.micro',
  't1.micro',
  'large',
])('P4.2: %s is refused: it is ARM, or EC2 launches none with EBS optimization', (type) => {
  expect(onInstances(type)).toContain(
    `instances.instanceType: "${type}" — allowed: an x86_64 instance type that has EBS optimization`,
  );
});
