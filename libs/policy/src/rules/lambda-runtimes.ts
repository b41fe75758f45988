import { isText } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/**
 * Runtimes that are supported for at least half a year more. Add a new runtime here, and remove one near its end.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 */
const supported = [
  'dotnet10',
  'java21',
  'java25',
  'nodejs22.x',
  'nodejs24.x',
  'provided.al2023',
  'python3.12',
  'python3.13',
  'python3.14',
  'ruby3.4',
];

/**
 * Functions must have a runtime with security updates. Lambda stops creating and updating functions some time after a
 * runtime's end.
 */
export const lambdaRuntimes = resourceRule({
  id: 'lambda-runtimes',
  title: 'A function has a runtime that gets security updates.',
  controls: ['164.308(a)(1)(ii)(B)', '164.308(a)(5)(ii)(B)'],
  types: ['AWS::Lambda::Function', 'AWS::Lambda::LayerVersion'],
  judge: ({ properties: { Runtime } }) => {
    if (!isText(Runtime)) return 'not-applicable';
    return unless(
      supported.includes(Runtime),
      `${Runtime} is not supported for long: set one of ${supported.join(', ')}.`,
    );
  },
});
