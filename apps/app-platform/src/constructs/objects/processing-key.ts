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
 * The key for the data of object processing: its log, the events that failed, and the settings of its function. The
 * objects have another key, so that a reader of the log cannot read the objects.
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
        // Lambda sends failed events with the role of the function. People fetch the events with their own identity.
        sqs(nameScope),
        sqsFromEventBridge({ ...nameScope, queueNames: [deadLetterQueue] }),
      ],
      isProtected,
    });
  }
}
