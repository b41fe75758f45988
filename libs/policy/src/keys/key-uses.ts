import { type PolicyEnvironment } from '../model/policy-environment';
import { valuesAt } from '../reading/properties';
import { type Located, placeOf } from '../reading/references';
import { use } from './key-behind';
import { keyProperties } from './key-properties';
import { keyReaders } from './key-readers';
import { type KeyUse } from './key-use';

/** Every use of a key of the environment that its resources need, in the order of stacks and resources. */
export function keyUses(environment: PolicyEnvironment): readonly KeyUse[] {
  return environment.stacks.flatMap((stack) =>
    stack.resources.flatMap((resource) => {
      const user = { stack, resource };
      return [
        ...usesByProperty(user, environment),
        ...(keyReaders[resource.type]?.(user, environment) ?? []),
      ];
    }),
  );
}

function usesByProperty(user: Located, environment: PolicyEnvironment): readonly KeyUse[] {
  const properties = keyProperties[user.resource.type] ?? [];
  return properties.flatMap(({ path, ...details }) =>
    valuesAt(user.resource.properties, path).flatMap((key) =>
      use(user, key, placeOf(user, environment), { ...details, as: 'caller' }),
    ),
  );
}
