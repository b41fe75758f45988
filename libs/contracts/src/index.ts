export {
  contract,
  listParameter,
  parameter,
  type Contract,
  type ContractValues,
  type ListParameter,
  type Parameter,
  type Parameters,
} from './contract';
export * from './contracts.generated';
export {
  parseManifest,
  parseReference,
  type AppManifest,
  type ContractReference,
  type StackManifest,
} from './manifest';
export { parameterPath } from './parameter-path';
export { valueProblem } from './value-problem';
