import { suppress } from '@bulkhead/cdk';
import { assumedByLambda } from '@bulkhead/iam-policies';
import { iamRoleName } from '@bulkhead/naming';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type ProcessingAccess, processingStatements } from './processing-statements';

/** The role of the function. */
export class ProcessingRole extends Construct {
  readonly role: CfnRole;

  constructor(scope: Construct, id: string, access: ProcessingAccess) {
    super(scope, id);
    this.role = new CfnRole(this, 'Role', {
      roleName: iamRoleName(access.nameScope, 'object-processing'),
      description: 'Judges and tags the objects that are uploaded to the data bucket',
      assumeRolePolicyDocument: assumedByLambda,
      policies: [
        {
          policyName: 'process-objects',
          policyDocument: { Version: '2012-10-17', Statement: processingStatements(access) },
        },
      ],
    });
    suppress(this.role, {
      rule: 'HIPAA.Security-IAMNoInlinePolicy',
      reason:
        'The policy names the one bucket, queue, keys and log of this role: nobody else may have it, and it goes with the role.',
    });
  }
}
