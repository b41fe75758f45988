import { unless } from './resource-rule';
import { stackRule } from './stack-rule';

/**
 * No `{{resolve:ssm:…}}`: CloudFormation resolves it only when something else of the template changes, and skips the
 * update of an unchanged template without a word. A parameter of an SSM type is compared by its value.
 */
export const noDynamicSsmReferences = stackRule({
  id: 'no-dynamic-ssm-references',
  title: 'Values of SSM parameters come in as template parameters, not as dynamic references.',
  controls: ['164.308(a)(1)(ii)(B)'],
  pitfall: 27,
  judge: ({ source }) =>
    unless(
      !source.includes('{{resolve:ssm'),
      'The template has a dynamic reference to an SSM parameter, which goes stale unseen: consume a contract instead.',
    ),
});
