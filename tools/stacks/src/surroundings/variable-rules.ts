import { awsVariables } from './aws-variables';
import { cdkVariables } from './cdk-variables';
import { processVariables } from './process-variables';
import { dropped, ignored, type Reader, type TargetKind, type VariableRule } from './ruling';
import { terraformEnvironmentVariables } from './terraform-environment-variables';

/** The rule for each known variable. */
export const variableRules: readonly VariableRule[] = [
  ...processVariables,
  ...awsVariables,
  ...terraformEnvironmentVariables,
  ...cdkVariables,
];

/** Prefixes of variables for an engine or a client. An unknown variable with such a prefix is worth a line. */
const families = /^(AWS_|TF_|TOFU_|CDK_|CDKTF_)/;

const unknownOfFamily = ignored([], 'No rule says yet what it does.');
const unknown = dropped([], 'It belongs to no engine.');

const exact = new Map(variableRules.flatMap((rule) => rule.names.map((name) => [name, rule])));

/** The longest matching pattern is the most specific one. */
const patterns = variableRules
  .flatMap((rule) => rule.names.filter((name) => name.includes('*')).map((name) => ({ name, rule })))
  .sort((one, other) => other.name.length - one.name.length)
  .map(({ name, rule }) => ({ pattern: new RegExp(`^${name.replaceAll('*', '.*')}$`), rule }));

/** The rule for a variable. Variables that no rule names share a common rule. */
export function ruleOf(name: string): VariableRule {
  return (
    exact.get(name) ??
    patterns.find(({ pattern }) => pattern.test(name))?.rule ??
    (families.test(name) ? unknownOfFamily : unknown)
  );
}

/** The variables of this process that a child process may get. */
export function passing(variables: NodeJS.ProcessEnv, reader: Reader): Record<string, string> {
  const kept = Object.entries(variables).flatMap(([name, value]): [string, string][] => {
    const { readers, onlyWith } = ruleOf(name);
    const may = readers.includes(reader) && (onlyWith === undefined || variables[onlyWith]);
    return value && may ? [[name, value]] : [];
  });
  return Object.fromEntries(kept);
}

/** A variable that stops a run. */
export interface RefusedVariable {
  readonly name: string;
  readonly why: string;
}

/** The variables of the shell, sorted by their ruling. An empty variable counts as not set. */
export interface SortedVariables {
  readonly refused: readonly RefusedVariable[];
  readonly ignored: readonly string[];
  /** Removed from this process: known variables, and variables with the prefix of an engine, that do not pass. */
  readonly removed: readonly string[];
}

/** Sorts the variables of a shell for a run on a target. */
export function sortVariables(variables: NodeJS.ProcessEnv, target: TargetKind): SortedVariables {
  const named = Object.keys(variables)
    // Variables of no engine and no client stay as they are in this process.
    .filter((name) => ruleOf(name) !== unknown)
    .sort()
    .map((name) => ({ name, value: variables[name] ?? '', rule: ruleOf(name) }))
    .map(({ name, value, rule }) => ({
      name,
      why: rule.why,
      ruling: rulingOf(value, rule, target, variables),
    }));
  const having = (ruling: string) => named.filter((variable) => variable.ruling === ruling);
  return {
    refused: having('refused').map(({ name, why }) => ({ name, why })),
    ignored: having('ignored').map(({ name }) => name),
    removed: named.filter(({ ruling }) => ruling !== 'passes').map(({ name }) => name),
  };
}

function rulingOf(
  value: string,
  { rulings, harmless, onlyWith }: VariableRule,
  target: TargetKind,
  variables: NodeJS.ProcessEnv,
) {
  if (value === '' || harmless?.(value)) return 'dropped';
  if (rulings[target] === 'passes' && onlyWith !== undefined && !variables[onlyWith]) return 'ignored';
  return rulings[target];
}
