export { ensureEmulator, type Emulator, type EnsureEmulatorOptions } from './ensure-emulator';
export { stopEmulator, type StopEmulatorOptions, type StopResult } from './stop-emulator';
export {
  applyEnvironment,
  emulatorEnvironment,
  emulatorVariables,
  type EnvironmentChanges,
} from './emulator-environment';
export { emulatorAnswers } from './emulator-answers';
export { resetEmulator } from './reset-emulator';
export { watchEmulator, type DeathReason, type WatchOptions } from './watch-emulator';
export {
  checkPrerequisites,
  describePrerequisite,
  requirePrerequisites,
  type Prerequisite,
  type PrerequisiteName,
  type PrerequisiteOptions,
} from './prerequisites';
export { findTerraform, type FoundTerraform, TERRAFORM_VARIABLE } from './find-terraform';
export { findOnPath } from './find-on-path';
export { type InstallHint } from './install-hints';
export { type StateLocation } from './emulator-state';
export { identifyProcess, isAlive, type ProcessIdentity } from './process-identity';
