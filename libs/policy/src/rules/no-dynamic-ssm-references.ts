import { unless } from './resource-rule';
import { stackRule } from './stack-rule';

/**
 * A template must not use `{{resolve:ssm:…}}`. CloudFormation resolves it only if something else in the template
 * changes, and silently skips the update of an unchanged template. For a parameter of an SSM type, CloudFormation
 * compares the value.
 */
export const noDynamicSsmReferences = stackRule({
  id: 'no-dynamic-ssm-references',
  title: 'Values of SSM parameters come in as template parameters, not as dynamic references.',
  controls: ['164.308(a)(1)(ii)(B)'],
  pitfall: 27,
  judge: ({ source }) =>
    unless(
      !source.includes('{{resolve:ssm'),
      'The template has a dynamic reference to an SSM parameter, which may silently be out of date: consume a contract instead.',
    ),
});
