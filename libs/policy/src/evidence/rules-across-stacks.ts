import { type PolicyEnvironment } from '../model/policy-environment';
import { type Rule } from '../rules/rule';

/**
 * The rules that read other stacks to judge the resources of an environment. If a stack of the environment is unknown,
 * the results of these rules for the other stacks are uncertain: the unknown stack may have the backup plan, or may use
 * the key.
 *
 * @returns ids
 */
export function rulesAcrossStacks(
  rules: readonly Rule[],
  environment: PolicyEnvironment,
): ReadonlySet<string> {
  return new Set(rules.filter((rule) => looksAround(rule, environment)).map(({ id }) => id));
}

/**
 * Every rule reads the list of stacks once. A rule that reads the list again has looked at other stacks for a resource.
 */
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
