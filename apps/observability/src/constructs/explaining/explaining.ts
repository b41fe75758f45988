import { alertVariables, enrichFunction, explainChangeFunction, judgedTypes } from '@bulkhead/alert-function';
import { type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { ExplainingFunction } from './explaining-function';
import { ExplainingKey } from './explaining-key';

export interface ExplainingProps {
  readonly nameScope: NameScope;
  /** The beginning of the names of alarms that call people. */
  readonly pageNames: string;
  readonly dashboard: string;
  readonly alertsTopicArn: string;
  readonly notificationsTopicArn: string;
  readonly topicKeyArn: string;
  readonly logRetentionDays: number;
  readonly isProtected: boolean;
}

const changeType = ['UPDATE', 'DELETE'];
/** Only types about which the function has more to say than that they changed. */
const resourceType = [...judgedTypes];
/** A change, whole or as the summary of one that is too large for an event. */
const changes = [
  { configurationItemDiff: { changeType }, configurationItem: { resourceType } },
  { configurationItemSummary: { changeType, resourceType } },
];

/** The two functions that tell people what a call means, and what a change of configuration means. */
export class Explaining extends Construct {
  constructor(scope: Construct, id: string, props: ExplainingProps) {
    super(scope, id);
    const { nameScope, alertsTopicArn, notificationsTopicArn, isProtected } = props;
    const { key } = new ExplainingKey(this, 'Encryption', {
      nameScope,
      explained: ['alarms', 'changes'],
      isProtected,
    });
    const common = { ...props, keyArn: key.attrArn };
    new ExplainingFunction(this, 'Alarms', {
      ...common,
      explained: 'alarms',
      bundle: enrichFunction,
      variables: {
        [alertVariables.environment]: nameScope.environment,
        [alertVariables.notifications]: notificationsTopicArn,
        [alertVariables.dashboard]: props.dashboard,
      },
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
      eventPattern: {
        source: ['aws.cloudwatch'],
        'detail-type': ['CloudWatch Alarm State Change'],
        detail: { alarmName: [{ prefix: props.pageNames }] },
      },
      topicArns: [notificationsTopicArn],
    });
    new ExplainingFunction(this, 'Changes', {
      ...common,
      explained: 'changes',
      bundle: explainChangeFunction,
      variables: {
        [alertVariables.environment]: nameScope.environment,
        [alertVariables.notifications]: notificationsTopicArn,
        [alertVariables.alerts]: alertsTopicArn,
      },
      // https://docs.aws.amazon.com/config/latest/developerguide/monitor-config-with-cloudwatchevents.html
      eventPattern: {
        source: ['aws.config'],
        // What is created tells people nothing that the deployment did not.
        $or: [
          {
            'detail-type': ['Config Rules Compliance Change'],
            detail: {
              // Security Hub tells of its own rules.
              configRuleName: [{ 'anything-but': { prefix: 'securityhub-' } }],
              $or: [
                { newEvaluationResult: { complianceType: ['NON_COMPLIANT'] } },
                // What was always right is no news.
                { oldEvaluationResult: { complianceType: ['NON_COMPLIANT'] } },
              ],
            },
          },
          {
            'detail-type': ['Config Configuration Item Change'],
            $or: changes.map((detail) => ({ detail })),
          },
        ],
      },
      topicArns: [notificationsTopicArn, alertsTopicArn],
    });
  }
}
