import { type NameScope } from '@bulkhead/naming';
import { type Construct } from 'constructs';
import { restorePermissions } from './restore-permissions';
import { ServiceRole } from './service-role';

export interface RestoreRoleProps {
  readonly nameScope: NameScope;
  /** Whether AWS Backup runs restore tests in this role: the tests then use the same role as a real disaster. */
  readonly forTests: boolean;
}

/** The role in which AWS Backup restores recovery points of a region into new resources. */
export class RestoreRole extends ServiceRole {
  constructor(scope: Construct, id: string, { nameScope, forTests }: RestoreRoleProps) {
    super(scope, id, {
      nameScope,
      name: ['backup-restore'],
      description: 'Lets AWS Backup restore recovery points of the environment into new resources',
      permissions: restorePermissions(nameScope, { forTests }),
    });
  }
}
