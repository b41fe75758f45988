import { unless } from './resource-rule';
import { stackRule } from './stack-rule';

/**
 * A template must have no value that CDK looked up during synthesis: `valueFromLookup` and `fromLookup` keep the first
 * value that they saw in `cdk.context.json`. The rule finds only lookups without an answer, by the dummy value in the
 * template. An answered lookup looks like any other literal.
 */
export const noContextLookups = stackRule({
  id: 'no-context-lookups',
  title: 'CDK has looked up no value of a template during synthesis.',
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
