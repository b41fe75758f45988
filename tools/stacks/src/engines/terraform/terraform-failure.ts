import { EngineFailure } from '../engine-failure';
import { isAlreadyThere } from './already-there';
import { kindOfText } from '../../retries/failure-kind';
import { describeDiagnostic, type Diagnostic } from './terraform-message';

/** The error of a Terraform that ran and failed, with its diagnostics. */
export class TerraformFailure extends EngineFailure {
  /** @param diagnostics errors of Terraform; none if it failed without diagnostics */
  constructor(
    readonly diagnostics: readonly Diagnostic[],
    ...rest: ConstructorParameters<typeof EngineFailure>
  ) {
    super(...rest);
  }
}

/**
 * Whether it may be enough to look for existing objects and to apply again: every failed creation says that the object
 * already exists, perhaps because an answer was lost and the call was repeated, and every other error passes by itself.
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
