import { type PolicyEnvironment } from '../model/policy-environment';
import { type Rule } from '../rules/rule';

/**
 * The rules that looked at other stacks to judge the resources of an environment. Where a stack of it is not known,
 * their answers for the others are not certain: it may have the backup plan, or be the one that uses the key.
 *
 * @returns ids
 */
export function rulesAcrossStacks(
  rules: readonly Rule[],
  environment: PolicyEnvironment,
): ReadonlySet<string> {
  return new Set(rules.filter((rule) => looksAround(rule, environment)).map(({ id }) => id));
}

/** Every rule goes through the stacks once; one that takes them up again has looked at others for a resource. */
function looksAround(rule: Rule, environment: PolicyEnvironment): boolean {
  let looks = 0;
  const watched: PolicyEnvironment = {
    ...environment,
    get stacks() {
      looks++;
      return environment.stacks;
    },
  };
  try {
    rule.evaluate(watched);
  } catch {
    return true;
  }
  return looks > 1;
}
