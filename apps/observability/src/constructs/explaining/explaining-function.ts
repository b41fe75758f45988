import { suppress } from '@bulkhead/cdk';
import { BundledFunction } from '@bulkhead/cdk-constructs/functions';
import { keptLogGroup } from '@bulkhead/cdk-constructs/logs';
import { type NameScope } from '@bulkhead/naming';
import { type FunctionBundle } from '@bulkhead/stack';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { EventQueue } from './event-queue';
import { type Explained, explainingNames } from './explaining-names';
import { ExplainingRole } from './explaining-role';

export interface ExplainingFunctionProps {
  readonly nameScope: NameScope;
  readonly explained: Explained;
  readonly bundle: FunctionBundle;
  readonly variables: Readonly<Record<string, string>>;
  readonly eventPattern: object;
  readonly topicArns: readonly string[];
  readonly topicKeyArn: string;
  /** ARN of the key of its events, its log and its settings. */
  readonly keyArn: string;
  readonly logRetentionDays: number;
  readonly isProtected: boolean;
}

/** A batch waits up to 8 s for the records, and up to 20 s for a topic that does not answer. */
const timeoutSeconds = 60;

/** A function that tells people what an event means. */
export class ExplainingFunction extends Construct {
  constructor(scope: Construct, id: string, props: ExplainingFunctionProps) {
    super(scope, id);
    const { nameScope, explained, keyArn, isProtected } = props;
    const names = explainingNames(nameScope, explained);
    const description = `Explains ${explained} to people`;
    const { queue } = new EventQueue(this, 'Queue', {
      nameScope,
      explained,
      description: `What the function ${names.function} explains`,
      eventPattern: props.eventPattern,
      keyArn,
      timeoutSeconds,
      isProtected,
    });
    const log = keptLogGroup(this, 'Log', {
      logGroupName: names.logGroup,
      keyArn,
      retentionDays: props.logRetentionDays,
      isProtected,
    });
    const { role } = new ExplainingRole(this, 'Identity', {
      nameScope,
      explained,
      queueArn: queue.attrArn,
      logGroupArn: log.attrArn,
      keyArn,
      topicArns: props.topicArns,
      topicKeyArn: props.topicKeyArn,
    });
    const bundled = new BundledFunction(this, 'Code', {
      functionName: names.function,
      description,
      bundle: props.bundle,
      memory: 256,
      timeoutSeconds,
      roleArn: role.attrArn,
      keyArn,
      logGroupName: log.ref,
      variables: props.variables,
    });
    suppress(bundled.function, {
      rule: 'HIPAA.Security-LambdaConcurrency',
      reason:
        'Its queue keeps one order, so that one call runs at a time; a new account has no concurrency to reserve.',
    });
    suppress(bundled.function, {
      rule: 'HIPAA.Security-LambdaDLQ',
      reason: 'Its queue has a dead-letter queue, to which SQS moves what it could not process.',
    });
    suppress(bundled.function, {
      rule: 'HIPAA.Security-LambdaInsideVPC',
      reason:
        'It handles alarms and configuration, no patient data, and has to work when the network is what is broken.',
    });
    new CfnEventSourceMapping(this, 'Events', {
      eventSourceArn: queue.attrArn,
      functionName: bundled.function.ref,
      batchSize: 10,
      functionResponseTypes: ['ReportBatchItemFailures'],
    });
  }
}
