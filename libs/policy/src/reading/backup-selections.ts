import { type PolicyResource } from '../model/policy-resource';
import { matches } from './policy-documents';
import { isText, valueAt, valuesAt } from './properties';
import {
  isSame,
  type Located,
  type Place,
  placeOf,
  regionAt,
  regionOf,
  regionOfResource,
  resourcesBehind,
  resourcesOf,
  textOf,
} from './references';

/** How selections name the ARNs of a type, up to the name. */
const arnPrefixes: Readonly<Record<string, string>> = {
  'AWS::DocDB::DBCluster': 'arn:aws:rds:::cluster:',
  'AWS::DynamoDB::Table': 'arn:aws:dynamodb:::table/',
  'AWS::EC2::Volume': 'arn:aws:ec2:::volume/',
  'AWS::EFS::FileSystem': 'arn:aws:elasticfilesystem:::file-system/',
  'AWS::FSx::FileSystem': 'arn:aws:fsx:::file-system/',
  'AWS::Neptune::DBCluster': 'arn:aws:rds:::cluster:',
  'AWS::RDS::DBCluster': 'arn:aws:rds:::cluster:',
  'AWS::RDS::DBInstance': 'arn:aws:rds:::db:',
  'AWS::S3::Bucket': 'arn:aws:s3:::',
};

/** True if a selection of a backup plan includes the resource, by reference, by an ARN pattern or by its tags. */
export function isSelected(store: Located, { environment }: Place): boolean {
  return resourcesOf(environment, 'AWS::Backup::BackupSelection').some(({ stack, resource }) => {
    const selection = valueAt(resource.properties, 'BackupSelection');
    const place = placeOf({ stack, resource }, environment);
    const excluded = valuesAt(selection, 'NotResources').some((each) => isMeant(each, store, place));
    if (regionAt(place) !== regionOfResource(store) || excluded) return false;
    const byTag = valuesAt(selection, 'ListOfTags');
    const byResource = valuesAt(selection, 'Resources');
    return (
      byTag.some((tag) =>
        hasTag(store.resource, valueAt(tag, 'ConditionKey'), valueAt(tag, 'ConditionValue')),
      ) ||
      byResource.some((each) => isMeant(each, store, place) && meetsConditions(store.resource, selection))
    );
  });
}

/** True if a backup plan of the environment copies to a vault of another region. */
export function copiesAway({ environment }: Place): boolean {
  return resourcesOf(environment, 'AWS::Backup::BackupPlan').some(({ stack, resource }) =>
    valuesAt(resource.properties, 'BackupPlan.BackupPlanRule.CopyActions.DestinationBackupVaultArn').some(
      (target) =>
        regionOf(target, placeOf({ stack, resource }, environment)) !== regionOfResource({ stack, resource }),
    ),
  );
}

function isMeant(value: unknown, store: Located, place: Place): boolean {
  if (resourcesBehind(value, place).some((each) => isSame(each, store))) return true;
  const prefix = arnPrefixes[store.resource.type];
  if (!isText(value) || !prefix) return value === '*';
  const pattern = value === '*' ? value : withoutPlace(textOf(value, place));
  return pattern.endsWith('*') && matches(pattern, `${prefix}any`);
}

/** An ARN without region and account: `arn:aws:rds:*:*:cluster:*` as `arn:aws:rds:::cluster:*`. */
function withoutPlace(arn: string): string {
  const [scheme, partition, service, , , ...rest] = arn.split(':');
  return [scheme, partition === '*' ? 'aws' : partition, service, '', '', ...rest].join(':');
}

function meetsConditions(resource: PolicyResource, selection: unknown): boolean {
  return valuesAt(selection, 'Conditions.StringEquals').every((condition) => {
    const key = valueAt(condition, 'ConditionKey');
    return (
      isText(key) &&
      hasTag(resource, key.replace(/^aws:ResourceTag\//, ''), valueAt(condition, 'ConditionValue'))
    );
  });
}

function hasTag({ properties }: PolicyResource, key: unknown, value: unknown): boolean {
  const tags = [...valuesAt(properties, 'Tags'), ...valuesAt(properties, 'FileSystemTags')];
  const { Tags } = properties as { Tags?: Record<string, unknown> };
  const isMap = Tags !== undefined && !Array.isArray(Tags);
  return isMap
    ? Tags[String(key)] === value
    : tags.some((tag) => valueAt(tag, 'Key') === key && valueAt(tag, 'Value') === value);
}
