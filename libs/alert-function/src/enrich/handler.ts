import { SNSClient } from '@aws-sdk/client-sns';
import { SSMClient } from '@aws-sdk/client-ssm';
import { clientLimits } from '../aws-failure';
import { once, readDeployments } from '../deployment-reader';
import { type BatchResponse, handleBatch } from '../queue-batch';
import { enrichSettings } from '../settings';
import { publish } from '../topics';
import { alarmNotification } from './alarm-notification';

/** Outside the handler, so that all calls in one environment share their connections. */
const sns = new SNSClient({ requestHandler: clientLimits });
const ssm = new SSMClient({ requestHandler: clientLimits });

/**
 * Tells people about the alarms in a batch of the queue.
 *
 * @returns the messages that the queue has to keep
 * @throws BulkheadError `VariableMissing` or `InvalidBatch`, without any part of an event
 */
export async function handler(batch: unknown): Promise<BatchResponse> {
  const settings = enrichSettings(process.env);
  const { environment, topics } = settings;
  // Read once for all alarms of a batch, and only if there is one.
  const deployments = once(() => readDeployments(ssm, environment));
  return handleBatch(batch, {
    environment,
    compose: (event) => alarmNotification(event, settings, deployments),
    publish: (notification) => publish(sns, topics, environment, notification),
  });
}
