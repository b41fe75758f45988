import { type BulkheadError } from '@bulkhead/errors';
import { parseEnvironment } from '../definition/define-environment';
import { zonesInRegion } from './region-zones';
import { presetNames } from '../presets/preset-names.generated';
import { presets } from '../presets/presets.generated';

const definition = { name: 'qa', preset: 'saas', account: '123456789012' };

const accepted = (overrides: object) => parseEnvironment({ ...definition, ...overrides }, 'qa.json');
function refusal(overrides: object): string {
  try {
    accepted(overrides);
  } catch (error) {
    return (error as BulkheadError).message;
  }
  throw new Error('was accepted');
}

/** A plan of /24 subnets in `10.0.0.0/16`, with overrides. */
const region = (name: string, letters: string, over: object = {}, zoneOver: object = {}) => ({
  name,
  cidr: '10.0.0.0/16',
  availabilityZones: [...letters].map((letter, index) => ({
    name: `${name}${letter}`,
    public: `10.0.${1 + index}.0/24`,
    private: `10.0.${11 + index}.0/24`,
    isolated: `10.0.${21 + index}.0/24`,
    ...(index === 0 && zoneOver),
  })),
  ...over,
});
const primary = (...plan: Parameters<typeof region>) => ({ regions: { primary: region(...plan) } });

describe('P1.1: a region', () => {
  test.each(Object.entries(zonesInRegion))('%s has %i zones and no more', (name, zones) => {
    const letters = 'abcdefg';
    const vpc = { natGateways: 1 };

    expect(accepted({ ...primary(name, letters.slice(0, zones)), apps: { network: { vpc } } })).toBeDefined();
    expect(refusal(primary(name, letters.slice(0, zones + 1)))).toContain(
      `availabilityZones.${zones}.name: "${name}${letters[zones]}" — allowed: at most ${zones} zones: ${name} has no more`,
    );
  });

  test('with unknown zones is refused, with the list of known regions', () => {
    expect(refusal(primary('eu-south-1', 'ab'))).toContain(
      'regions.primary.name: "eu-south-1" — allowed: a region whose zones are known: us-east-1, us-east-2',
    );
  });

  test('of every preset is known, and has as many zones as the preset takes', () => {
    for (const preset of presetNames) {
      for (const { name, availabilityZones } of Object.values(presets[preset]().regions)) {
        expect(zonesInRegion[name]).toBeGreaterThanOrEqual(availabilityZones.length);
      }
    }
  });

  test('has no addresses of a region of another preset, so that they could be peered', () => {
    const networks = presetNames.flatMap((preset) =>
      Object.values(presets[preset]().regions).map(({ cidr }) => cidr),
    );
    expect(new Set(networks).size).toBe(networks.length);
  });
});

describe('P1.1: networks', () => {
  test.each([
    [
      'of the internet',
      '8.8.0.0/16',
      'a network inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16: any other',
    ],
    ['of carriers', '100.64.0.0/16', 'a network inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16: any other'],
    [
      'just outside',
      '172.32.0.0/16',
      'a network inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16: any other',
    ],
    ['of Docker', '172.17.0.0/16', 'a network that does not overlap 172.17.0.0/16: Docker uses it'],
    ['too large', '10.0.0.0/8', 'an IPv4 network of /16 to /28 with host bits zero'],
    ['with host bits', '10.0.1.0/16', 'an IPv4 network of /16 to /28 with host bits zero'],
    ['of version 6', 'fd00::/16', 'an IPv4 network of /16 to /28 with host bits zero'],
  ])('%s are not allowed for a VPC: %s', (_, cidr, allowed) => {
    expect(refusal(primary('us-east-1', 'ab', { cidr }))).toContain(
      `regions.primary.cidr: "${cidr}" — allowed: ${allowed}`,
    );
  });

  test.each([
    ['public', '10.0.1.0/28', 'Elastic Load Balancing accepts no smaller subnet and wants 8 addresses free'],
    ['private', '10.0.11.0/28', 'EC2 keeps 5 addresses, and endpoints and tasks take one each'],
    ['isolated', '10.0.21.0/28', 'EC2 keeps 5 addresses, and RDS wants spare ones'],
  ])('a %s subnet of 16 addresses is too small', (tier, cidr, reason) => {
    expect(refusal(primary('us-east-1', 'ab', {}, { [tier]: cidr }))).toContain(
      `regions.primary.availabilityZones.0.${tier}: "${cidr}" — allowed: a network of /27 or larger: ${reason}`,
    );
  });

  test.each([
    ['us-east-1', 'az', 1, 'us-east-1z', 'a, b, c, d, e, f'],
    ['eu-central-1', 'ad', 1, 'eu-central-1d', 'a, b, c'],
    ['ap-northeast-1', 'ae', 1, 'ap-northeast-1e', 'a, b, c, d'],
  ])('%s has no zone of its own for each of %s', (name, zones, index, zone, letters) => {
    expect(refusal(primary(name, zones))).toContain(
      `regions.primary.availabilityZones.${index}.name: "${zone}" — allowed: ${name} and a letter of ${letters}: no account has another zone there`,
    );
  });

  test.each([
    ['us-west-1', 'bc'],
    ['ca-central-1', 'abd'],
    ['ap-northeast-1', 'acd'],
  ])('%s may have the zones %s, as many accounts do', (name, zones) => {
    expect(accepted(primary(name, zones))).toBeDefined();
  });

  test('private subnets have room for everything in them, even if a zone is lost during a deploy', () => {
    const tier = { private: '10.0.11.0/27' };
    const running = (desiredCount: number, endpoints = {}) => ({
      ...primary('us-east-1', 'ab', {}, tier),
      apps: { network: { vpc: { endpoints } }, 'app-platform': { service: { desiredCount } } },
    });

    expect(accepted(running(13))).toBeDefined();
    expect(refusal(running(14))).toContain(
      'regions.primary.availabilityZones.0.private: "10.0.11.0/27" — allowed: a network of at least 33 addresses (it has 32): EC2 keeps 5, tasks 28',
    );
    expect(refusal(running(13, { interface: ['kms', 'logs'] }))).toContain('tasks 26, interface endpoints 2');
  });

  test.each([
    [
      'tasks that scaling may add',
      'saas',
      { scaling: { max: 1000, cpuPercent: 60, memoryPercent: 70 } },
      'EC2 keeps 5, tasks 2000',
    ],
    [
      'instances of ECS, beside the tasks on them',
      'ecs-ec2',
      { instances: { max: 1000 } },
      'tasks 16, instances 1000',
    ],
    ['instances of a group', 'web-multi-region', { scaling: { max: 1000 } }, 'EC2 keeps 5, instances 500'],
  ])('private subnets have room for %s', (_, preset, service, parts) => {
    expect(refusal({ preset, apps: { 'app-platform': { service } } })).toContain(parts);
  });

  test.each(['10.0.0.0/16', '10.0.128.0/17'])(
    'P2.12: regions of 10.0.0.0/16 and %s could not be peered',
    (cidr) => {
      const dr = region('us-west-2', 'ab', { cidr });

      expect(refusal({ regions: { dr } })).toContain(
        `regions.dr.cidr: "${cidr}" — allowed: a network that does not overlap 10.0.0.0/16 (regions.primary.cidr): a Transit Gateway routes by address`,
      );
    },
  );
});

