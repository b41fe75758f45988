import { type NameScope } from '@bulkhead/naming';
import { backupTag, environmentTag } from '@bulkhead/tagging';

type ResourceTags = Readonly<Record<`aws:ResourceTag/${string}`, string>>;

/** Condition keys and values that what the environment owns meets. */
export function ownedBy({ environment }: NameScope): ResourceTags {
  return conditions(environmentTag(environment));
}

/** Condition keys and values that a data store meets which the environment owns and wants backed up. */
export function backedUpBy({ environment }: NameScope): ResourceTags {
  return conditions({ ...environmentTag(environment), ...backupTag });
}

function conditions(tags: Readonly<Record<string, string>>): ResourceTags {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value]));
}
