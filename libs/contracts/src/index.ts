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
export { database } from './platform/database';
export { databaseCredentials } from './platform/database-credentials';
export { databaseProxy } from './platform/database-proxy';
export { globalDatabase } from './platform/global-database';
export { network } from './platform/network';
export { valueProblem } from './value-problem';
