import { isText, valuesAt } from '../reading/properties';
import { nameOfResource, resourcesBehind, type Place } from '../reading/references';
import { resourceRule } from './resource-rule';

const prefix = 'aws-waf-logs-';

/**
 * WAF logs only to a log group, bucket or stream whose name has a fixed prefix.
 * https://docs.aws.amazon.com/waf/latest/developerguide/logging-destinations.html
 */
export const wafLogNames = resourceRule({
  id: 'waf-log-names',
  title: `The log destination of a web ACL has a name that begins with ${prefix}.`,
  controls: ['164.308(a)(1)(ii)(D)', '164.312(b)'],
  pitfall: 15,
  types: ['AWS::WAFv2::LoggingConfiguration'],
  judge: ({ properties }, place) => {
    const names = valuesAt(properties, 'LogDestinationConfigs').flatMap((each) => namesOf(each, place));
    if (names.length === 0) return 'not-applicable';
    return names
      .filter((name) => !name.startsWith(prefix))
      .map((name) => `It logs to ${name}, but WAF requires a name that begins with ${prefix}.`);
  },
});

function namesOf(destination: unknown, place: Place): readonly string[] {
  if (isText(destination))
    return [/:(?:log-group:|::|deliverystream\/)([^:]+)/.exec(destination)?.[1] ?? destination];
  return resourcesBehind(destination, place)
    .map(({ resource }) => nameOfResource(resource) ?? resource.properties['DeliveryStreamName'])
    .filter(isText);
}
