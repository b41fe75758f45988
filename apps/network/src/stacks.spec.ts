import { join } from 'node:path';
import { presetNames } from '@bulkhead/config';
import { type Contract, network, transitGateway } from '@bulkhead/contracts';
import { resourcesOf, terraformOf, type Terraform } from '@bulkhead/cdktf/testing';
import { testContext } from '@bulkhead/stack/testing';
import { TransitStack } from './transit-stack';
import { VpcStack } from './vpc-stack';

const project = join(__dirname, '..');
const published = (terraform: Terraform) =>
  resourcesOf(terraform, 'aws_ssm_parameter').map((parameter) => parameter['name']);
const pathsOf = ({ name, parameters }: Contract) =>
  Object.keys(parameters).map((key) => `/bulkhead/test/${name}/${key}`);

test.each(presetNames)(
  '%s: the network of the primary region publishes every value that other stacks need',
  (preset) => {
    expect(published(terraformOf(VpcStack, testContext(project, 'vpc', { preset }))).sort()).toEqual(
      pathsOf(network).sort(),
    );
  },
);

test('P2.12: the Transit Gateway of the primary region has a route to the DR region, and is published', () => {
  const environment = {
    preset: 'patient-data',
    apps: {
      network: { transit: { amazonSideAsn: 64512 } },
      'dr-region': { transit: { amazonSideAsn: 64513 } },
    },
  } as const;
  const terraform = terraformOf(TransitStack, testContext(project, 'transit', environment));

  expect(resourcesOf(terraform, 'aws_ec2_transit_gateway')).toMatchObject([{ amazon_side_asn: 64512 }]);
  expect(published(terraform).sort()).toEqual(pathsOf(transitGateway).sort());
});
