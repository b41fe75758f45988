import { resourcesOf, type Terraform } from '@bulkhead/cdktf/testing';
import { type Attributes, inZones, one, parsed, referred, subnetId, synthesize } from './test-network';

/** All endpoints that P1 to P4 have, in three zones. */
const withEndpoints = synthesize({ preset: 'hipaa-dr' });
const saas = synthesize();

const endpointsOf = (terraform: Terraform, type: 'Gateway' | 'Interface') =>
  resourcesOf(terraform, 'aws_vpc_endpoint').filter((endpoint) => endpoint['vpc_endpoint_type'] === type);
const servicesOf = (endpoints: readonly Attributes[]) =>
  endpoints.map((endpoint) => (endpoint['service_name'] as string).replace(/^com\.amazonaws\.[^.]+\./, ''));
/** Networks of the subnets that use a route table, by the table's id. */
const tierOf = (terraform: Terraform, routeTableId: unknown): unknown[] =>
  resourcesOf(terraform, 'aws_route_table_association')
    .filter((association) => association['route_table_id'] === routeTableId)
    .map((association) => referred(terraform, association['subnet_id'])['cidr_block']);

describe('P3.6: gateway endpoints', () => {
  test.each([
    ['saas', saas],
    ['hipaa-dr', withEndpoints],
  ])('of %s are S3 and DynamoDB, each in its own region', (_, terraform) => {
    const endpoints = endpointsOf(terraform, 'Gateway');
    const { region } = terraform.provider['aws']?.[0] ?? {};

    expect(servicesOf(endpoints).sort()).toEqual(['dynamodb', 's3']);
    for (const endpoint of endpoints) {
      expect(endpoint['service_name']).toContain(`com.amazonaws.${region as string}.`);
      // Not inline: the route would exist twice, and an additional zone would change the endpoint.
      expect(endpoint).not.toHaveProperty('route_table_ids');
    }
  });

  test('are in the route tables of every private subnet, and of no other', () => {
    const associations = resourcesOf(saas, 'aws_vpc_endpoint_route_table_association');

    for (const service of ['s3', 'dynamodb']) {
      const reached = associations
        .filter(({ vpc_endpoint_id: id }) =>
          (referred(saas, id)['service_name'] as string).endsWith(`.${service}`),
        )
        .flatMap((association) => tierOf(saas, association['route_table_id']));
      expect(reached.sort()).toEqual(['10.0.11.0/24', '10.0.12.0/24']);
    }
  });
});

describe('P3.6: interface endpoints', () => {
  const endpoints = endpointsOf(withEndpoints, 'Interface');

  test('are Secrets Manager, KMS, Logs, ECR and Systems Manager', () => {
    expect(servicesOf(endpoints).sort()).toEqual([
      'ecr.api',
      'ecr.dkr',
      'kms',
      'logs',
      'secretsmanager',
      'ssm',
      'ssmmessages',
    ]);
  });

  test('pitfall 21: have the private DNS name of their service, each service once', () => {
    expect(endpoints.map((endpoint) => endpoint['private_dns_enabled'])).toEqual(endpoints.map(() => true));
    expect(new Set(servicesOf(endpoints)).size).toBe(endpoints.length);
    expect(one(withEndpoints, 'aws_vpc')).toMatchObject({
      enable_dns_support: true,
      enable_dns_hostnames: true,
    });
  });

  test('are in the private subnet of every zone', () => {
    const subnets = ['10.30.11.0/24', '10.30.12.0/24', '10.30.13.0/24'].map((cidr) =>
      subnetId(withEndpoints, cidr),
    );
    for (const endpoint of endpoints) expect(endpoint['subnet_ids']).toEqual(subnets);
  });

  test('P3.9: allow HTTPS from the private subnets by separate rules, and no egress', () => {
    const group = one(withEndpoints, 'aws_security_group');
    expect(group).not.toHaveProperty('ingress');
    expect(group).not.toHaveProperty('egress');
    expect(resourcesOf(withEndpoints, 'aws_vpc_security_group_egress_rule')).toEqual([]);

    const rules = resourcesOf(withEndpoints, 'aws_vpc_security_group_ingress_rule');
    expect(rules.map((rule) => rule['cidr_ipv4']).sort()).toEqual([
      '10.30.11.0/24',
      '10.30.12.0/24',
      '10.30.13.0/24',
    ]);
    for (const rule of rules) {
      expect(rule).toMatchObject({ ip_protocol: 'tcp', from_port: 443, to_port: 443 });
      expect(referred(withEndpoints, rule['security_group_id'])).toBe(group);
    }
    for (const endpoint of endpoints) {
      const groups = endpoint['security_group_ids'] as unknown[];
      expect(groups.map((id) => referred(withEndpoints, id))).toEqual([group]);
    }
  });

  test('P4.4: every endpoint has a policy that restricts the callers', () => {
    const all = resourcesOf(withEndpoints, 'aws_vpc_endpoint');
    expect(all).toHaveLength(9);
    for (const endpoint of all) {
      expect(parsed(endpoint['policy']).Statement[0]).toMatchObject({
        Sid: 'OwnPrincipalsToOwnResources',
        Condition: {
          StringEquals: { 'aws:PrincipalAccount': '123456789012', 'aws:ResourceAccount': '123456789012' },
        },
      });
    }
  });

  test('P5.1: saas has none, nor a security group for them', () => {
    expect(endpointsOf(saas, 'Interface')).toEqual([]);
    expect(resourcesOf(saas, 'aws_security_group')).toEqual([]);
  });

  test('an environment chooses its own', () => {
    const vpc = { endpoints: { gateway: ['s3' as const], interface: ['logs' as const, 'kms' as const] } };
    const chosen = synthesize({ apps: { network: { vpc } } });

    expect(servicesOf(resourcesOf(chosen, 'aws_vpc_endpoint')).sort()).toEqual(['kms', 'logs', 's3']);
  });
});

