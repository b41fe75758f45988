import { EngineFailure } from '../engine-failure';
import { isAlreadyThere } from './already-there';
import { kindOfText } from '../../retries/failure-kind';
import { describeDiagnostic, type Diagnostic } from './terraform-message';

/** A Terraform that ran and failed, with what it said of each thing that went wrong. */
export class TerraformFailure extends EngineFailure {
  /** @param diagnostics errors of Terraform; none where it ended in a way of its own */
  constructor(
    readonly diagnostics: readonly Diagnostic[],
    ...rest: ConstructorParameters<typeof EngineFailure>
  ) {
    super(...rest);
  }
}

/**
 * Whether looking and applying again may be all that is needed: what could not be created is there already, perhaps
 * since the answer to the call that created it was lost and the call was sent again, and nothing else is wrong that does
 * not pass.
 */
export function needsOnlyALook(error: unknown): error is TerraformFailure {
  if (!(error instanceof TerraformFailure)) return false;
  const isThere = ({ address, ...said }: Diagnostic) =>
    address !== undefined && isAlreadyThere(describeDiagnostic(said));
  const passes = (diagnostic: Diagnostic) => kindOfText(describeDiagnostic(diagnostic)) !== 'permanent';
  return (
    error.diagnostics.some(isThere) &&
    error.diagnostics.every((diagnostic) => isThere(diagnostic) || passes(diagnostic))
  );
}
