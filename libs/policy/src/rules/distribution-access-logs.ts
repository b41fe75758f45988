import { isSame, resourceBehind, resourcesOf } from '../reading/references';
import { resourceRule, unless } from './resource-rule';

/**
 * A distribution logs its requests by standard logging v2: a delivery source of the distribution, and a delivery from it.
 * The older logging needs a bucket with ACLs, and cannot leave a field out.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html
 */
export const distributionAccessLogs = resourceRule({
  id: 'distribution-access-logs',
  title: 'The requests that a distribution answers are logged.',
  controls: ['164.308(a)(1)(ii)(D)', '164.312(b)'],
  types: ['AWS::CloudFront::Distribution'],
  judge: (resource, { stack, environment }) => {
    const distribution = { stack, resource };
    const sources = resourcesOf(environment, 'AWS::Logs::DeliverySource').filter((source) =>
      isSame(
        resourceBehind(source.resource.properties['ResourceArn'], { ...source, environment }, resource.type),
        distribution,
      ),
    );
    const delivered = resourcesOf(environment, 'AWS::Logs::Delivery').some((delivery) => {
      const { DeliverySourceName } = delivery.resource.properties;
      const from = resourceBehind(
        DeliverySourceName,
        { ...delivery, environment },
        'AWS::Logs::DeliverySource',
      );
      return sources.some((source) => isSame(source, from));
    });
    return unless(delivered, 'Nobody logs its requests: add a DeliverySource for it, and a Delivery.');
  },
});
