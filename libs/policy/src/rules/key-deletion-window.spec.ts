import { policyEnvironment, policyStack } from '../testing';
import { key } from './examples';
import { ruleCases } from './rule-cases';
import { keyDeletionWindow } from './key-deletion-window';

const environment = (PendingWindowInDays: number) => {
  const { properties, ...rest } = key('Key');
  const resource = {
    ...rest,
    properties: { ...properties, PendingWindowInDays },
    deletionPolicy: 'Retain',
  } as const;
  return policyEnvironment([policyStack([resource])]);
};

ruleCases(keyDeletionWindow, {
  compliant: { 'thirty days': environment(30) },
  nonCompliant: { 'a week': environment(7) },
  notApplicable: { 'an environment that is not protected': [key('Key')] },
});
