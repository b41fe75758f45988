/**
 * Properties in readable form: a reference as `${Key}`, an attribute as `${Key.Arn}`, joined text joined. Must not be
 * deployed: text and references can no longer be told apart.
 */
export function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first) {
    const text = ofFunction(...first);
    if (text !== undefined) return text;
  }
  return Object.fromEntries(entries.map(([key, inner]) => [key, readable(inner)]));
}

function ofFunction(name: string, argument: unknown): string | undefined {
  if (name === 'Ref') return `\${${argument}}`;
  if (name === 'Fn::GetAtt') return `\${${Array.isArray(argument) ? argument.join('.') : argument}}`;
  if (name === 'Fn::Sub' && typeof argument === 'string') return argument;
  if (name !== 'Fn::Join' || !Array.isArray(argument)) return undefined;
  const [separator, parts] = [argument[0] as string, readable(argument[1])];
  const isText = Array.isArray(parts) && parts.every((part) => typeof part === 'string');
  return isText ? parts.join(separator) : undefined;
}

/** Names of properties and variables that hold secrets. */
const secretName = /password|secretstring|secret_?key|auth_?token|private_?key|api_?key/i;

/**
 * Marks secrets in plain text: `true` at the place, in the shape of the properties. CloudFormation, unlike Terraform,
 * does not mark them.
 */
export function secretsIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(secretsIn);
  if (typeof value !== 'object' || value === null) return false;
  // A variable of a container has its name and its value side by side.
  const { Name: name, Value: named } = value as Record<string, unknown>;
  if (typeof name === 'string' && secretName.test(name) && isPlainText(named)) return { Value: true };
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      secretName.test(key) && isPlainText(inner) ? true : secretsIn(inner),
    ]),
  );
}

/** A reference to a resource, or to a secret that is resolved at deploy time, reveals nothing. */
function isPlainText(value: unknown): boolean {
  return typeof value === 'string' && !/^(\$\{|\{\{resolve:)/.test(value);
}
