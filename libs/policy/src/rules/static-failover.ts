import { isText, valueAt, valuesAt } from '../reading/properties';
import {
  type Located,
  type Place,
  placeOf,
  regionOfResource,
  resourceBehind,
  resourcesBehind,
  resourcesOf,
} from '../reading/references';
import { resourceRule, unless } from './resource-rule';

/** Properties that make Route 53 choose among the records of a name. */
const policies = ['Failover', 'Region', 'Weight'];

/**
 * Between a fault and the service, nobody may need Route 53's control plane, which is in us-east-1 only, or the region
 * that is left. So the record of the other region is there before, and so is a switch outside the region: an alarm in
 * another region, or a routing control.
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html
 */
export const staticFailover = resourceRule({
  id: 'static-failover',
  title: 'What takes users from a region is there before a fault, and outside that region.',
  controls: ['164.308(a)(7)(i)', '164.308(a)(7)(ii)(B)', '164.308(a)(7)(ii)(C)'],
  pitfall: 23,
  types: ['AWS::Route53::RecordSet'],
  judge: (record, place) => {
    if (policies.every((name) => record.properties[name] === undefined)) return 'not-applicable';
    const region = servedRegion({ stack: place.stack, resource: record }, place);
    const check = resourceBehind(record.properties['HealthCheckId'], place, 'AWS::Route53::HealthCheck');
    return [
      ...unless(
        otherRecords(record.properties, place).some((each) => servedRegion(each, place) !== region),
        'No record of its name leads to another region: somebody would have to create it during a fault.',
      ),
      ...unless(
        check !== undefined && checksIn(check, place).some((each) => isOutside(each, region)),
        `Nobody can take the users from its region without that region: give it a health check with an alarm in another region, or with a routing control.`,
      ),
    ];
  },
});

/** Region of what a record leads to. */
function servedRegion({ stack, resource }: Located, { environment }: Place): string | undefined {
  const target = valueAt(resource.properties, 'AliasTarget.DNSName');
  const [led] = resourcesBehind(target, placeOf({ stack, resource }, environment));
  return led && regionOfResource(led);
}

/** The other records of the same name and type. */
function otherRecords(properties: Readonly<Record<string, unknown>>, place: Place): readonly Located[] {
  return resourcesOf(place.environment, 'AWS::Route53::RecordSet').filter(
    ({ resource: { properties: other } }) =>
      other !== properties && ['Name', 'Type'].every((name) => other[name] === properties[name]),
  );
}

/** A health check, with the checks that it is calculated from. */
function checksIn(check: Located, { environment }: Place): readonly Located[] {
  const children = valuesAt(check.resource.properties, 'HealthCheckConfig.ChildHealthChecks');
  return [check, ...children.flatMap((child) => resourcesBehind(child, placeOf(check, environment)))];
}

function isOutside({ resource }: Located, region: string | undefined): boolean {
  const config = resource.properties['HealthCheckConfig'];
  const place = valueAt(config, 'AlarmIdentifier.Region');
  return valueAt(config, 'Type') === 'RECOVERY_CONTROL' || (isText(place) && place !== region);
}
