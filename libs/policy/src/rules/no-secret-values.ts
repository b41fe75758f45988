import { type PolicyResource } from '../model/policy-resource';
import { isText } from '../reading/properties';
import { type Judgement } from './resource-rule';
import { resultOf } from './resource-rule';
import { type Rule } from './rule';
import { literalSecretsIn } from '../reading/literal-secrets';

/**
 * No secret may be written into a template or configuration: everybody who may read the code, the plan, the state or
 * the stack could read the secret. cdk-nag looks only for AWS credentials in CodeBuild projects.
 */
export const noSecretValues: Rule = {
  id: 'no-secret-values',
  title: 'No password, token or key is written into a property, an environment variable or a parameter.',
  controls: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)', '164.312(d)'],
  evaluate: ({ stacks }) =>
    stacks.flatMap((stack) =>
      stack.resources.map((resource) => resultOf(stack.id, resource.address, judge(resource))),
    ),
};

function judge({ type, properties }: PolicyResource): Judgement {
  const secrets = literalSecretsIn(properties);
  const { Type, Name } = properties;
  if (type === 'AWS::SSM::Parameter' && Type === 'String' && isText(Name) && secrets.length === 0) {
    return literalSecretsIn({ [Name.split('/').at(-1) ?? Name]: properties['Value'] }).map(problem);
  }
  return secrets.map(problem);
}

function problem(where: string): string {
  return `${where} seems to hold a secret: refer to a secret in Secrets Manager instead.`;
}
