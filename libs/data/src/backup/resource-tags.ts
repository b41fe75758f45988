import { type NameScope } from '@bulkhead/naming';
import { backupTag, environmentTag } from '@bulkhead/tagging';

type ResourceTags = Readonly<Record<`aws:ResourceTag/${string}`, string>>;

/** Condition keys and values for resources that the environment owns. */
export function ownedBy({ environment }: NameScope): ResourceTags {
  return conditions(environmentTag(environment));
}

/** Condition keys and values for data stores that the environment owns and backs up. */
export function backedUpBy({ environment }: NameScope): ResourceTags {
  return conditions({ ...environmentTag(environment), ...backupTag });
}

function conditions(tags: Readonly<Record<string, string>>): ResourceTags {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value]));
}
