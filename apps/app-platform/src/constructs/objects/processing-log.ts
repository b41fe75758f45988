import { type NameScope } from '@bulkhead/naming';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { removalOf } from '../removal';
import { processingNames } from './processing-names';

export interface ProcessingLogProps {
  readonly nameScope: NameScope;
  readonly keyArn: string;
  /** A retention that CloudWatch Logs accepts, in days. */
  readonly retentionDays: number;
  readonly isProtected: boolean;
}

/** What was found of each object: 45 CFR 164.312(b). It has no key of any, which may name a patient. */
export class ProcessingLog extends Construct {
  readonly group: CfnLogGroup;

  constructor(scope: Construct, id: string, props: ProcessingLogProps) {
    super(scope, id);
    this.group = new CfnLogGroup(this, 'Group', {
      logGroupName: processingNames(props.nameScope).logGroup,
      retentionInDays: props.retentionDays,
      kmsKeyId: props.keyArn,
    });
    this.group.applyRemovalPolicy(removalOf(props.isProtected));
  }
}
