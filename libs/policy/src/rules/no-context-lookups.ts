import { unless } from './resource-rule';
import { stackRule } from './stack-rule';

/**
 * No value that CDK looked up while it synthesized: `valueFromLookup` and `fromLookup` keep what they once saw in
 * `cdk.context.json`. A lookup that was not answered yet leaves a dummy value in the template, which is what can be
 * seen there; one that was answered looks like any other literal.
 */
export const noContextLookups = stackRule({
  id: 'no-context-lookups',
  title: 'No value in a template was looked up during synthesis.',
  controls: ['164.308(a)(1)(ii)(B)'],
  pitfall: 27,
  judge: ({ engine, source }) => {
    if (engine !== 'cdk') return 'not-applicable';
    return unless(
      !/dummy-value-for-|vpc-12345\b|"DUMMY"/.test(source),
      'The template holds the dummy value of a lookup during synthesis: consume a contract instead.',
    );
  },
});
