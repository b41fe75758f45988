import { policyResource } from '../testing';
import { ruleCases } from './rule-cases';
import { tasksWithoutPublicAddress } from './tasks-without-public-address';

const service = (AssignPublicIp: string | undefined) =>
  policyResource('Service', 'AWS::ECS::Service', {
    NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp } },
  });

ruleCases(tasksWithoutPublicAddress, {
  compliant: { 'no public address': [service('DISABLED')] },
  nonCompliant: { 'a public address': [service('ENABLED')], 'nothing said': [service(undefined)] },
  notApplicable: {
    'containers on the network of their host': [policyResource('Service', 'AWS::ECS::Service')],
  },
});
