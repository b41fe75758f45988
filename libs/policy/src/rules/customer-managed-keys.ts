import { isText, isTrue, valueAt, valuesAt } from '../reading/properties';
import { type PolicyResource } from '../model/policy-resource';
import { encryptions } from '../keys/encryptions';
import { resourceRule } from './resource-rule';

/**
 * Data must be encrypted with keys whose policy is ours: the policy of an AWS managed key admits the whole account.
 * cdk-nag asks for encryption in general, and for a key only on log groups and secrets.
 */
export const customerManagedKeys = resourceRule({
  id: 'customer-managed-keys',
  title: 'Whatever holds data is encrypted with a key of our own.',
  controls: ['164.312(a)(1)', '164.312(a)(2)(iv)', '164.312(e)(2)(ii)'],
  types: Object.keys(encryptions),
  judge: ({ type, properties }) => {
    const relevant = encryptions[type]?.filter(({ when }) => isOn(properties, when)) ?? [];
    if (relevant.length === 0) return 'not-applicable';
    return relevant
      .filter(({ key }) => valuesAt(properties, key).length === 0 || isOfAws(valueAt(properties, key)))
      .map(({ key }) => `${key} names no key of our own.`);
  },
});

/** Buckets encrypted with S3's own key hold logs. Logs cannot be delivered to any other bucket. */
function isOn(properties: PolicyResource['properties'], when: string | undefined): boolean {
  if (when === undefined) return true;
  const value = valueAt(properties, when);
  return isTrue(value) || value === 'aws:kms' || value === 'aws:kms:dsse';
}

function isOfAws(key: unknown): boolean {
  return isText(key) && /(^|:)alias\/aws\//.test(key);
}
