import { type PolicyResource } from '../model/policy-resource';
import { isObject, isText, valueAt, valuesAt } from './properties';

/** Somebody that a statement names: its kind, such as `AWS` or `Service`, and the value, which may be a reference. */
export interface Principal {
  readonly kind: string;
  readonly value: unknown;
}

/** One line of a statement's `Condition`. */
export interface Condition {
  readonly operator: string;
  /** In lower case: AWS ignores the case of condition keys. */
  readonly key: string;
  readonly values: readonly unknown[];
}

/** A statement of a policy document. Every list is an array, also with one item. */
export interface Statement {
  /** The Sid, or the number of the statement, counted from 1. */
  readonly name: string;
  readonly effect: unknown;
  readonly principals: readonly Principal[];
  readonly actions: readonly string[];
  readonly resources: readonly unknown[];
  readonly conditions: readonly Condition[];
}

/** The property of each type that holds its resource policy: who may do something to the resource. */
const documentsWithPrincipals: Readonly<Record<string, string>> = {
  'AWS::Backup::BackupVault': 'AccessPolicy',
  'AWS::EC2::VPCEndpoint': 'PolicyDocument',
  'AWS::ECR::Repository': 'RepositoryPolicyText',
  'AWS::EFS::FileSystem': 'FileSystemPolicy',
  'AWS::Events::EventBusPolicy': 'Statement',
  'AWS::IAM::Role': 'AssumeRolePolicyDocument',
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::KMS::ReplicaKey': 'KeyPolicy',
  'AWS::Logs::ResourcePolicy': 'PolicyDocument',
  'AWS::S3::BucketPolicy': 'PolicyDocument',
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
  'AWS::SQS::QueuePolicy': 'PolicyDocument',
  'AWS::SecretsManager::ResourcePolicy': 'ResourcePolicy',
};

/** The types with a policy document of their own that names principals. */
export const typesWithPrincipals = Object.keys(documentsWithPrincipals);

/** The policy document that says who may do something to the resource; `undefined` if it has none. */
export function resourcePolicyOf({ type, properties }: PolicyResource): unknown {
  const property = documentsWithPrincipals[type];
  return property === undefined ? undefined : properties[property];
}

/** The types that hold the permissions of a role, group or user. */
export const identityPolicyTypes = [
  'AWS::IAM::Group',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::IAM::RolePolicy',
  'AWS::IAM::User',
];

/** The permissions of an identity: its inline documents and the attached ones. */
export function identityPoliciesOf({ properties }: PolicyResource): readonly unknown[] {
  return [...valuesAt(properties, 'PolicyDocument'), ...valuesAt(properties, 'Policies.PolicyDocument')];
}

/** The statements of a policy document, given as an object or as JSON text; empty for anything else. */
export function statementsOf(document: unknown): readonly Statement[] {
  const parsed = isText(document) ? parse(document) : document;
  const all = isObject(parsed) && 'Effect' in parsed ? [parsed] : valuesAt(parsed, 'Statement');
  return all.filter(isObject).map((statement, index) => ({
    name: isText(statement['Sid']) ? statement['Sid'] : `number ${index + 1}`,
    effect: statement['Effect'],
    principals: principalsOf(statement['Principal']),
    actions: named(statement, 'Action').filter(isText),
    resources: named(statement, 'Resource'),
    conditions: conditionsOf(statement['Condition']),
  }));
}

/** True if the statement allows all of the actions, given by their full names. */
export function allows({ effect, actions }: Statement, ...wanted: readonly string[]): boolean {
  return effect === 'Allow' && wanted.every((action) => actions.some((pattern) => matches(pattern, action)));
}

/** True if a policy pattern, with `*` and `?`, matches the text, ignoring case. */
export function matches(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'is').test(text);
}

/**
 * True if the document denies every request without TLS.
 *
 * @param carrying the one action that carries data to the resource, so that refusing it is enough. @default none is
 */
export function refusesPlainText(document: unknown, carrying?: string): boolean {
  return statementsOf(document).some(
    ({ effect, principals, actions, conditions }) =>
      effect === 'Deny' &&
      principals.some(({ value }) => value === '*') &&
      actions.some((action) => action.endsWith('*') || action === carrying) &&
      conditions.length === 1 &&
      conditions[0]?.key === 'aws:securetransport' &&
      String(conditions[0].values[0]) === 'false',
  );
}

/** The values of a condition key in the statement. @param key in lower case */
export function conditionValues({ conditions }: Statement, key: string): readonly unknown[] {
  return conditions.filter((condition) => condition.key === key).flatMap(({ values }) => values);
}

/** The values that a statement names. A statement that allows everything except some values counts as `*`. */
function named(
  statement: Readonly<Record<string, unknown>>,
  element: 'Action' | 'Resource',
): readonly unknown[] {
  if (statement['Effect'] === 'Allow' && `Not${element}` in statement) return ['*'];
  return valuesAt(statement, element);
}

function principalsOf(principal: unknown): readonly Principal[] {
  if (isText(principal)) return [{ kind: principal, value: principal }];
  if (!isObject(principal)) return [];
  return Object.keys(principal).flatMap((kind) =>
    valuesAt(principal, kind).map((value) => ({ kind, value })),
  );
}

function conditionsOf(condition: unknown): readonly Condition[] {
  if (!isObject(condition)) return [];
  return Object.entries(condition).flatMap(([operator, keys]) =>
    isObject(keys)
      ? Object.keys(keys).map((key) => ({
          operator,
          key: key.toLowerCase(),
          values: valuesAt({ keys: { value: keys[key] } }, 'keys.value'),
        }))
      : [],
  );
}

function parse(text: string): unknown {
  try {
    return valueAt({ parsed: JSON.parse(text) as unknown }, 'parsed');
  } catch {
    return undefined;
  }
}
