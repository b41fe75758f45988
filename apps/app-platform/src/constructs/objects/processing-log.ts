import { keptLogGroup } from '@bulkhead/cdk-constructs/logs';
import { type NameScope } from '@bulkhead/naming';
import { type CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { processingNames } from './processing-names';

export interface ProcessingLogProps {
  readonly nameScope: NameScope;
  readonly keyArn: string;
  /** A retention that CloudWatch Logs accepts, in days. */
  readonly retentionDays: number;
  readonly isProtected: boolean;
}

/**
 * The result for each object: 45 CFR 164.312(b). The log does not contain object keys, because a key may name a
 * patient.
 */
export class ProcessingLog extends Construct {
  readonly group: CfnLogGroup;

  constructor(scope: Construct, id: string, { nameScope, ...rest }: ProcessingLogProps) {
    super(scope, id);
    this.group = keptLogGroup(this, 'Group', {
      ...rest,
      logGroupName: processingNames(nameScope).logGroup,
    });
  }
}