describe('P3.6: endpoints', () => {
  test('all exist unless an environment says otherwise', () => {
    expect(accepted({ preset: 'hipaa-dr' }).apps.network.vpc.endpoints).toEqual({
      gateway: ['dynamodb', 's3'],
      interface: ['ecr.api', 'ecr.dkr', 'kms', 'logs', 'secretsmanager', 'ssm', 'ssmmessages'],
    });
  });

  test('P5.1: of saas are only the free ones', () => {
    expect(accepted({}).apps.network.vpc.endpoints).toEqual({ gateway: ['dynamodb', 's3'], interface: [] });
  });

  test.each([
    ['pitfall 21: a service twice', ['kms', 'kms'], 'interface.1: "kms" — allowed: each service once'],
    ['a service that has none here', ['sqs'], 'interface.0: "sqs" — allowed: ecr.api, ecr.dkr, kms'],
  ])('%s is refused', (_, services, message) => {
    const vpc = { endpoints: { interface: services } };

    expect(refusal({ apps: { network: { vpc } } })).toContain(`apps.network.vpc.endpoints.${message}`);
  });
});

describe('P2.12: a Transit Gateway', () => {
  const transit = (amazonSideAsn: number) => ({
    preset: 'web-multi-region',
    apps: { network: { transit: { amazonSideAsn } }, 'dr-region': { transit: { amazonSideAsn: 64600 } } },
  });

  test.each([64512, 65534, 4200000000, 4294967294])('may have the private ASN %i', (asn) => {
    expect(accepted(transit(asn)).apps.network.transit).toEqual({ amazonSideAsn: asn });
  });

  test.each([64511, 65535, 4199999999, 4294967295, 64512.5])('may not have %d', (asn) => {
    expect(refusal(transit(asn))).toContain('apps.network.transit.amazonSideAsn');
  });

  test('has no use without a second region', () => {
    expect(refusal({ apps: { network: { transit: { amazonSideAsn: 64512 } } } })).toContain(
      'regions.dr: missing — allowed: a region to peer with, since apps.network.transit is set',
    );
  });
});

describe('P2.1: allowed IP ranges', () => {
  test('are the whole internet unless an environment says otherwise', () => {
    for (const preset of presetNames) expect(accepted({ preset }).allowedIpRanges).toEqual(['0.0.0.0/0']);
    expect(accepted({ allowedIpRanges: ['203.0.113.0/24'] }).allowedIpRanges).toEqual(['203.0.113.0/24']);
  });

  test.each<[string, string[], string]>([
    ['an address without a prefix', ['203.0.113.7'], '.0: "203.0.113.7" — allowed: an IPv4 network'],
    ['host bits', ['203.0.113.7/24'], '.0: "203.0.113.7/24" — allowed: an IPv4 network with host bits zero'],
    ['IPv6, which the VPC has not', ['2001:db8::/32'], '.0: "2001:db8::/32" — allowed: an IPv4 network'],
    [
      'a range that contains the others',
      ['203.0.113.0/24', '0.0.0.0/0'],
      '.1: "0.0.0.0/0" — allowed: a network that does not overlap 203.0.113.0/24: the wider of two ranges',
    ],
    ['nobody', [], ': [] — allowed: at least 1 entries'],
    [
      'more ranges than a security group has rules for',
      Array.from({ length: 31 }, (_, index) => `203.0.113.${index}/32`),
      'allowed: at most 30 entries',
    ],
  ])('with %s are refused', (_, allowedIpRanges, message) => {
    expect(refusal({ allowedIpRanges })).toContain(message);
    expect(refusal({ allowedIpRanges })).toContain('allowedIpRanges');
  });
});
