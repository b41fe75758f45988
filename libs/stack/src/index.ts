export { canonicalJson } from './canonical-json';
export { consumedValues, type Lengths } from './consumed-values';
export { functionBundle, type FunctionBundle, requireBuilt } from './function-bundle';
export { publishedValues, type PublishedValue } from './published-values';
export {
  parameterKey,
  parameterKeyBetween,
  parseParameterKey,
  StackContext,
  type Direction,
  type ParameterUse,
} from './stack-context';
export { type Stacks } from './stack-class';
export { stateBucketName, stateKey } from './state-bucket';
export { stackAddress, type Suppression, type SuppressionRequest } from './suppression';
export {
  completeFile,
  stackFile,
  type OmittedResource,
  synthesizeApp,
  type SynthesizedStack,
} from './synthesize-app';
export { type SynthReply } from './synth-reply';
export { type EngineEntries, synthesizeByEngine } from './synthesize-by-engine';
export { synthRequestVariable, type SynthRequest } from './synth-request';
export { dataProtections, type DataProtection, withheldHeaders } from './withheld-from-logs';
