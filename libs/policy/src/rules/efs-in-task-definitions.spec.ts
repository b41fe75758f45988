import { task } from './examples';
import { ruleCases } from './rule-cases';
import { efsInTaskDefinitions } from './efs-in-task-definitions';

const mounting = (configuration: object) =>
  task(
    {},
    { Volumes: [{ Name: 'files', EFSVolumeConfiguration: { FilesystemId: 'fs-1', ...configuration } }] },
  );

ruleCases(efsInTaskDefinitions, {
  compliant: {
    'TLS and the role of the task': [
      mounting({ TransitEncryption: 'ENABLED', AuthorizationConfig: { IAM: 'ENABLED' } }),
    ],
    'TLS and an access point': [
      mounting({ TransitEncryption: 'ENABLED', AuthorizationConfig: { AccessPointId: { Ref: 'Point' } } }),
    ],
  },
  nonCompliant: {
    'no TLS': [mounting({ AuthorizationConfig: { IAM: 'ENABLED' } })],
    'nobody in particular': [mounting({ TransitEncryption: 'ENABLED' })],
  },
  notApplicable: { 'volumes of the host': [task({}, { Volumes: [{ Name: 'cache' }] })] },
});
