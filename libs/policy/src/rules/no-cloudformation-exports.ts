import { stackRule } from './stack-rule';

const exchanges = ['"Export"', '"Fn::ImportValue"', '"Fn::GetStackOutput"', '!ImportValue'];

/** No exports and imports between stacks: a stack whose export is imported can neither change nor go. */
export const noCloudformationExports = stackRule({
  id: 'no-cloudformation-exports',
  title: 'Stacks exchange values by contracts, not by CloudFormation exports or references to outputs.',
  controls: ['164.308(a)(7)(ii)(C)'],
  pitfall: 27,
  judge: ({ engine, source }) => {
    if (engine !== 'cdk') return 'not-applicable';
    const found = exchanges.filter((exchange) => source.includes(exchange));
    return found.map((each) => `The template has ${each}: publish and consume a contract instead.`);
  },
});
