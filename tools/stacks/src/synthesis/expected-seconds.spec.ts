import { testFolder } from '../test-folder';
import { expectedSeconds } from './expected-seconds';
import { type Synthesized } from './synthesize';

const ofTemplate = (engine: 'cdk' | 'cdktf', template: object) =>
  expectedSeconds({
    engine,
    directory: testFolder({ 'template.json': JSON.stringify(template) }),
    template: 'template.json',
  } as Partial<Synthesized> as Synthesized);

const network = { aws_vpc: { main: {} }, aws_subnet: { a: {}, b: {} }, aws_nat_gateway: { a: {}, b: {} } };
const data = { aws_rds_cluster: { main: {} }, aws_rds_cluster_instance: { a: {}, b: {}, c: {} } };

test('a stack takes what its slow types take, each once, and a little for each resource', () => {
  expect(ofTemplate('cdktf', { resource: network })).toBe(120 + 5 * 0.5);
  expect(ofTemplate('cdktf', { resource: data })).toBe(60 + 480 + 4 * 0.5);
  expect(ofTemplate('cdktf', {})).toBe(0);
});

test('a template of CloudFormation tells its types in its own way', () => {
  const Resources = {
    Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer' },
    Blue: { Type: 'AWS::ECS::Service' },
    Green: { Type: 'AWS::ECS::Service' },
    Role: { Type: 'AWS::IAM::Role' },
  };

  expect(ofTemplate('cdk', { Resources })).toBe(150 + 180 + 4 * 0.5);
  expect(ofTemplate('cdk', {})).toBe(0);
});
