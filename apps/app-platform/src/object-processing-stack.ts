import { BulkheadStack, consume, publish } from '@bulkhead/cdk';
import { objectProcessingInRegion, regionPlanOf, settingsOf } from '@bulkhead/config';
import { network, objectProcessing, storage } from '@bulkhead/contracts';
import { metricNamespace } from '@bulkhead/inspection-function';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';
import { DeadLetters } from './constructs/objects/dead-letters';
import { ProcessingFunction } from './constructs/objects/processing-function';
import { ProcessingKey } from './constructs/objects/processing-key';
import { ProcessingLog } from './constructs/objects/processing-log';
import { ProcessingNetwork } from './constructs/objects/processing-network';
import { ProcessingRole } from './constructs/objects/processing-role';
import { UploadRule } from './constructs/objects/upload-rule';

/** Processes uploads to the data bucket of a region: a function inspects each object and tags it with the result. */
export class ObjectProcessingStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope, role } = context;
    const settings = objectProcessingInRegion(
      settingsOf(environment, 'app-platform', 'object-processing'),
      role,
    );
    const { keyPrefixes } = settings;
    const isProtected = environment.protected;

    const { privateSubnetIds: subnetIds, vpcId } = consume(this, network, {
      privateSubnetIds: regionPlanOf(environment, role).availabilityZones.length,
    });
    const buckets = consume(this, storage);
    const bucket = {
      name: buckets.dataBucketName,
      arn: buckets.dataBucketArn,
      keyArn: buckets.dataKeyArn,
    };

    const { key } = new ProcessingKey(this, 'Encryption', { nameScope, isProtected });
    const keyArn = key.attrArn;
    const { group: log } = new ProcessingLog(this, 'Log', {
      nameScope,
      keyArn,
      retentionDays: settings.logRetentionDays,
      isProtected,
    });
    const { queue } = new DeadLetters(this, 'DeadLetters', {
      nameScope,
      keyArn,
      retentionDays: settings.deadLetterRetentionDays,
      isProtected,
    });
    const deadLetterQueueArn = queue.attrArn;

    const identity = new ProcessingRole(this, 'Identity', {
      nameScope,
      bucket,
      keyPrefixes,
      logGroupArn: log.attrArn,
      deadLetterQueueArn,
      keyArn,
    });
    const { securityGroup } = new ProcessingNetwork(this, 'Network', { nameScope, vpcId });
    const processing = new ProcessingFunction(this, 'Processing', {
      nameScope,
      settings,
      bucket,
      roleArn: identity.role.attrArn,
      keyArn,
      logGroupName: log.ref,
      deadLetterQueueArn,
      network: { subnetIds, securityGroupId: securityGroup.attrGroupId },
    });
    const { rule } = new UploadRule(this, 'Uploads', {
      nameScope,
      bucketName: bucket.name,
      keyPrefixes,
      function: processing.function,
      deadLetterQueueArn,
    });

    publish(this, objectProcessing, {
      functionName: processing.function.ref,
      logGroupName: log.ref,
      eventRuleName: rule.ref,
      deadLetterQueueName: queue.attrQueueName,
      deadLetterQueueArn,
      metricNamespace,
    });
  }
}
