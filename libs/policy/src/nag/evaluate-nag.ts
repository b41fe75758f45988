import { type PolicyStack } from '../model/policy-stack';
import { withKnownParameters } from './known-parameters';
import { type NagEvaluation, type NagResult } from './nag-result';

/**
 * Runs cdk-nag's HIPAA pack on every resource of some stacks. The first call loads CDK and the pack, which takes
 * seconds.
 *
 * @param among stacks whose published values are known. @default the stacks that are evaluated
 */
export async function evaluateNag(
  stacks: readonly PolicyStack[],
  among: readonly PolicyStack[] = stacks,
): Promise<NagEvaluation> {
  const { includeStack } = await import('./included-stack.js');
  const { RecordingChecks } = await import('./recording-checks.js');
  const checks = new RecordingChecks();
  const results = stacks.flatMap((stack): NagResult[] => {
    const included = includeStack(withKnownParameters(stack, among));
    checks.validateScope(included.stack);
    return stack.resources.flatMap(({ logicalId, address }) =>
      checks.of(included.resource(logicalId)).map((outcome) => ({ ...outcome, stack: stack.id, address })),
    );
  });
  return { rules: [...checks.rules.values()], results };
}
