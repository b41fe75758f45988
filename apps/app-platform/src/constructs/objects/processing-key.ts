import { EncryptionKey } from '@bulkhead/cdk-constructs/encryption';
import { cloudWatchLogs, lambda, sqs, sqsFromEventBridge } from '@bulkhead/kms-policies';
import { type NameScope } from '@bulkhead/naming';
import { type Construct } from 'constructs';
import { processingNames } from './processing-names';

export interface ProcessingKeyProps {
  readonly nameScope: NameScope;
  readonly isProtected: boolean;
}

/**
 * The key of what processing objects leaves behind: its log, the events that failed, and the settings of its function.
 * Not that of the objects, so that whoever reads the log may not read them.
 */
export class ProcessingKey extends EncryptionKey {
  constructor(scope: Construct, id: string, { nameScope, isProtected }: ProcessingKeyProps) {
    const { logGroup, deadLetterQueue } = processingNames(nameScope);
    super(scope, id, {
      nameScope,
      name: ['object-processing'],
      encrypts: 'Object processing',
      statements: [
        cloudWatchLogs({ ...nameScope, logGroupNames: [logGroup] }),
        lambda(nameScope),
        // Lambda sends what failed as the role of the function, and people fetch it as themselves.
        sqs(nameScope),
        sqsFromEventBridge({ ...nameScope, queueNames: [deadLetterQueue] }),
      ],
      isProtected,
    });
  }
}
