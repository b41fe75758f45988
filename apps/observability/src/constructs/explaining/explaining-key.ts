import { EncryptionKey } from '@bulkhead/cdk-constructs/encryption';
import { cloudWatchLogs, lambda, sqs, sqsFromEventBridge } from '@bulkhead/kms-policies';
import { type NameScope } from '@bulkhead/naming';
import { type Construct } from 'constructs';
import { type Explained, explainingNames } from './explaining-names';

export interface ExplainingKeyProps {
  readonly nameScope: NameScope;
  readonly explained: readonly Explained[];
  readonly isProtected: boolean;
}

/** The key of the functions: their events, their logs and their settings. */
export class ExplainingKey extends EncryptionKey {
  constructor(scope: Construct, id: string, { nameScope, explained, isProtected }: ExplainingKeyProps) {
    const names = explained.map((each) => explainingNames(nameScope, each));
    super(scope, id, {
      nameScope,
      name: ['observability/explaining'],
      encrypts: 'Events to explain',
      statements: [
        cloudWatchLogs({ ...nameScope, logGroupNames: names.map(({ logGroup }) => logGroup) }),
        lambda(nameScope),
        sqs(nameScope),
        sqsFromEventBridge({
          ...nameScope,
          queueNames: names.flatMap(({ queue, undeliveredQueue }) => [queue, undeliveredQueue]),
        }),
      ],
      isProtected,
    });
  }
}
