import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { rotationLogGroupName } from './rotation-names';

export interface RotationLogGroupProps {
  readonly nameScope: NameScope;
  /** The credential to rotate. */
  readonly name: string;
  readonly keyArn: string;
  /** A retention that CloudWatch Logs accepts, in days. */
  readonly retentionDays: number;
  readonly isProtected: boolean;
}

/** The function's log of each rotation: 45 CFR 164.312(b). The log contains no secret value. */
export class RotationLogGroup extends Construct {
  readonly logGroup: CloudwatchLogGroup;

  constructor(scope: Construct, id: string, props: RotationLogGroupProps) {
    super(scope, id);
    this.logGroup = new CloudwatchLogGroup(this, 'log-group', {
      name: rotationLogGroupName(props.nameScope, props.name),
      kmsKeyId: props.keyArn,
      retentionInDays: props.retentionDays,
      lifecycle: { preventDestroy: props.isProtected },
    });
  }
}
