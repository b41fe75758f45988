import { parse } from 'yaml';
import { type TemplateResource } from './test-objects';
import { type TestTemplate } from './test-stack';

/** A template before evaluation: it still has parameters, conditions and intrinsic functions. */
interface GivenTemplate extends TestTemplate {
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown }>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown; readonly Condition?: string }>>;
}

/** The known values when a template is evaluated. */
export interface Known {
  readonly region: string;
  /** Values of the given parameters, by name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Values of existing resources: `Name` by its logical id, `Name.Attribute`. @default nothing */
  readonly standing?: Readonly<Record<string, string>>;
}

/** A value that removes its property or its list item. */
const noValue = Symbol('AWS::NoValue');

/** The text of a template, JSON or YAML. */
export function templateIn(body: string): GivenTemplate {
  return parse(body) as GivenTemplate;
}

/**
 * The resources of a template as CloudFormation creates them: without resources whose condition is not met, and with
 * the values of parameters. References to other resources stay as they are.
 */
export function workedOut(body: string, known: Known): TestTemplate {
  const template = templateIn(body);
  if (!template.Parameters && !template.Conditions) return template;
  const { resolve, isMet } = resolving(template, known);
  const resources = Object.entries(template.Resources ?? {}).filter(([, { Condition }]) => isMet(Condition));
  return {
    Resources: Object.fromEntries(resources.map(([id, found]) => [id, resolve(found) as TemplateResource])),
  };
}

/** The outputs of a template, with the existing resources. */
export function outputsOf(body: string, known: Known): object[] {
  const template = templateIn(body);
  const { resolve, isMet } = resolving(template, known);
  return Object.entries(template.Outputs ?? {})
    .filter(([, { Condition }]) => isMet(Condition))
    .map(([OutputKey, { Value }]) => ({ OutputKey, OutputValue: String(resolve(Value)) }));
}

/** The parameters of a template, each with its value. */
export function parametersOf(body: string, given: Known['parameters']): Record<string, string> {
  const declared = Object.entries(templateIn(body).Parameters ?? {});
  return Object.fromEntries(declared.map(([name, { Default }]) => [name, given[name] ?? String(Default)]));
}

function resolving(template: GivenTemplate, { region, parameters, standing = {} }: Known) {
  const values: Record<string, string | symbol> = {
    'AWS::Region': region,
    'AWS::AccountId': '123456789012',
    'AWS::Partition': 'aws',
    'AWS::NoValue': noValue,
    ...standing,
    ...Object.fromEntries(
      Object.entries(template.Parameters ?? {}).map(([name, { Default }]) => [
        name,
        parameters[name] ?? String(Default),
      ]),
    ),
  };
  const isMet = (condition: unknown): boolean =>
    typeof condition !== 'string' || resolve(template.Conditions?.[condition]) === true;

  const functions: Record<string, (argument: never) => unknown> = {
    Ref: (name: string) => values[name] ?? { Ref: name },
    Condition: (name: string | object) => (typeof name === 'string' ? isMet(name) : { Condition: name }),
    'Fn::Sub': (text: string) =>
      text.replace(/\$\{([\w:.]+)\}/g, (whole, name: string) =>
        String(typeof values[name] === 'string' ? values[name] : whole),
      ),
    'Fn::GetAtt': (path: string | readonly string[]) => {
      const name = [path].flat().join('.');
      return values[name] ?? { 'Fn::GetAtt': path };
    },
    'Fn::Join': ([separator, items]: [string, unknown]) => {
      const parts = resolve(items);
      return Array.isArray(parts) ? parts.join(separator) : parts;
    },
    'Fn::If': ([name, yes, no]: [string, unknown, unknown]) => resolve(isMet(name) ? yes : no),
    'Fn::Equals': ([one, other]: [unknown, unknown]) => resolve(one) === resolve(other),
    'Fn::Not': ([condition]: [unknown]) => resolve(condition) !== true,
    'Fn::And': (conditions: readonly unknown[]) => conditions.every((each) => resolve(each) === true),
    'Fn::Or': (conditions: readonly unknown[]) => conditions.some((each) => resolve(each) === true),
  };

  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve).filter((item) => item !== noValue);
    if (typeof value !== 'object' || value === null) return value;
    const [[name = '', argument] = [], ...more] = Object.entries(value);
    if (more.length === 0 && functions[name]) return functions[name](argument as never);
    const entries = Object.entries(value).map(([key, inner]) => [key, resolve(inner)] as const);
    return Object.fromEntries(entries.filter(([, inner]) => inner !== noValue));
  };
  return { resolve, isMet };
}
