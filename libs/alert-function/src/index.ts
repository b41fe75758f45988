import { join } from 'node:path';
import { functionBundle } from '@bulkhead/stack';

// The stacks import this file at synthesis: nothing here may load the AWS SDK.
export {
  type AlarmDescription,
  alarmDescription,
  longestDescription,
  readAlarmDescription,
  severities,
  type Severity,
} from './alarm-description';
export { type Deployment, parseDeployment, recordsPath } from './deployments';
export { judgedTypes } from './explain-change/change-severity';
export { alertVariables } from './settings';

/*
 * What the role of each function has to allow, beside reading its queue and writing its log:
 * - `sns:Publish` on the topic `notifications`, and for `explain-change` on the topic `alerts` too;
 * - `kms:Decrypt` and `kms:GenerateDataKey` on the key of these topics: SNS uses the key in the name of the publisher
 *   (https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html);
 * - `ssm:GetParametersByPath` on the parameter `recordsPath(environment)` in the function's own region: SSM authorizes the
 *   path of the request, not the parameters that it returns
 *   (https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-retrieval-authorization.html). Records are no secure
 *   strings, so that no other key is needed.
 *
 * The event source mapping needs `ReportBatchItemFailures`. A function needs a timeout of at least 60 s: a batch waits up
 * to 8 s for the records and 20 s for a topic that does not answer, and holds back the rest of its group then. A batch
 * that is cut off is delivered again as a whole, so that messages are published twice.
 */
const project = join(__dirname, '..');

/** The function that tells people about an alarm: its queue has the state changes of CloudWatch's alarms. */
export const enrichFunction = functionBundle(project, 'enrich');

/** The function that tells people about a change of configuration: its queue has the events of AWS Config. */
export const explainChangeFunction = functionBundle(project, 'explain-change');
