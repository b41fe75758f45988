import { rules } from '@bulkhead/policy';
import { cell, table } from '@bulkhead/policy/markdown';
import { type Page, page } from './page';

/** Bulkhead's own policy rules, in the order of their ids, with their controls. */
export function policyRulesPage(): Page {
  const sorted = [...rules].sort((one, other) => (one.id < other.id ? -1 : 1));
  return page('policy-rules.md', 'Rules of the policy', [
    `The requirements for the output of every stack, in both engines: ${sorted.length} rules, beside those of cdk-nag's HIPAA pack. A control is a paragraph of 45 CFR. [The policy](../../libs/policy/README.md) says how a rule is added, and how a finding is explained.`,
    '',
    ...table(
      ['Rule', 'What must hold', 'Controls'],
      sorted.map(({ id, title, controls }) => [
        `[\`${id}\`](../../libs/policy/src/rules/${id}.ts)`,
        cell(title),
        controls.join(', '),
      ]),
    ),
  ]);
}
