import { policyEnvironment, policyResource, policyStack } from '../testing';
import { ruleCases } from './rule-cases';
import { hostedRotation } from './hosted-rotation';

const schedule = policyResource('Schedule', 'AWS::SecretsManager::RotationSchedule', {
  HostedRotationLambda: { RotationType: 'PostgreSQLSingleUser' },
});
const environment = (Transform: string[]) =>
  policyEnvironment([policyStack([schedule], { source: JSON.stringify({ Transform }) })]);

ruleCases(hostedRotation, {
  compliant: { 'a hosted function with its transform': environment(['AWS::SecretsManager-2024-09-16']) },
  nonCompliant: {
    'a hosted function without a transform': environment([]),
    'a hosted function with the transform of old': environment(['AWS::SecretsManager-2020-07-23']),
  },
  notApplicable: {
    'a function of our own': [policyResource('Schedule', 'AWS::SecretsManager::RotationSchedule')],
  },
});
