import { changed, cluster, globalCluster } from './examples';
import { ruleCases } from './rule-cases';
import { managedPasswordRotation } from './managed-password-rotation';

ruleCases(managedPasswordRotation, {
  compliant: { 'a rotation every thirty days': cluster() },
  nonCompliant: {
    'no rotation': changed(cluster(), { Rotation: undefined }),
    'a rotation once a year': changed(cluster(), {
      Rotation: { properties: { RotationRules: { AutomaticallyAfterDays: 365 } } },
    }),
  },
  notApplicable: { 'a secret of our own': globalCluster() },
});
