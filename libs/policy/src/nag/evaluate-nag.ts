import { type PolicyStack } from '../model/policy-stack';
import { withKnownParameters } from './known-parameters';
import { type NagEvaluation, type NagResult } from './nag-result';

/**
 * cdk-nag's HIPAA pack on every resource of some stacks; values that these stacks publish are known. CDK and the pack are loaded on the first call, which takes
 * seconds.
 */
export async function evaluateNag(stacks: readonly PolicyStack[]): Promise<NagEvaluation> {
  const { includeStack } = await import('./included-stack.js');
  const { RecordingChecks } = await import('./recording-checks.js');
  const checks = new RecordingChecks();
  const results = stacks.flatMap((stack): NagResult[] => {
    const included = includeStack(withKnownParameters(stack, stacks));
    checks.validateScope(included.stack);
    return stack.resources.flatMap(({ logicalId, address }) =>
      checks.of(included.resource(logicalId)).map((outcome) => ({ ...outcome, stack: stack.id, address })),
    );
  });
  return { rules: [...checks.rules.values()], results };
}
