import { type Located, type Place, placeOf, resourceBehind } from '../reading/references';
import { type KeyUse } from './key-use';

/** The key of the environment that a value stands for; `undefined` if the key has another origin. */
export function keyBehind(value: unknown, place: Place): Located | undefined {
  return (
    resourceBehind(value, place, 'AWS::KMS::Key') ??
    resourceBehind(value, place, 'AWS::KMS::ReplicaKey') ??
    ofAlias(value, place)
  );
}

function ofAlias(value: unknown, place: Place): Located | undefined {
  const alias = resourceBehind(value, place, 'AWS::KMS::Alias');
  return alias && keyBehind(alias.resource.properties['TargetKeyId'], placeOf(alias, place.environment));
}

/** The properties of a use, except user and key. */
export type UseDetails = Omit<KeyUse, 'user' | 'key'>;

/** The use of a key of the environment by a resource; empty if the value stands for a key of another origin. */
export function use(user: Located, key: unknown, place: Place, details: UseDetails): readonly KeyUse[] {
  const located = keyBehind(key, place);
  return located ? [{ user, key: located, ...details }] : [];
}
