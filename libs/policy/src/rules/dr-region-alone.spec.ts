import { type PolicyResource } from '../model/policy-resource';
import { policyEnvironment, policyResource, policyStack } from '../testing';
import { drRegionAlone } from './dr-region-alone';
import { healthCheck } from './examples';
import { ruleCases } from './rule-cases';

const region = 'us-west-2';
const inDr = (resources: readonly PolicyResource[], provider: readonly object[] = []) =>
  policyEnvironment(
    [
      policyStack(resources, {
        role: 'dr',
        region,
        engine: 'cdktf',
        source: JSON.stringify({ provider: { aws: [{ region }, ...provider] } }),
      }),
    ],
    { protected: false },
  );
const parameter = (properties: PolicyResource['properties'], rest: Partial<PolicyResource> = {}) =>
  policyResource('Parameter', 'AWS::SSM::Parameter', { Name: '/a', Type: 'String', ...properties }, rest);
const consumed = (more: object) => ({ 'Bulkhead::Parameter': '/bulkhead/test/network/vpcId', ...more });

ruleCases(drRegionAlone, {
  compliant: {
    'what is all in its region': inDr([parameter({ Value: consumed({}) }, { region })]),
  },
  nonCompliant: {
    'a resource in another region': inDr([parameter({ Value: 'a' }, { region: 'us-east-1' })]),
    'a value from another region': inDr([
      parameter({ Value: { 'Fn::Join': ['', [consumed({ 'Bulkhead::Region': 'us-east-1' })]] } }),
    ]),
    'a health check, which only us-east-1 can change': inDr([healthCheck()]),
    'a provider for another region': inDr(
      [parameter({ Value: 'a' })],
      [{ alias: 'primary', region: 'us-east-1' }],
    ),
  },
  notApplicable: {
    'a stack of the primary region': [parameter({ Value: 'a' }, { region: 'eu-west-1' })],
  },
});
