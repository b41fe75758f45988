import { literalSecretsIn } from '../reading/literal-secrets';
import { isObject, valueAt } from '../reading/properties';
import { stackRule } from './stack-rule';

/** Expressions of either engine that return a secret itself. */
const secretItself =
  /\{\{resolve:(secretsmanager|ssm-secure):|\.secret_(string|binary)\b|\.(master_)?password\b|\brandom_password\./;

/** No output may be a secret: everybody who may describe the stack sees its outputs, and the deploy prints them. */
export const noSecretOutputs = stackRule({
  id: 'no-secret-outputs',
  title: 'No output of a stack is a secret.',
  controls: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)', '164.312(d)'],
  judge: ({ source }) => {
    const outputs = source === '' ? {} : outputsIn(JSON.parse(source) as unknown);
    return Object.entries(outputs)
      .filter(([name, output]) => {
        const value = valueAt(output, 'Value') ?? valueAt(output, 'value');
        return (
          secretItself.test(JSON.stringify(value ?? '')) || literalSecretsIn({ [name]: value }).length > 0
        );
      })
      .map(([name]) => `Output ${name} is a secret: output its ARN or name instead.`);
  },
});

/** The outputs of a template, or of a Terraform configuration. */
function outputsIn(source: unknown): Readonly<Record<string, unknown>> {
  const outputs = valueAt(source, 'Outputs') ?? valueAt(source, 'output');
  return isObject(outputs) ? outputs : {};
}
