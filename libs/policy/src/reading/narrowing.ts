import { type Condition, type Statement } from './policy-documents';
import { isObject } from './properties';
import { type Place, resourcesBehind, textOf } from './references';

/**
 * Operators that a request without the key never meets, and that admit the named values only. `…IfExists`,
 * `ForAllValues:…`, `Null` and every `Not…` operator also admit requests of strangers.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const admitting =
  /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress|Bool)$/i;

/** Keys whose value is the number of an account. A pattern for accounts also fits accounts of strangers. */
const accountKey = /account$/;

/**
 * True if the statement applies only to requests for which one of the keys has a particular value.
 *
 * @param keys matches the keys that count, in lower case
 */
export function isNarrowedBy({ conditions }: Statement, keys: RegExp, place: Place): boolean {
  return conditions.some((condition) => keys.test(condition.key) && narrows(condition, place));
}

/** True if the condition excludes requests: it needs its key, and each of its values is particular. */
function narrows({ operator, key, values }: Condition, place: Place): boolean {
  return (
    admitting.test(operator) &&
    values.length > 0 &&
    values.every((value) => {
      if (isOwn(value, place)) return true;
      const text = textOf(value, place);
      if (/^bool$/i.test(operator)) return text === 'true';
      if (/^ipaddress$/i.test(operator)) return isNetwork(text);
      if (accountKey.test(key)) return /^\d{12}$/.test(text);
      return text.startsWith('arn:') ? isParticularArn(text) : /^[^*?]{3,}/.test(text);
    })
  );
}

/** A resource of the environment, or the number of its account. */
function isOwn(value: unknown, place: Place): boolean {
  return resourcesBehind(value, place).length > 0 || (isObject(value) && value['Ref'] === 'AWS::AccountId');
}

/** A network of at most a sixteen-millionth of the addresses of IPv4, as `10.0.0.0/8` is, or of IPv6's `/16`. */
function isNetwork(text: string): boolean {
  const [address = '', prefix] = text.split('/');
  const smallest = address.includes(':') ? 16 : 8;
  return address !== '' && (prefix === undefined || Number(prefix) >= smallest);
}

/** An ARN that names an account; or a bucket, whose ARN names none, by at least the beginning of its name. */
function isParticularArn(arn: string): boolean {
  const [, , service, , account = '', ...resource] = arn.split(':');
  if (/^\d{12}$/.test(account)) return true;
  return service === 's3' && account === '' && /^[^*?]{3,}/.test(resource.join(':'));
}
