import { unless } from './resource-rule';
import { stackRule } from './stack-rule';

/**
 * No `terraform_remote_state`: anybody who may read one output of a state may read the whole state, secrets included.
 */
export const noRemoteState = stackRule({
  id: 'no-remote-state',
  title: "No stack reads another one's Terraform state.",
  controls: ['164.308(a)(4)(ii)(C)', '164.312(a)(1)'],
  judge: ({ engine, source }) => {
    if (engine !== 'cdktf') return 'not-applicable';
    return unless(
      !source.includes('terraform_remote_state'),
      'The configuration reads the state of another stack: consume a contract instead.',
    );
  },
});
