import { policyResource } from '../testing';
import { ruleCases } from './rule-cases';
import { lambdaRuntimes } from './lambda-runtimes';

const lambda = (Runtime: string | undefined) =>
  policyResource('Function', 'AWS::Lambda::Function', { Runtime });

ruleCases(lambdaRuntimes, {
  compliant: { 'a runtime of today': [lambda('nodejs24.x')] },
  nonCompliant: { 'a runtime that is deprecated': [lambda('nodejs20.x')] },
  notApplicable: { 'a container image': [lambda(undefined)] },
});
