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
export {
  parseManifest,
  parseReference,
  type AppManifest,
  type ContractReference,
  type StackManifest,
} from './manifest';
export { parameterPath } from './parameter-path';
export { appPlatform } from './platform/app-platform';
export { backup } from './platform/backup';
export { database } from './platform/database';
export { network } from './platform/network';
export { transitGateway } from './platform/transit-gateway';
export { valueProblem } from './value-problem';
