import { task } from './examples';
import { ruleCases } from './rule-cases';
import { containersConfined } from './containers-confined';

ruleCases(containersConfined, {
  compliant: { 'a container that can change nothing': [task()] },
  nonCompliant: {
    'a root file system that can be written': [task({ ReadonlyRootFilesystem: false })],
    privileges: [task({ Privileged: true })],
  },
});
