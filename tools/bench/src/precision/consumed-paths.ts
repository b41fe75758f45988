interface Template {
  readonly data?: { readonly aws_ssm_parameter?: Record<string, { readonly name: string }> };
  readonly Parameters?: Record<string, { readonly Type: string; readonly Default?: string }>;
}

/** Paths of the parameters that the engine reads for a template. */
export function consumedPaths(engine: 'cdk' | 'cdktf', template: unknown): string[] {
  const { data, Parameters = {} } = template as Template;
  if (engine === 'cdktf') return Object.values(data?.aws_ssm_parameter ?? {}).map(({ name }) => name);
  return Object.values(Parameters)
    .filter(({ Type }) => Type.startsWith('AWS::SSM::Parameter::Value<'))
    .flatMap(({ Default }) => Default ?? []);
}
