import { isVisible } from '@bulkhead/errors';
import { type Problem } from '../values/problem';

/**
 * Sequences that an engine would interpret in a text of its configuration. Terraform interprets its two sequences in
 * JSON too. CDK's tokens begin with the first sequence, except tokens for lists. CloudFormation resolves a dynamic
 * reference anywhere in a text.
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
 * Reports a problem in any text of a configuration, whatever the setting: settings are values, never programs of an
 * engine. All other problems are left to the schema.
 *
 * @param configuration at most as deep as a JSON file may be
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
  return isVisible(text) ? [] : ['text in one line, of visible characters'];
}
