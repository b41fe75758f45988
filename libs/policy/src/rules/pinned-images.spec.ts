import { policyResource } from '../testing';
import { task } from './examples';
import { ruleCases } from './rule-cases';
import { pinnedImages } from './pinned-images';

ruleCases(pinnedImages, {
  compliant: {
    'a version': [task()],
    'a digest': [task({ Image: `nginx@sha256:${'a'.repeat(64)}` })],
    'a registry with a port, and a version': [task({ Image: 'localhost:5000/app:1.0' })],
    'a version in a repository of the stack': [
      task({ Image: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Repository', 'RepositoryUri'] }, ':1.0']] } }),
    ],
    'a reference as a whole': [task({ Image: { Ref: 'Image' } })],
  },
  nonCompliant: {
    latest: [task({ Image: 'nginx:latest' })],
    'no version': [task({ Image: 'nginx' })],
    'a registry with a port, and no version': [task({ Image: 'localhost:5000/app' })],
  },
  notApplicable: { 'a function without an image': [policyResource('Function', 'AWS::Lambda::Function')] },
});
