import { policyResource } from '../testing';
import { bucket } from './examples';
import { ruleCases } from './rule-cases';
import { nameLimits } from './name-limits';

const balancer = (length: number) =>
  policyResource('Balancer', 'AWS::ElasticLoadBalancingV2::LoadBalancer', { Name: 'b'.repeat(length) });

ruleCases(nameLimits, {
  compliant: { 'a name of 32 characters': [balancer(32)], 'a bucket in lower case': bucket() },
  nonCompliant: {
    'a load balancer of 33 characters': [balancer(33)],
    'a role of 65 characters': [policyResource('Role', 'AWS::IAM::Role', { RoleName: 'r'.repeat(65) })],
    'a bucket with a capital': bucket({ BucketName: 'Test-data' }),
  },
});
