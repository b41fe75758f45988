import { isVisible } from '@bulkhead/errors';
import { type Problem } from '../values/problem';

/**
 * What an engine would read in a text that is written into its configuration. Terraform takes both of its sequences in
 * JSON too, and tokens of CDK begin like the first, but for lists of them; CloudFormation resolves a reference wherever it
 * stands.
 * https://developer.hashicorp.com/terraform/language/syntax/json#expressions
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 * https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/core/lib/private/encoding.ts
 */
const read = [
  { sequence: '${', by: 'Terraform, CloudFormation and CDK put a value in its place' },
  { sequence: '%{', by: 'Terraform takes it for a condition or a loop' },
  { sequence: '#{token[', by: 'CDK puts a list in its place' },
  { sequence: '{{resolve:', by: 'CloudFormation puts a parameter or a secret in its place' },
] as const;

/**
 * What is wrong with any text of a configuration, wherever in it and whatever the setting: settings are values, and
 * nothing of them is a program of an engine. What is no problem of this kind is left to the schema.
 *
 * @param configuration at most as deep as a file of JSON may be
 */
export function textProblems(configuration: unknown, path: Problem['path'] = []): Problem[] {
  if (typeof configuration === 'string')
    return problemsOf(configuration).map((allowed) => ({ path, allowed }));
  if (typeof configuration !== 'object' || configuration === null) return [];
  return Object.entries(configuration).flatMap(([key, value]) =>
    textProblems(value, [...path, Array.isArray(configuration) ? Number(key) : key]),
  );
}

function problemsOf(text: string): string[] {
  const interpreted = read.find(({ sequence }) => text.toLowerCase().includes(sequence));
  if (interpreted) return [`text without ${interpreted.sequence}: ${interpreted.by}`];
  return isVisible(text) ? [] : ['text in one line, of characters that can be seen'];
}
