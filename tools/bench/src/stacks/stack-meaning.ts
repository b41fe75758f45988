/**
 * The meaning of a template: two templates with equal meanings ask an engine for the same. The benchmark reads the
 * template itself, without the code that decides what is deployed, so that it can judge that code.
 *
 * The meaning leaves out everything that no engine acts on: cdktf's comments, and the metadata of CloudFormation's
 * templates and resources. A policy document inside a string is read as a document.
 */
export function stackMeaning(engine: 'cdk' | 'cdktf', template: unknown): unknown {
  return engine === 'cdktf' ? withoutComments(template) : withoutMetadata(template);
}

function withoutComments(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutComments(item));
  if (isRecord(value)) {
    const kept = Object.entries(value).filter(([name]) => name !== '//');
    return Object.fromEntries(kept.map(([name, inner]) => [name, withoutComments(inner, name)]));
  }
  return typeof value === 'string' && /policy$/.test(key) && value.startsWith('{')
    ? JSON.parse(value)
    : value;
}

function withoutMetadata(template: unknown): unknown {
  if (!isRecord(template)) return template;
  const resources = Object.entries(isRecord(template['Resources']) ? template['Resources'] : {});
  return {
    ...without(template, 'Metadata'),
    Resources: Object.fromEntries(
      resources.map(([id, resource]) => [id, isRecord(resource) ? without(resource, 'Metadata') : resource]),
    ),
  };
}

function without(record: Record<string, unknown>, key: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