describe('P1.1: an additional zone', () => {
  const everyEndpoint = (letters: string) => {
    const { apps, ...regions } = inZones(letters, 2);
    const vpc = { ...apps?.network?.vpc, endpoints: { interface: ['kms' as const, 'logs' as const] } };
    return synthesize({ ...regions, apps: { network: { vpc } } });
  };
  const before = everyEndpoint('ab');
  const after = everyEndpoint('abc');

  /** A resource that lists every zone has to list the new one: it is changed in place. */
  const grows: Readonly<Record<string, readonly string[]>> = {
    aws_vpc_endpoint: ['subnet_ids'],
    aws_ssm_parameter: ['insecure_value'],
  };

  test('leaves every existing resource unchanged, at its address', () => {
    const kept = (type: string, attributes: Attributes = {}) =>
      Object.entries(attributes).filter(([attribute]) => !grows[type]?.includes(attribute));

    for (const [type, resources] of Object.entries(before.resource)) {
      for (const [name, attributes] of Object.entries(resources)) {
        const now = after.resource[type]?.[name];
        expect([type, name, kept(type, now)]).toEqual([type, name, kept(type, attributes)]);
      }
    }
  });

  test('is appended to every list of zones', () => {
    const [subnets, more] = [before, after].map((terraform) =>
      endpointsOf(terraform, 'Interface').map((endpoint) => endpoint['subnet_ids'] as string[]),
    );
    more?.forEach((ids, index) => expect(ids.slice(0, -1)).toEqual(subnets?.[index]));

    const published = (terraform: Terraform) =>
      resourcesOf(terraform, 'aws_ssm_parameter')
        .filter(({ type }) => type === 'StringList')
        .map((parameter) => (parameter['insecure_value'] as string).replace(/[^a-z0-9_.-]+$/, ''));
    const values = published(after);
    published(before).forEach((value, index) => expect(values[index]).toMatch(startingWith(value)));
    expect(values).toHaveLength(5);
  });

  test('P5.1: adds its subnets and their routes', () => {
    const added = Object.entries(after.resource).map(([type, resources]) => [
      type,
      Object.keys(resources).length - Object.keys(before.resource[type] ?? {}).length,
    ]);
    expect(Object.fromEntries(added.filter(([, count]) => count !== 0))).toEqual({
      aws_subnet: 3,
      aws_route_table: 1,
      aws_route: 1,
      aws_route_table_association: 3,
      aws_network_acl_association: 1,
      aws_network_acl_rule: 4,
      aws_vpc_endpoint_route_table_association: 2,
      aws_vpc_security_group_ingress_rule: 1,
    });
  });
});

function startingWith(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
}
