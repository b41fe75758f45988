import { matches, type Statement, conditionValues, allows } from '../reading/policy-documents';
import { type Place, regionOfResource, textOf } from '../reading/references';
import { type KeyUse } from './key-use';

/** The actions that read or write encrypted data, one of each kind. */
export const cryptographicActions = [
  'kms:Encrypt',
  'kms:Decrypt',
  'kms:ReEncryptFrom',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:CreateGrant',
] as const;

/** True if the statement allows an action on the encrypted data. */
export function isAboutData(statement: Statement): boolean {
  return cryptographicActions.some((action) => allows(statement, action));
}

/** The services in a statement: `logs`, `events.rds`, or `rds` for callers that come through RDS. */
export function servicesOf(statement: Statement, place: Place): readonly string[] {
  const principals = statement.principals.filter(({ kind }) => kind === 'Service');
  const through = conditionValues(statement, 'kms:viaservice');
  return [...principals.map(({ value }) => value), ...through].map((value) =>
    textOf(value, place)
      .replace(/\.amazonaws\.com$/, '')
      .replace(/\.([a-z]{2}(-[a-z]+)+-\d+|\*)$/, ''),
  );
}

/** True if the statement names the principal that calls KMS for the use, and its conditions allow the use. */
export function isFor(statement: Statement, use: KeyUse, place: Place): boolean {
  const unmet = statement.conditions
    .filter(({ key }) => key.startsWith('kms:encryptioncontext:'))
    .some(({ key }) => !use.contexts?.includes(key));
  if (unmet || use.isMeant?.(statement) === false) return false;
  const region = regionOfResource(use.key);
  return statement.principals.some(({ kind, value }) => {
    const principal = textOf(value, place);
    if (use.as === 'itself') {
      return (
        kind === 'Service' &&
        [`${use.service}.amazonaws.com`, `${use.service}.${region}.amazonaws.com`].includes(principal)
      );
    }
    if (kind !== 'AWS') return false;
    if (use.as === 'role') return principal.includes(`/${use.service}.amazonaws.com/`);
    const through = conditionValues(statement, 'kms:viaservice').map((each) => textOf(each, place));
    return (
      through.length === 0 || through.some((each) => matches(each, `${use.service}.${region}.amazonaws.com`))
    );
  });
}

/** The actions that a use needs and that no statement of the key policy allows. */
export function missingActions(
  statements: readonly Statement[],
  use: KeyUse,
  place: Place,
): readonly string[] {
  const relevant = statements.filter((statement) => isFor(statement, use, place));
  return use.actions.filter((action) => !relevant.some((statement) => allows(statement, action)));
}
