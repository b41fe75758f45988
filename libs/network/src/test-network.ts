import { resourcesOf, terraformOf, type Terraform } from '@bulkhead/cdktf/testing';
import { type EnvironmentDefinition } from '@bulkhead/config';
import { sharedStackContext } from '@bulkhead/stack/testing';
import { NetworkStack } from './network-stack';

export type Overrides = Partial<EnvironmentDefinition>;
export type Attributes = Record<string, unknown>;

export const contextOf = (overrides: Overrides = {}) =>
  sharedStackContext({ app: 'network', stack: 'vpc', publishes: ['network'] }, overrides);
export const synthesize = (overrides: Overrides = {}) => terraformOf(NetworkStack, contextOf(overrides));

export const zonesOf = (letters: string) =>
  [...letters].map((letter, index) => ({
    name: `us-east-1${letter}`,
    public: `10.0.${1 + index}.0/24`,
    private: `10.0.${11 + index}.0/24`,
    isolated: `10.0.${21 + index}.0/24`,
  }));
export const inZones = (letters: string, natGateways: number): Overrides => ({
  regions: { primary: { availabilityZones: zonesOf(letters) } },
  apps: { network: { vpc: { natGateways } } },
});

export const one = (terraform: Terraform, type: string): Attributes => {
  const resources = resourcesOf(terraform, type);
  expect(resources).toHaveLength(1);
  return resources[0] ?? {};
};
export const parsed = (policy: unknown) => JSON.parse(policy as string) as { Statement: Attributes[] };
/** `${aws_subnet.x.id}` for the subnet with this network. */
export const subnetId = (terraform: Terraform, cidr: string): string => {
  const name = Object.entries(terraform.resource['aws_subnet'] ?? {}).find(
    ([, subnet]) => subnet['cidr_block'] === cidr,
  )?.[0];
  if (!name) throw new Error(`No subnet ${cidr}`);
  return `\${aws_subnet.${name}.id}`;
};
/** The resource that a reference such as `${aws_x.y.id}` points to. */
export const referred = (terraform: Terraform, reference: unknown): Attributes => {
  const [type = '', name = ''] = (reference as string).slice(2, -1).split('.');
  const resource = terraform.resource[type]?.[name];
  if (!resource) throw new Error(`${String(reference)} refers to nothing`);
  return resource;
};
