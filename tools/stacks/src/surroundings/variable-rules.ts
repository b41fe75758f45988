import { awsVariables } from './aws-variables';
import { cdkVariables } from './cdk-variables';
import { processVariables } from './process-variables';
import { dropped, ignored, type Reader, type TargetKind, type VariableRule } from './ruling';
import { terraformEnvironmentVariables } from './terraform-environment-variables';

/** What is decided of each variable that is known. */
export const variableRules: readonly VariableRule[] = [
  ...processVariables,
  ...awsVariables,
  ...terraformEnvironmentVariables,
  ...cdkVariables,
];

/** Variables by which somebody means an engine or a client, so that one which is not known is worth a line. */
const families = /^(AWS_|TF_|TOFU_|CDK_|CDKTF_)/;

const unknownOfFamily = ignored([], 'Nobody has said yet what it does.');
const unknown = dropped([], 'It is of no engine.');

const exact = new Map(variableRules.flatMap((rule) => rule.names.map((name) => [name, rule])));

/** The longest pattern says most of what a name is. */
const patterns = variableRules
  .flatMap((rule) => rule.names.filter((name) => name.includes('*')).map((name) => ({ name, rule })))
  .sort((one, other) => other.name.length - one.name.length)
  .map(({ name, rule }) => ({ pattern: new RegExp(`^${name.replaceAll('*', '.*')}$`), rule }));

/** What is decided of a variable; of one that no rule names, what is decided of all such. */
export function ruleOf(name: string): VariableRule {
  return (
    exact.get(name) ??
    patterns.find(({ pattern }) => pattern.test(name))?.rule ??
    (families.test(name) ? unknownOfFamily : unknown)
  );
}

/** The variables that a process may be started with, of those of this one. */
export function passing(variables: NodeJS.ProcessEnv, reader: Reader): Record<string, string> {
  const kept = Object.entries(variables).flatMap(([name, value]): [string, string][] => {
    const { readers, onlyWith } = ruleOf(name);
    const may = readers.includes(reader) && (onlyWith === undefined || variables[onlyWith]);
    return value && may ? [[name, value]] : [];
  });
  return Object.fromEntries(kept);
}

/** A variable that a run must not go on with. */
export interface RefusedVariable {
  readonly name: string;
  readonly why: string;
}

/** The variables that the shell sets, sorted by what becomes of them. An empty one is one that is not set. */
export interface SortedVariables {
  readonly refused: readonly RefusedVariable[];
  readonly ignored: readonly string[];
  /** To take out of this process: whatever is known, or of an engine by its name, and does not pass. */
  readonly removed: readonly string[];
}

/** Sorts the variables of a shell for a run on a target. */
export function sortVariables(variables: NodeJS.ProcessEnv, target: TargetKind): SortedVariables {
  const named = Object.keys(variables)
    // What is of no engine and no client stays as it is in this process.
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
