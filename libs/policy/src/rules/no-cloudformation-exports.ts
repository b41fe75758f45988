import { stackRule } from './stack-rule';

const exchanges = {
  'an export': /"Export"\s*:\s*\{\s*"Name"/,
  'an import of an export': /"Fn::ImportValue"\s*:/,
  'a reference to the output of a stack': /"Fn::GetStackOutput"\s*:/,
};

/** Stacks must not exchange exports and imports: a stack with an imported export can be neither changed nor deleted. */
export const noCloudformationExports = stackRule({
  id: 'no-cloudformation-exports',
  title: 'Stacks exchange values by contracts, not by CloudFormation exports or references to outputs.',
  controls: ['164.308(a)(7)(ii)(C)'],
  pitfall: 27,
  judge: ({ engine, source }) => {
    if (engine !== 'cdk') return 'not-applicable';
    const found = Object.entries(exchanges).filter(([, exchange]) => exchange.test(source));
    return found.map(([what]) => `The template has ${what}: publish and consume a contract instead.`);
  },
});
