import { cloudWatchLogs, keyPolicy, lambda, sqs, sqsFromEventBridge } from '@bulkhead/kms-policies';
import { keyAlias, type NameScope } from '@bulkhead/naming';
import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { removalOf } from '../removal';
import { processingNames } from './processing-names';

export interface ProcessingKeyProps {
  readonly nameScope: NameScope;
  readonly isProtected: boolean;
}

/**
 * The key of what processing objects leaves behind: its log, the events that failed, and the settings of its function.
 * Not that of the objects, so that whoever reads the log may not read them.
 */
export class ProcessingKey extends Construct {
  readonly key: CfnKey;

  constructor(scope: Construct, id: string, { nameScope, isProtected }: ProcessingKeyProps) {
    super(scope, id);
    const { account, environment } = nameScope;
    this.key = new CfnKey(this, 'Key', {
      description: `Object processing of Bulkhead environment ${environment}`,
      enableKeyRotation: true,
      pendingWindowInDays: 30,
      keyPolicy: keyPolicy({
        account,
        rootAccess: 'administration',
        statements: [
          cloudWatchLogs({ ...nameScope, logGroupNames: [processingNames(nameScope).logGroup] }),
          lambda(nameScope),
          // Lambda sends what failed as the role of the function, and people fetch it as themselves.
          sqs(nameScope),
          sqsFromEventBridge(nameScope),
        ],
      }),
    });
    this.key.applyRemovalPolicy(removalOf(isProtected));
    new CfnAlias(this, 'Alias', {
      aliasName: keyAlias(nameScope, 'object-processing'),
      targetKeyId: this.key.ref,
    });
  }
}
