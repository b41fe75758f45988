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
export { cache } from './platform/cache';
export { database } from './platform/database';
export { fileSystem } from './platform/file-system';
export { databaseCredentials } from './platform/database-credentials';
export { databaseProxy } from './platform/database-proxy';
export { globalDatabase } from './platform/global-database';
export { network } from './platform/network';
export { objectProcessing } from './platform/object-processing';
export { staticAssets } from './platform/static-assets';
export { storage } from './platform/storage';
export { transitGateway } from './platform/transit-gateway';
export { valueProblem } from './value-problem';
